#ifndef ONECYCLE_CONVOLUTION_H
#define ONECYCLE_CONVOLUTION_H

#include <stddef.h>

/// A convolution of images of one channel: [images][height][width] to [images][blocks][rows][columns][lanes], channel =
/// block * lanes + lane. Channels from `channels` on are padding.
typedef struct {
    size_t images, height, width, kernel, stride, padding, blocks, rows, columns, lanes, channels;
} onecycle_plane_convolution;

/// Floats of the working memory that the gradient needs: an image with its padding.
size_t onecycle_plane_weights_scratch(onecycle_plane_convolution of);

/// The gradients of its weights, [channels][kernel][kernel], and of its biases, [channels] or NULL.
void onecycle_plane_weights(const float *x, const float *dy, onecycle_plane_convolution of, float *scratch,
                            float *weights_gradient, float *bias_gradient);

/// sums[o][tap] = sum over i of weights[o][i][tap], for o < out and i < in.
void onecycle_sum_channels(const float *weights, size_t out, size_t in, size_t taps, float *sums);

/// weights[o][i][tap] = values[o][tap].
void onecycle_repeat_channels(const float *values, size_t out, size_t in, size_t taps, float *weights);

#endif
