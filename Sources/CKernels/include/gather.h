/* Batches out of byte images. */
#ifndef ONECYCLE_GATHER_H
#define ONECYCLE_GATHER_H

#include <stddef.h>
#include <stdint.h>

/* For b < count: writes (float)byte / divisor, correctly rounded, for every pixel of image indices[b] to every channel
 * of out. The bits are the same on every processor.
 *
 * images   [N, plane] bytes; every index is in 0..<N, which the caller has checked
 * out      nchw: [count, channels, plane]; nhwc: [count, plane, channels]
 */
void onecycle_gather_nchw(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t channels,
                          float divisor, float *out);
void onecycle_gather_nhwc(const uint8_t *images, const int32_t *indices, size_t count, size_t plane, size_t channels,
                          float divisor, float *out);

/* out[b] = labels[indices[b]] for b < count. */
void onecycle_gather_labels(const uint8_t *labels, const int32_t *indices, size_t count, int32_t *out);

#endif
