#include "pooling.h"

#include <string.h>

#include "bfloat16.h"
#include "wide.h"

enum { TILE = 16 };

// A window's maximum in `width` lanes. Bits are copied, so a bfloat16 is not rounded again.
INLINE void maximum(const void *restrict x, void *restrict y, uint8_t *restrict places, size_t place, size_t to, size_t row,
                    size_t column, size_t side, size_t width, int is_half) {
    float best[TILE];
    uint32_t found[TILE];
    for (size_t k = 0; k < width; k++) {
        best[k] = load(x, place + k, is_half);
        found[k] = 0;
    }
    for (size_t window = 1; window < side * side; window++) {
        const size_t at = place + window / side * row + window % side * column;
        for (size_t k = 0; k < width; k++) {
            const float value = load(x, at + k, is_half);
            const int is_greater = value > best[k] || value != value;
            best[k] = is_greater ? value : best[k];
            found[k] = is_greater ? (uint32_t)window : found[k];
        }
    }
    for (size_t k = 0; k < width; k++) {
        if (is_half)
            ((uint16_t *)y)[to + k] = (uint16_t)(to_bits(best[k]) >> 16);
        else
            ((float *)y)[to + k] = best[k];
    }
    if (places)
        for (size_t k = 0; k < width; k++) places[to + k] = (uint8_t)found[k];
}

// `CALL(lane, width)` for all lanes of a pixel, with a constant width where there is one.
#define IN_LANES(lanes, CALL)                                    \
    do {                                                         \
        size_t lane = 0;                                         \
        for (; lane + TILE <= (lanes); lane += TILE) CALL(lane, TILE); \
        if ((lanes) - lane == TILE / 2)                          \
            CALL(lane, TILE / 2);                                \
        else if (lane < (lanes))                                 \
            CALL(lane, (lanes) - lane);                          \
    } while (0)

INLINE void pool_of(const void *x, void *y, uint8_t *places, onecycle_windows of, int is_half, size_t side) {
    const size_t rows = of.height / side, columns = of.width / side, row = of.width * of.lanes;
    for (size_t plane = 0; plane < of.planes; plane++)
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < columns; j++) {
                const size_t from = plane * of.height * row + i * side * row + j * side * of.lanes;
                const size_t to = ((plane * rows + i) * columns + j) * of.lanes;
#define MAXIMUM(lane, width) maximum(x, y, places, from + (lane), to + (lane), row, of.lanes, side, width, is_half)
                IN_LANES(of.lanes, MAXIMUM);
            }
}

INLINE void spread(const void *restrict dy, const uint8_t *restrict places, void *restrict dx, size_t from, size_t to,
                   uint8_t window, size_t width, int is_half) {
    // Bits and masks: a choice between floats would be a branch.
    for (size_t k = 0; k < width; k++) {
        const uint32_t mask = places[from + k] == window ? ~0u : 0u;
        if (is_half)
            ((uint16_t *)dx)[to + k] = (uint16_t)(((const uint16_t *)dy)[from + k] & mask);
        else
            ((uint32_t *)dx)[to + k] = ((const uint32_t *)dy)[from + k] & mask;
    }
}

INLINE void backward_of(const void *dy, const uint8_t *places, void *dx, onecycle_windows of, int is_half, size_t side) {
    const size_t rows = of.height / side, columns = of.width / side, row = of.width * of.lanes;
    const size_t size = is_half ? sizeof(uint16_t) : sizeof(float);
    // Pixels that no window covers.
    if (rows * side < of.height || columns * side < of.width) memset(dx, 0, of.planes * of.height * row * size);
    for (size_t plane = 0; plane < of.planes; plane++)
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < columns; j++)
                for (size_t window = 0; window < side * side; window++) {
                    const size_t from = ((plane * rows + i) * columns + j) * of.lanes;
                    const size_t to =
                        (plane * of.height + i * side + window / side) * row + (j * side + window % side) * of.lanes;
#define SPREAD(lane, width) spread(dy, places, dx, from + (lane), to + (lane), (uint8_t)window, width, is_half)
                    IN_LANES(of.lanes, SPREAD);
                }
}

// With constants for the usual window of 2 x 2, and for the kind of numbers.
WIDE static void pool(const void *x, void *y, uint8_t *places, onecycle_windows of) {
    if (of.side == 2)
        of.is_half ? pool_of(x, y, places, of, 1, 2) : pool_of(x, y, places, of, 0, 2);
    else
        of.is_half ? pool_of(x, y, places, of, 1, of.side) : pool_of(x, y, places, of, 0, of.side);
}

WIDE static void backward(const void *dy, const uint8_t *places, void *dx, onecycle_windows of) {
    if (of.side == 2)
        of.is_half ? backward_of(dy, places, dx, of, 1, 2) : backward_of(dy, places, dx, of, 0, 2);
    else
        of.is_half ? backward_of(dy, places, dx, of, 1, of.side) : backward_of(dy, places, dx, of, 0, of.side);
}

void onecycle_max_pool(const void *x, void *y, uint8_t *places, onecycle_windows of) { pool(x, y, places, of); }

void onecycle_max_pool_backward(const void *dy, const uint8_t *places, void *dx, onecycle_windows of) {
    backward(dy, places, dx, of);
}
