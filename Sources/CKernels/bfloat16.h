// bfloat16: the upper half of a float's bits.
#ifndef ONECYCLE_BFLOAT16_H
#define ONECYCLE_BFLOAT16_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "wide.h"

static inline float from_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline uint32_t to_bits(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline float from_bf16(uint16_t half) { return from_bits((uint32_t)half << 16); }

// To the nearest; of two, the even one. A NaN stays one.
static inline uint16_t to_bf16(float value) {
    const uint32_t bits = to_bits(value);
    const uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    return (uint16_t)((bits & 0x7fffffffu) > 0x7f800000u ? (bits >> 16) | 0x40u : rounded);
}

// A value of an array of floats, or of bfloat16s.
INLINE float load(const void *values, size_t place, int is_half) {
    return is_half ? from_bf16(((const uint16_t *)values)[place]) : ((const float *)values)[place];
}

#endif
