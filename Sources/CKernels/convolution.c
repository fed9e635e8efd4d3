#include "convolution.h"

#include <string.h>

#include "wide.h"

// The most lanes, and the most columns of a kernel, that are added up at a time.
enum { LANES = 16, WIDEST = 7 };

static size_t padded_width(onecycle_plane_convolution of) { return (of.columns - 1) * of.stride + of.kernel; }
static size_t padded_height(onecycle_plane_convolution of) { return (of.rows - 1) * of.stride + of.kernel; }

size_t onecycle_plane_weights_scratch(onecycle_plane_convolution of) { return padded_width(of) * padded_height(of); }

// The image with zeros around it, as far as windows reach.
static void pad(const float *image, onecycle_plane_convolution of, float *padded) {
    const size_t width = padded_width(of), height = padded_height(of);
    memset(padded, 0, width * height * sizeof *padded);
    for (size_t row = of.padding; row < height && row - of.padding < of.height; row++) {
        const size_t count = width - of.padding < of.width ? width - of.padding : of.width;
        memcpy(padded + row * width + of.padding, image + (row - of.padding) * of.width, count * sizeof *padded);
    }
}

// Adds one image's share to a row of the kernels of a block of channels, `taps` columns from `first` on.
INLINE void add_row(const float *restrict padded, const float *restrict dy, onecycle_plane_convolution of, size_t row,
                    size_t first, size_t taps, size_t lanes, float (*restrict sums)[LANES]) {
    const size_t width = padded_width(of);
    float own[WIDEST][LANES] = {{0}};
    for (size_t i = 0; i < of.rows; i++) {
        const float *line = padded + (i * of.stride + row) * width + first;
        for (size_t j = 0; j < of.columns; j++) {
            const float *gradient = dy + (i * of.columns + j) * lanes;
            for (size_t tap = 0; tap < taps; tap++) {
                const float pixel = line[j * of.stride + tap];
                for (size_t k = 0; k < lanes; k++) own[tap][k] += pixel * gradient[k];
            }
        }
    }
    for (size_t tap = 0; tap < taps; tap++)
        for (size_t k = 0; k < lanes; k++) sums[tap][k] += own[tap][k];
}

INLINE void weights_of(const float *x, const float *dy, onecycle_plane_convolution of, size_t lanes, float *scratch,
                       float *weights_gradient, float *bias_gradient) {
    const size_t pixels = of.rows * of.columns, kernel = of.kernel;
    memset(weights_gradient, 0, of.channels * kernel * kernel * sizeof *weights_gradient);
    if (bias_gradient) memset(bias_gradient, 0, of.channels * sizeof *bias_gradient);
    for (size_t image = 0; image < of.images; image++) {
        pad(x + image * of.height * of.width, of, scratch);
        for (size_t block = 0; block < of.blocks; block++) {
            const float *gradients = dy + (image * of.blocks + block) * pixels * lanes;
            const size_t channel = block * lanes;
            const size_t used = of.channels - channel < lanes ? of.channels - channel : lanes;
            for (size_t row = 0; row < kernel; row++)
                for (size_t first = 0; first < kernel; first += WIDEST) {
                    const size_t taps = kernel - first < WIDEST ? kernel - first : WIDEST;
                    float sums[WIDEST][LANES] = {{0}};
                    if (taps == 3)
                        add_row(scratch, gradients, of, row, first, 3, lanes, sums);
                    else if (taps == 5)
                        add_row(scratch, gradients, of, row, first, 5, lanes, sums);
                    else
                        add_row(scratch, gradients, of, row, first, taps, lanes, sums);
                    for (size_t k = 0; k < used; k++)
                        for (size_t tap = 0; tap < taps; tap++)
                            weights_gradient[((channel + k) * kernel + row) * kernel + first + tap] += sums[tap][k];
                }
            if (!bias_gradient) continue;
            float sums[LANES] = {0};
            for (size_t pixel = 0; pixel < pixels; pixel++)
                for (size_t k = 0; k < lanes; k++) sums[k] += gradients[pixel * lanes + k];
            for (size_t k = 0; k < used; k++) bias_gradient[channel + k] += sums[k];
        }
    }
}

WIDE static void weights(const float *x, const float *dy, onecycle_plane_convolution of, float *scratch,
                         float *weights_gradient, float *bias_gradient) {
    if (of.lanes == 8)
        weights_of(x, dy, of, 8, scratch, weights_gradient, bias_gradient);
    else
        weights_of(x, dy, of, LANES, scratch, weights_gradient, bias_gradient);
}

void onecycle_plane_weights(const float *x, const float *dy, onecycle_plane_convolution of, float *scratch,
                            float *weights_gradient, float *bias_gradient) {
    weights(x, dy, of, scratch, weights_gradient, bias_gradient);
}

void onecycle_sum_channels(const float *weights, size_t out, size_t in, size_t taps, float *sums) {
    for (size_t o = 0; o < out; o++)
        for (size_t tap = 0; tap < taps; tap++) {
            float sum = 0;
            for (size_t i = 0; i < in; i++) sum += weights[(o * in + i) * taps + tap];
            sums[o * taps + tap] = sum;
        }
}

void onecycle_repeat_channels(const float *values, size_t out, size_t in, size_t taps, float *weights) {
    for (size_t o = 0; o < out; o++)
        for (size_t i = 0; i < in; i++) memcpy(weights + (o * in + i) * taps, values + o * taps, taps * sizeof *values);
}
