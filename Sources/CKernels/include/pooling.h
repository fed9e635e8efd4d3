#ifndef ONECYCLE_POOLING_H
#define ONECYCLE_POOLING_H

#include <stddef.h>
#include <stdint.h>

/// Maximum pooling over windows that neither overlap nor reach beyond the image: [planes][height][width][lanes] to
/// [planes][height / side][width / side][lanes], where a plane is a block of channels of an image. `is_half`: bfloat16, else
/// float.
typedef struct {
    size_t planes, height, width, lanes, side;
    int is_half;
} onecycle_windows;

/// y = the maximum of each window. `places`, if not NULL, receives its place in the window, row by row: the first of
/// equals. A NaN is a maximum.
void onecycle_max_pool(const void *x, void *y, uint8_t *places, onecycle_windows of);

/// dx = dy at the place of each window's maximum, 0 elsewhere.
void onecycle_max_pool_backward(const void *dy, const uint8_t *places, void *dx, onecycle_windows of);

#endif
