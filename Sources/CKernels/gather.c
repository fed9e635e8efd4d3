#include "gather.h"

#include <string.h>

/* One more rounding or one less would make results depend on the vector width. */
#pragma STDC FP_CONTRACT OFF

/* On x86-64 the loader picks the widest variant that the processor has. */
#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_WIDTH
#endif

/* A true division, not a product with 1/divisor: the latter differs in the last bit for many bytes. A table of the 256
 * quotients takes more than twice as long, as it cannot be looked up in vectors. */

EVERY_WIDTH
void onecycle_gather_nchw(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t channels,
                          float divisor, float *out) {
    for (size_t b = 0; b < count; b++) {
        const uint8_t *restrict source = images + (size_t)indices[b] * plane;
        float *restrict target = out + b * channels * plane;
        for (size_t i = 0; i < plane; i++) target[i] = (float)source[i] / divisor;
        for (size_t c = 1; c < channels; c++) memcpy(target + c * plane, target, plane * sizeof(float));
    }
}

EVERY_WIDTH
void onecycle_gather_nhwc(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t channels,
                          float divisor, float *out) {
    for (size_t b = 0; b < count; b++) {
        const uint8_t *restrict source = images + (size_t)indices[b] * plane;
        float *restrict target = out + b * plane * channels;
        if (channels == 1) {
            for (size_t i = 0; i < plane; i++) target[i] = (float)source[i] / divisor;
        } else if (channels == 3) {
            /* A known number of channels: the compiler interleaves in vectors. */
            for (size_t i = 0; i < plane; i++) {
                const float value = (float)source[i] / divisor;
                target[3 * i] = value;
                target[3 * i + 1] = value;
                target[3 * i + 2] = value;
            }
        } else {
            for (size_t i = 0; i < plane; i++) {
                const float value = (float)source[i] / divisor;
                for (size_t c = 0; c < channels; c++) target[i * channels + c] = value;
            }
        }
    }
}

void onecycle_gather_labels(const uint8_t *labels, const int32_t *indices, size_t count, int32_t *out) {
    for (size_t b = 0; b < count; b++) out[b] = labels[indices[b]];
}
