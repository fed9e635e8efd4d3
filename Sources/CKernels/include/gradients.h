#ifndef ONECYCLE_GRADIENTS_H
#define ONECYCLE_GRADIENTS_H

#include <stddef.h>

/// sum = ((sum + parts[0]) + parts[1]) + ... over `count` values: always in this order, by whichever thread.
void onecycle_add_gradients(float *sum, const float *const *parts, size_t part_count, size_t count);

#endif
