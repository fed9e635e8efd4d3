#include "augment.h"

#include <string.h>

enum { ONE = 65536, BORDER = 2 };

static inline int64_t min_of(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t max_of(int64_t a, int64_t b) { return a > b ? a : b; }

size_t onecycle_augment_workspace(size_t height, size_t width) { return (height + 2 * BORDER) * (width + 2 * BORDER); }

static void copy_shifted(const uint8_t *plane, int64_t height, int64_t width, onecycle_view view, uint8_t *out) {
    const int64_t top = max_of(0, view.down), bottom = min_of(height, height + view.down);
    const int64_t left = max_of(0, view.right), right = min_of(width, width + view.right);
    memset(out, 0, (size_t)(height * width));
    for (int64_t y = top; y < bottom; y++) {
        const uint8_t *source = plane + (y - view.down) * width;
        uint8_t *target = out + y * width;
        if (!view.mirrored) {
            memcpy(target + left, source + left - view.right, (size_t)(right - left));
        } else {
            for (int64_t x = left; x < right; x++) target[x] = source[width - 1 - (x - view.right)];
        }
    }
}

/* The plane in the middle of black, so that no neighbour has to be asked whether it exists. */
static void frame(const uint8_t *plane, int64_t height, int64_t width, uint8_t *framed) {
    const int64_t stride = width + 2 * BORDER;
    memset(framed, 0, onecycle_augment_workspace((size_t)height, (size_t)width));
    for (int64_t y = 0; y < height; y++) {
        memcpy(framed + (y + BORDER) * stride + BORDER, plane + y * width, (size_t)width);
    }
}

/* Places are counted in 65,536ths of a pixel from the middle of the first one. */
static void copy_turned(const uint8_t *framed, int64_t height, int64_t width, onecycle_view view, uint8_t *out) {
    const int64_t stride = width + 2 * BORDER;
    const int64_t from_middle = -((width - 1) * ONE / 2) - (int64_t)view.right * ONE;
    /* From pixel to pixel of a row, where it comes from moves by (step_x, step_y). */
    const int64_t step_x = view.mirrored ? -view.cosine : view.cosine, step_y = view.sine;
    for (int64_t row = 0; row < height; row++) {
        const int64_t dy = row * ONE - (height - 1) * ONE / 2 - (int64_t)view.down * ONE;
        const int64_t along = (from_middle * view.cosine - dy * view.sine) / ONE;
        const int64_t y_start = (from_middle * view.sine + dy * view.cosine) / ONE + (height - 1) * ONE / 2;
        const int64_t x_start = (view.mirrored ? -along : along) + (width - 1) * ONE / 2;
        for (int64_t column = 0; column < width; column++) {
            const int64_t x = x_start + column * step_x, y = y_start + column * step_y;
            const int64_t x_low = min_of(max_of(x >> 16, -BORDER), width), y_low = min_of(max_of(y >> 16, -BORDER), height);
            const uint8_t *corner = framed + (y_low + BORDER) * stride + x_low + BORDER;
            const int32_t right = (int32_t)(x >> 8) & 255, down = (int32_t)(y >> 8) & 255;
            const int32_t upper = corner[0] * (256 - right) + corner[1] * right;
            const int32_t lower = corner[stride] * (256 - right) + corner[stride + 1] * right;
            out[row * width + column] = (uint8_t)((upper * (256 - down) + lower * down + ONE / 2) >> 16);
        }
    }
}

static void blacken(uint8_t *plane, int64_t height, int64_t width, onecycle_view view) {
    const int64_t top = max_of(0, view.cut_top), bottom = min_of(height, (int64_t)view.cut_top + view.cut_side);
    const int64_t left = max_of(0, view.cut_left), right = min_of(width, (int64_t)view.cut_left + view.cut_side);
    if (left >= right) return;
    for (int64_t y = top; y < bottom; y++) memset(plane + y * width + left, 0, (size_t)(right - left));
}

void onecycle_augment(const uint8_t *image, size_t planes, size_t height, size_t width, onecycle_view view, uint8_t *out,
                      uint8_t *workspace) {
    const int64_t rows = (int64_t)height, columns = (int64_t)width;
    for (size_t p = 0; p < planes; p++) {
        const uint8_t *plane = image + p * height * width;
        uint8_t *target = out + p * height * width;
        if (view.sine == 0 && view.cosine > 0) {
            copy_shifted(plane, rows, columns, view, target);
        } else {
            frame(plane, rows, columns, workspace);
            copy_turned(workspace, rows, columns, view, target);
        }
        blacken(target, rows, columns, view);
    }
}
