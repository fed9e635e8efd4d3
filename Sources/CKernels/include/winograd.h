#ifndef ONECYCLE_WINOGRAD_H
#define ONECYCLE_WINOGRAD_H

#include <stddef.h>

/// A convolution of stride 1 by Winograd's algorithm: [images][in_blocks][height][width][lanes] to
/// [images][out_blocks][rows][columns][lanes], channel = block * lanes + lane. No channel is padding.
///
/// Weights are [kernel][kernel][in][out]. `kernel` is 3 or 5, `lanes` 8 or 16, `padding` less than `kernel`.
typedef struct {
    size_t images, in_blocks, out_blocks, lanes, height, width, rows, columns, kernel, padding;
} onecycle_winograd;

/// Whether this CPU has the instructions that the loops for `lanes` are compiled for.
int onecycle_winograd_runs(size_t lanes);

/// Floats of the working memory of each function; its content is arbitrary.
size_t onecycle_winograd_scratch(onecycle_winograd of);

/// The results. `bias` is [out] or NULL.
void onecycle_winograd_forward(const float *x, const float *weights, const float *bias, float *y, onecycle_winograd of,
                               float *scratch);

/// The gradients of the source.
void onecycle_winograd_source_gradient(const float *dy, const float *weights, float *dx, onecycle_winograd of,
                                       float *scratch);

/// The gradients of the weights, like them, and of the biases, [out] or NULL.
void onecycle_winograd_weights_gradient(const float *x, const float *dy, onecycle_winograd of, float *weights_gradient,
                                        float *bias_gradient, float *scratch);

#endif
