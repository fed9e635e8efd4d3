#include "gather.h"

#include <string.h>

#include "wide.h"

/* True divisions, not products with an inverse: those differ in the last bit for many bytes. A table of the 256 values
 * takes more than twice as long, as it cannot be looked up in vectors. */
static inline float scaled(uint8_t byte, onecycle_scaling s) { return ((float)byte / s.divisor - s.mean) / s.deviation; }

static inline int is_quotient(onecycle_scaling s) { return s.mean == 0.0f && s.deviation == 1.0f; }

/* One plane, its values `step` apart. */
static inline void scale_plane(const uint8_t *restrict source, size_t count, onecycle_scaling s, float *restrict target,
                               size_t step) {
    if (is_quotient(s)) {
        for (size_t i = 0; i < count; i++) target[i * step] = (float)source[i] / s.divisor;
    } else {
        for (size_t i = 0; i < count; i++) target[i * step] = scaled(source[i], s);
    }
}

static inline const uint8_t *image(const uint8_t *images, const int32_t *indices, size_t b, size_t size) {
    return images + (indices ? (size_t)indices[b] : b) * size;
}

WIDE static void gather_nchw(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                             size_t channels, const onecycle_scaling *scaling, float *out) {
    for (size_t b = 0; b < count; b++) {
        const uint8_t *source = image(images, indices, b, planes * plane);
        float *target = out + b * channels * plane;
        for (size_t p = 0; p < planes; p++) {
            scale_plane(source + p * plane, plane, scaling[p], target + p * plane, 1);
        }
        for (size_t c = planes; c < channels; c++) memcpy(target + c * plane, target, plane * sizeof(float));
    }
}

WIDE static void gather_nhwc(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                             size_t channels, const onecycle_scaling *scaling, float *out) {
    const onecycle_scaling s = scaling[0];
    for (size_t b = 0; b < count; b++) {
        const uint8_t *restrict source = image(images, indices, b, planes * plane);
        float *restrict target = out + b * plane * channels;
        if (planes == 1 && channels == 3) {
            /* A known number of channels: the compiler interleaves in vectors. */
            for (size_t i = 0; i < plane; i++) {
                const float value = is_quotient(s) ? (float)source[i] / s.divisor : scaled(source[i], s);
                target[3 * i] = value;
                target[3 * i + 1] = value;
                target[3 * i + 2] = value;
            }
        } else if (planes == 3 && channels == 3) {
            const onecycle_scaling second = scaling[1], third = scaling[2];
            for (size_t i = 0; i < plane; i++) {
                target[3 * i] = scaled(source[i], s);
                target[3 * i + 1] = scaled(source[plane + i], second);
                target[3 * i + 2] = scaled(source[2 * plane + i], third);
            }
        } else if (channels == 1) {
            scale_plane(source, plane, s, target, 1);
        } else {
            for (size_t c = 0; c < channels; c++) {
                const size_t p = planes == 1 ? 0 : c;
                scale_plane(source + p * plane, plane, scaling[p], target + c, channels);
            }
        }
    }
}

void onecycle_gather_nchw(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                          size_t channels, const onecycle_scaling *scaling, float *out) {
    gather_nchw(images, indices, count, plane, planes, channels, scaling, out);
}

void onecycle_gather_nhwc(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                          size_t channels, const onecycle_scaling *scaling, float *out) {
    gather_nhwc(images, indices, count, plane, planes, channels, scaling, out);
}

void onecycle_gather_labels(const uint8_t *labels, const int32_t *indices, size_t count, int32_t *out) {
    for (size_t b = 0; b < count; b++) out[b] = labels[indices[b]];
}
