#ifndef ONECYCLE_NORMALIZATION_H
#define ONECYCLE_NORMALIZATION_H

#include <stddef.h>
#include <stdint.h>

/// How activations lie: [images][blocks][pixels][lanes], channel = block * lanes + lane. Channels from `channels` on are
/// padding and are not touched. Plain order has one lane, channels-last has one block. `is_half`: bfloat16, else float.
typedef struct {
    size_t images, blocks, pixels, lanes, channels;
    int is_half;
} onecycle_activations;

/// The normalization of each channel: y = scale (x - mean) / sqrt(variance + epsilon) + shift, then ReLU if asked for.
typedef struct {
    const float *mean, *variance, *scale, *shift;
    float epsilon;
    int has_relu;
} onecycle_normalization;

/// The mean of each channel, and the sum of the squared deviations from it.
void onecycle_moments(const void *x, onecycle_activations shape, float *mean, float *squares);

void onecycle_normalize(const void *x, void *y, onecycle_activations shape, onecycle_normalization by);

/// The gradients of scale and shift: sums of dy (x - mean) / sqrt(variance + epsilon), and of dy. With ReLU, dy counts
/// where y > 0.
void onecycle_normalize_sums(const void *x, const void *y, const void *dy, onecycle_activations shape,
                             onecycle_normalization by, float *scale_gradient, float *shift_gradient);

/// dx, from those sums over the whole batch of `count` values a channel.
void onecycle_normalize_backward(const void *x, const void *y, const void *dy, void *dx, onecycle_activations shape,
                                 onecycle_normalization by, const float *scale_gradient, const float *shift_gradient,
                                 double count);

#endif
