#ifndef ONECYCLE_WINOGRAD_H
#define ONECYCLE_WINOGRAD_H

#include <stddef.h>

/// A convolution of stride 1 by Winograd's algorithm.
///
/// The source is [images][in_blocks][height][width][lanes], the result [images][out_blocks][rows][columns][lanes].
/// Channel = block * lanes + lane; no channel is padding. rows = height + 2 padding - kernel + 1; columns likewise.
/// Weights are [kernel][kernel][in][out]. `kernel` is 3 or 5, `lanes` 8 or 16, `padding` less than `kernel`.
typedef struct {
    size_t images, in_blocks, out_blocks, lanes, height, width, rows, columns, kernel, padding;
} onecycle_winograd;

/// Whether this CPU has the instructions that the loops for `lanes` are compiled for.
int onecycle_winograd_runs(size_t lanes);

/// Number of floats of `scratch`, for each function below. Its content is arbitrary.
size_t onecycle_winograd_scratch(onecycle_winograd of);

/// Writes the results. `bias` is [out] or NULL.
void onecycle_winograd_forward(const float *x, const float *weights, const float *bias, float *y, onecycle_winograd of,
                               float *scratch);

/// Writes the gradients of the source.
void onecycle_winograd_source_gradient(const float *dy, const float *weights, float *dx, onecycle_winograd of,
                                       float *scratch);

/// Writes the gradients of the weights, [kernel][kernel][in][out], and of the biases, [out]. `bias_gradient` may be NULL.
void onecycle_winograd_weights_gradient(const float *x, const float *dy, onecycle_winograd of, float *weights_gradient,
                                        float *bias_gradient, float *scratch);

#endif
