/* Batches out of byte images. */
#ifndef ONECYCLE_GATHER_H
#define ONECYCLE_GATHER_H

#include <stddef.h>
#include <stdint.h>

/* How a plane's bytes become values: (byte / divisor - mean) / deviation, each operation correctly rounded. */
typedef struct {
    float divisor;
    float mean;
    float deviation;
} onecycle_scaling;

/* For b < count: writes the scaled pixels of image indices[b]. Where an image has one plane, every channel of out gets
 * it; else there are as many planes as channels. The bits are the same on every processor.
 *
 * images   [N, planes, plane] bytes
 * indices  [count], each in 0..<N, which the caller has checked; NULL: 0, 1, 2 and so on
 * scaling  [planes]
 * out      nchw: [count, channels, plane]; nhwc: [count, plane, channels]
 */
void onecycle_gather_nchw(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                          size_t channels, const onecycle_scaling *scaling, float *out);
void onecycle_gather_nhwc(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t planes,
                          size_t channels, const onecycle_scaling *scaling, float *out);

/* out[b] = labels[indices[b]] for b < count. */
void onecycle_gather_labels(const uint8_t *labels, const int32_t *indices, size_t count, int32_t *out);

#endif
