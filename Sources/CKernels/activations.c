#include "activations.h"

#include "bfloat16.h"
#include "wide.h"

#define SELU_LAMBDA 1.0507009873554804934193349852946f
#define SELU_ALPHA 1.6732632423543772848170429916717f

// e^x - 1 for x <= 0. With x = n ln 2 + r it is 2^n (e^r - 1) + (2^n - 1).
// It is exact near zero: n = 0. Adding 1.5 * 2^23
// rounds to a whole number and leaves n in the low bits; a NaN stays one through r.
static inline float expm1_of_negative(float x) {
    const float clamped = x < -87.0f ? -87.0f : x;
    const float shifted = clamped * 1.44269504088896341f + 12582912.0f;
    const float n = shifted - 12582912.0f;
    const float r = (clamped - n * 0.693359375f) - n * -2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r;
    const float power = from_bits((to_bits(shifted) << 23) + 0x3f800000u);
    return p * power + (power - 1.0f);
}

static inline float selu_of(float x) {
    const float negative = SELU_LAMBDA * SELU_ALPHA * expm1_of_negative(x > 0.0f ? 0.0f : x);
    return x > 0.0f ? SELU_LAMBDA * x : negative;
}

// From y = selu(x).
static inline float selu_slope(float y) { return y > 0.0f ? SELU_LAMBDA : y + SELU_LAMBDA * SELU_ALPHA; }

WIDE static void selu(float *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = selu_of(values[i]);
}

WIDE static void selu_bf16(uint16_t *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = to_bf16(selu_of(from_bf16(values[i])));
}

WIDE static void selu_backward(const float *restrict values, float *restrict diff, size_t count) {
    for (size_t i = 0; i < count; i++) diff[i] *= selu_slope(values[i]);
}

WIDE static void selu_backward_bf16(const uint16_t *restrict values, uint16_t *restrict diff, size_t count) {
    for (size_t i = 0; i < count; i++) diff[i] = to_bf16(from_bf16(diff[i]) * selu_slope(from_bf16(values[i])));
}

// Bits and masks: a choice between floats would be a branch.
WIDE static void relu_backward(const float *restrict values, uint32_t *restrict diff, size_t count) {
    for (size_t i = 0; i < count; i++) diff[i] &= values[i] > 0.0f ? ~0u : 0u;
}

WIDE static void relu_backward_bf16(const uint16_t *restrict values, uint16_t *restrict diff, size_t count) {
    for (size_t i = 0; i < count; i++) diff[i] &= (int16_t)values[i] > 0 ? 0xffffu : 0u;
}

// Wellons' lowbias32: every bit of the input changes every bit of the output with a probability close to a half.
static inline uint32_t mixed(uint32_t x) {
    x ^= x >> 16;
    x *= 0x21f0aaadu;
    x ^= x >> 15;
    x *= 0xd35a2d97u;
    x ^= x >> 15;
    return x;
}

static inline int is_kept(size_t place, uint32_t first, uint32_t key, uint32_t threshold) {
    return mixed(mixed(first + (uint32_t)place) ^ key) >= threshold;
}

WIDE static void dropout(float *restrict values, float *restrict mask, size_t count, uint32_t first, uint32_t key,
                         uint32_t threshold, float scale, float shift, float dropped_value) {
    for (size_t i = 0; i < count; i++) {
        const int kept = is_kept(i, first, key, threshold);
        mask[i] = kept ? scale : 0.0f;
        values[i] = kept ? values[i] * scale + shift : dropped_value;
    }
}

WIDE static void dropout_bf16(uint16_t *restrict values, float *restrict mask, size_t count, uint32_t first, uint32_t key,
                              uint32_t threshold, float scale, float shift, float dropped_value) {
    for (size_t i = 0; i < count; i++) {
        const int kept = is_kept(i, first, key, threshold);
        mask[i] = kept ? scale : 0.0f;
        values[i] = to_bf16(kept ? from_bf16(values[i]) * scale + shift : dropped_value);
    }
}

WIDE static void multiply(float *restrict diff, const float *restrict mask, size_t count) {
    for (size_t i = 0; i < count; i++) diff[i] *= mask[i];
}

WIDE static void multiply_bf16(uint16_t *restrict diff, const float *restrict mask, size_t count) {
    for (size_t i = 0; i < count; i++) diff[i] = to_bf16(from_bf16(diff[i]) * mask[i]);
}

void onecycle_selu(float *values, size_t count) { selu(values, count); }

void onecycle_selu_backward(const float *restrict values, float *restrict diff, size_t count) {
    selu_backward(values, diff, count);
}

void onecycle_dropout(float *restrict values, float *restrict mask, size_t count, uint32_t first, uint32_t key,
                      uint32_t threshold, float scale, float shift, float dropped_value) {
    dropout(values, mask, count, first, key, threshold, scale, shift, dropped_value);
}

void onecycle_multiply(float *restrict diff, const float *restrict mask, size_t count) { multiply(diff, mask, count); }

void onecycle_selu_bf16(uint16_t *values, size_t count) { selu_bf16(values, count); }

void onecycle_selu_backward_bf16(const uint16_t *restrict values, uint16_t *restrict diff, size_t count) {
    selu_backward_bf16(values, diff, count);
}

void onecycle_dropout_bf16(uint16_t *restrict values, float *restrict mask, size_t count, uint32_t first, uint32_t key,
                           uint32_t threshold, float scale, float shift, float dropped_value) {
    dropout_bf16(values, mask, count, first, key, threshold, scale, shift, dropped_value);
}

void onecycle_multiply_bf16(uint16_t *restrict diff, const float *restrict mask, size_t count) {
    multiply_bf16(diff, mask, count);
}

void onecycle_relu_backward(const float *restrict values, float *restrict diff, size_t count) {
    relu_backward(values, (uint32_t *)diff, count);
}

void onecycle_relu_backward_bf16(const uint16_t *restrict values, uint16_t *restrict diff, size_t count) {
    relu_backward_bf16(values, diff, count);
}
