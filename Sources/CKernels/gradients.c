#include "gradients.h"

#include "team.h"
#include "wide.h"

/* Values of a range: enough to be worth a thread. Values that stay in the first cache while all parts are added. */
enum { LEAST = 16384, TILE = 2048 };

typedef struct {
    float *sum;
    const float *const *parts;
    size_t part_count;
} addition;

WIDE static void add(float *restrict sum, const float *restrict part, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) sum[i] += part[i];
}

static void add_range(size_t first, size_t end, void *arguments) {
    const addition *of = arguments;
    for (size_t tile = first; tile < end; tile += TILE) {
        const size_t tile_end = end - tile < TILE ? end : tile + TILE;
        for (size_t p = 0; p < of->part_count; p++) add(of->sum, of->parts[p], tile, tile_end);
    }
}

void onecycle_add_gradients(float *sum, const float *const *parts, size_t part_count, size_t count) {
    addition of = {sum, parts, part_count};
    onecycle_in_ranges(count, LEAST, add_range, &of);
}
