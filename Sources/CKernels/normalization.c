#include "normalization.h"

#include <math.h>

#include "bfloat16.h"
#include "wide.h"

// Channels are taken in tiles of up to 16 lanes, with an accumulator for each, so that every width of registers adds up in
// the same order. In plain order a tile is one channel, and its lanes are pixels. Sums of an image are float, sums over
// images double.
enum { TILE = 16 };

// A tile of one image: `rows` times `width` values, rows `step` apart, from `place` on.
typedef struct {
    size_t place, rows, step, width;
} tile;

// What a tile's lanes need of their channels.
typedef struct {
    float mean[TILE], factor[TILE], shift[TILE], scale_gradient[TILE], shift_gradient[TILE];
} lanes;

INLINE void store(void *values, size_t place, float value, int is_half) {
    if (is_half)
        ((uint16_t *)values)[place] = to_bf16(value);
    else
        ((float *)values)[place] = value;
}

// dy where the ReLU let y through.
INLINE float passed(const void *y, const void *dy, size_t place, int is_half, int has_relu) {
    const float gradient = load(dy, place, is_half);
    return !has_relu || load(y, place, is_half) > 0.0f ? gradient : 0.0f;
}

// MARK: Tiles

INLINE int is_plain(onecycle_activations s) { return s.lanes == 1; }

INLINE size_t tiles_of(onecycle_activations s) { return is_plain(s) ? 1 : (s.lanes + TILE - 1) / TILE; }

INLINE size_t channel_of(onecycle_activations s, size_t block, size_t number) { return block * s.lanes + number * TILE; }

// Channels of a tile; 0 if all are padding.
INLINE size_t width_of(onecycle_activations s, size_t block, size_t number) {
    const size_t channel = channel_of(s, block, number), left = s.lanes - number * TILE;
    const size_t width = left < TILE ? left : TILE;
    if (channel >= s.channels) return 0;
    return s.channels - channel < width ? s.channels - channel : width;
}

INLINE tile tile_at(onecycle_activations s, size_t image, size_t block, size_t number, size_t width) {
    return (tile){(image * s.blocks + block) * s.pixels * s.lanes + number * TILE, s.pixels, s.lanes, width};
}

// The pixels of a channel in plain order: whole rows of 16, and the rest.
INLINE tile whole_rows(tile t) { return (tile){t.place, t.rows / TILE, TILE, TILE}; }
INLINE tile rest_of(tile t) { return (tile){t.place + t.rows / TILE * TILE, 1, TILE, t.rows % TILE}; }

// `CALL(tile, width)` for all values of a tile, with a constant width where it is whole.
#define IN_ROWS(s, t, CALL)                   \
    do {                                      \
        if (is_plain(s)) {                    \
            CALL(whole_rows(t), TILE);        \
            CALL(rest_of(t), rest_of(t).width); \
        } else if ((t).width == TILE) {       \
            CALL(t, TILE);                    \
        } else {                              \
            CALL(t, (t).width);               \
        }                                     \
    } while (0)

// Adds a tile's accumulators to its channels' sums.
INLINE void add_up(onecycle_activations s, size_t width, const float *sums, double *total) {
    if (!is_plain(s)) {
        for (size_t k = 0; k < width; k++) total[k] += sums[k];
        return;
    }
    float sum = 0.0f;
    for (size_t k = 0; k < TILE; k++) sum += sums[k];
    total[0] += sum;
}

INLINE lanes lanes_of(onecycle_activations s, onecycle_normalization by, size_t channel, size_t width) {
    lanes of = {{0}, {0}, {0}, {0}, {0}};
    for (size_t k = 0; k < (is_plain(s) ? TILE : width); k++) {
        const size_t c = is_plain(s) ? channel : channel + k;
        of.mean[k] = by.mean[c];
        of.factor[k] = by.scale[c] / sqrtf(by.variance[c] + by.epsilon);
        of.shift[k] = by.shift[c];
    }
    return of;
}

// MARK: Loops over a tile

INLINE void sum(const void *x, tile t, size_t width, int is_half, float *restrict sums) {
    for (size_t row = 0; row < t.rows; row++)
        for (size_t k = 0; k < width; k++) sums[k] += load(x, t.place + row * t.step + k, is_half);
}

INLINE void sum_squares(const void *x, tile t, size_t width, int is_half, const float *restrict mean, float *restrict sums) {
    for (size_t row = 0; row < t.rows; row++)
        for (size_t k = 0; k < width; k++) {
            const float deviation = load(x, t.place + row * t.step + k, is_half) - mean[k];
            sums[k] += deviation * deviation;
        }
}

INLINE void normalize(const void *restrict x, void *restrict y, tile t, size_t width, int is_half, int has_relu,
                      const lanes *restrict of) {
    for (size_t row = 0; row < t.rows; row++)
        for (size_t k = 0; k < width; k++) {
            const size_t place = t.place + row * t.step + k;
            const float value = (load(x, place, is_half) - of->mean[k]) * of->factor[k] + of->shift[k];
            store(y, place, has_relu && !(value > 0.0f) ? 0.0f : value, is_half);
        }
}

INLINE void sum_gradients(const void *restrict x, const void *restrict y, const void *restrict dy, tile t, size_t width,
                          int is_half, int has_relu, const lanes *restrict of, float *restrict scales,
                          float *restrict shifts) {
    for (size_t row = 0; row < t.rows; row++)
        for (size_t k = 0; k < width; k++) {
            const size_t place = t.place + row * t.step + k;
            const float gradient = passed(y, dy, place, is_half, has_relu);
            scales[k] += gradient * (load(x, place, is_half) - of->mean[k]);
            shifts[k] += gradient;
        }
}

INLINE void propagate(const void *restrict x, const void *restrict y, const void *restrict dy, void *restrict dx, tile t,
                      size_t width, int is_half, int has_relu, const lanes *restrict of) {
    for (size_t row = 0; row < t.rows; row++)
        for (size_t k = 0; k < width; k++) {
            const size_t place = t.place + row * t.step + k;
            const float gradient = passed(y, dy, place, is_half, has_relu);
            const float deviation = load(x, place, is_half) - of->mean[k];
            const float centred = gradient - of->shift_gradient[k] - deviation * of->scale_gradient[k];
            store(dx, place, of->factor[k] * centred, is_half);
        }
}

// MARK: Passes

INLINE void moments_of(const void *x, onecycle_activations s, int is_half, float *mean, float *squares) {
    const double count = (double)s.images * (double)s.pixels;
    for (size_t block = 0; block < s.blocks; block++)
        for (size_t number = 0; number < tiles_of(s); number++) {
            const size_t width = width_of(s, block, number), channel = channel_of(s, block, number);
            double total[TILE] = {0}, deviations[TILE] = {0};
            float centre[TILE] = {0};
            for (size_t image = 0; image < s.images; image++) {
                const tile t = tile_at(s, image, block, number, width);
                float sums[TILE] = {0};
#define SUM(rows, width) sum(x, rows, width, is_half, sums)
                IN_ROWS(s, t, SUM);
                add_up(s, width, sums, total);
            }
            for (size_t k = 0; k < TILE; k++) centre[k] = (float)(total[is_plain(s) ? 0 : k] / count);
            for (size_t image = 0; image < s.images; image++) {
                const tile t = tile_at(s, image, block, number, width);
                float sums[TILE] = {0};
#define SUM_SQUARES(rows, width) sum_squares(x, rows, width, is_half, centre, sums)
                IN_ROWS(s, t, SUM_SQUARES);
                add_up(s, width, sums, deviations);
            }
            for (size_t k = 0; k < width; k++) {
                mean[channel + k] = centre[k];
                squares[channel + k] = (float)deviations[k];
            }
        }
}

INLINE void normalize_of(int is_half, int has_relu, const void *x, void *y, onecycle_activations s,
                         onecycle_normalization by) {
    for (size_t image = 0; image < s.images; image++)
        for (size_t block = 0; block < s.blocks; block++)
            for (size_t number = 0; number < tiles_of(s); number++) {
                const size_t width = width_of(s, block, number);
                const lanes of = lanes_of(s, by, channel_of(s, block, number), width);
                const tile t = tile_at(s, image, block, number, width);
#define NORMALIZE(rows, width) normalize(x, y, rows, width, is_half, has_relu, &of)
                IN_ROWS(s, t, NORMALIZE);
            }
}

INLINE void sums_of(int is_half, int has_relu, const void *x, const void *y, const void *dy, onecycle_activations s,
                    onecycle_normalization by, float *scale_gradient, float *shift_gradient) {
    for (size_t block = 0; block < s.blocks; block++)
        for (size_t number = 0; number < tiles_of(s); number++) {
            const size_t width = width_of(s, block, number), channel = channel_of(s, block, number);
            const lanes of = lanes_of(s, by, channel, width);
            double scale[TILE] = {0}, shift[TILE] = {0};
            for (size_t image = 0; image < s.images; image++) {
                const tile t = tile_at(s, image, block, number, width);
                float scales[TILE] = {0}, shifts[TILE] = {0};
#define SUM_GRADIENTS(rows, width) sum_gradients(x, y, dy, rows, width, is_half, has_relu, &of, scales, shifts)
                IN_ROWS(s, t, SUM_GRADIENTS);
                add_up(s, width, scales, scale);
                add_up(s, width, shifts, shift);
            }
            for (size_t k = 0; k < width; k++) {
                const double deviation = sqrt((double)by.variance[channel + k] + by.epsilon);
                scale_gradient[channel + k] = (float)(scale[k] / deviation);
                shift_gradient[channel + k] = (float)shift[k];
            }
        }
}

INLINE void backward_of(int is_half, int has_relu, const void *x, const void *y, const void *dy, void *dx,
                        onecycle_activations s, onecycle_normalization by, const float *scale_gradient,
                        const float *shift_gradient, double count) {
    for (size_t image = 0; image < s.images; image++)
        for (size_t block = 0; block < s.blocks; block++)
            for (size_t number = 0; number < tiles_of(s); number++) {
                const size_t width = width_of(s, block, number), channel = channel_of(s, block, number);
                lanes of = lanes_of(s, by, channel, width);
                for (size_t k = 0; k < (is_plain(s) ? TILE : width); k++) {
                    const size_t c = is_plain(s) ? channel : channel + k;
                    const float deviation = sqrtf(by.variance[c] + by.epsilon);
                    of.scale_gradient[k] = (float)(scale_gradient[c] / count) / deviation;
                    of.shift_gradient[k] = (float)(shift_gradient[c] / count);
                }
                const tile t = tile_at(s, image, block, number, width);
#define PROPAGATE(rows, width) propagate(x, y, dy, dx, rows, width, is_half, has_relu, &of)
                IN_ROWS(s, t, PROPAGATE);
            }
}

// MARK: For each kind of numbers, with and without ReLU, with constants that no loop asks for

#define BY_KIND(s, by, PASS, ...)                          \
    do {                                                   \
        if ((s).is_half)                                   \
            (by).has_relu ? PASS(1, 1, __VA_ARGS__) : PASS(1, 0, __VA_ARGS__); \
        else                                               \
            (by).has_relu ? PASS(0, 1, __VA_ARGS__) : PASS(0, 0, __VA_ARGS__); \
    } while (0)

WIDE static void moments(const void *x, onecycle_activations s, float *mean, float *squares) {
    s.is_half ? moments_of(x, s, 1, mean, squares) : moments_of(x, s, 0, mean, squares);
}

WIDE static void normalize_all(const void *x, void *y, onecycle_activations s, onecycle_normalization by) {
    BY_KIND(s, by, normalize_of, x, y, s, by);
}

WIDE static void sums_all(const void *x, const void *y, const void *dy, onecycle_activations s, onecycle_normalization by,
                          float *scale_gradient, float *shift_gradient) {
    BY_KIND(s, by, sums_of, x, y, dy, s, by, scale_gradient, shift_gradient);
}

WIDE static void backward_all(const void *x, const void *y, const void *dy, void *dx, onecycle_activations s,
                              onecycle_normalization by, const float *scale_gradient, const float *shift_gradient,
                              double count) {
    BY_KIND(s, by, backward_of, x, y, dy, dx, s, by, scale_gradient, shift_gradient, count);
}

void onecycle_moments(const void *x, onecycle_activations shape, float *mean, float *squares) {
    moments(x, shape, mean, squares);
}

void onecycle_normalize(const void *x, void *y, onecycle_activations shape, onecycle_normalization by) {
    normalize_all(x, y, shape, by);
}

void onecycle_normalize_sums(const void *x, const void *y, const void *dy, onecycle_activations shape,
                             onecycle_normalization by, float *scale_gradient, float *shift_gradient) {
    sums_all(x, y, dy, shape, by, scale_gradient, shift_gradient);
}

void onecycle_normalize_backward(const void *x, const void *y, const void *dy, void *dx, onecycle_activations shape,
                                 onecycle_normalization by, const float *scale_gradient, const float *shift_gradient,
                                 double count) {
    backward_all(x, y, dy, dx, shape, by, scale_gradient, shift_gradient, count);
}
