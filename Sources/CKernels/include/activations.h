#ifndef ONECYCLE_ACTIVATIONS_H
#define ONECYCLE_ACTIVATIONS_H

#include <stddef.h>
#include <stdint.h>

/// SELU in place (Klambauer et al., arXiv 1706.02515): l x for x > 0, else l a (e^x - 1), l = 1.0507, a = 1.6733. oneDNN
/// has ELU but not its scaled form. The exponential is a polynomial of degree 7 over [-ln 2 / 2, ln 2 / 2], good to 2 ulp.
void onecycle_selu(float *values, size_t count);

/// diff = diff * selu'(x) `values` holding y = selu(x): l for y > 0, else y + l a.
void onecycle_selu_backward(const float *restrict values, float *restrict diff, size_t count);

/// diff = diff for y > 0, else 0, with `values` holding y = relu(x). oneDNN's loop takes twice as long.
void onecycle_relu_backward(const float *restrict values, float *restrict diff, size_t count);

/// Drops places at random, in place: x scale + shift if a place is kept, otherwise `dropped_value`. Places are counted
/// from `first`. A place is dropped if a hash of it and of `key`, in 0 ..< 2^32, is below `threshold`.
/// The gradient is multiplied with `mask`: scale or 0.
void onecycle_dropout(float *restrict values, float *restrict mask, size_t count, uint32_t first, uint32_t key,
                      uint32_t threshold, float scale, float shift, float dropped_value);

/// diff = diff * mask
void onecycle_multiply(float *restrict diff, const float *restrict mask, size_t count);

/// The same of bfloat16, in the upper half of a float's bits: computed as float, rounded to the nearest.
void onecycle_selu_bf16(uint16_t *values, size_t count);
void onecycle_selu_backward_bf16(const uint16_t *restrict values, uint16_t *restrict diff, size_t count);
void onecycle_relu_backward_bf16(const uint16_t *restrict values, uint16_t *restrict diff, size_t count);
void onecycle_dropout_bf16(uint16_t *restrict values, float *restrict mask, size_t count, uint32_t first, uint32_t key,
                           uint32_t threshold, float scale, float shift, float dropped_value);
void onecycle_multiply_bf16(uint16_t *restrict diff, const float *restrict mask, size_t count);

#endif
