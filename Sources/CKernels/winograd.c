// Convolutions by Winograd's algorithm: A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2016,
// arXiv 1509.09308. oneDNN has it for kernels of 3 x 3 with AVX-512 only.
//
// A tile of 6 x 6 pixels gives 4 x 4 results for a kernel of 3 x 3, and 2 x 2 for one of 5 x 5. Tile and kernel are
// polynomials. Their values at six points in each direction are multiplied and summed over channels. That takes 36
// products; the definition takes 144 or 100. The paper's points are 0, 1, -1, 2, -2 and infinity. Ours are 0, 5/8, -5/8,
// 3/2, -3/2 and infinity; their rounding error is smaller. Names follow the paper: y = A^T [(G w G^T) * (B^T x B)] A.
#include "winograd.h"

#include <string.h>

#include "wide.h"

enum {
    TILE = 6,
    PLACES = TILE * TILE,
    // A tile has 4 results in a row for kernels of 3, and 2 for kernels of 5.
    MAX_RESULTS = 4,
    // The largest kernel.
    MAX_TAPS = 5,
    // Tiles that are transformed before they are multiplied. They stay in a core's cache.
    TILES = 24,
};

// The points A and B, their squares, and the coefficients of x (x^2 - A^2) (x^2 - B^2).
#define A 0.625f
#define B 1.5f
#define AA (A * A)
#define BB (B * B)
#define AABB (AA * BB)
#define AA_BB (AA + BB)
// 1 / the product of a point's distances from the others.
#define SCALE_0 (1 / AABB)
#define SCALE_A (1 / (2 * AA * (AA - BB)))
#define SCALE_B (1 / (2 * BB * (BB - AA)))

// Where a tile's results lie.
typedef struct {
    size_t image, row, column;
} tile_place;

INLINE size_t tiles_across(size_t pixels, size_t results) { return (pixels + results - 1) / results; }

INLINE tile_place tile_at(onecycle_winograd of, size_t number, size_t results) {
    const size_t across = tiles_across(of.columns, results);
    const size_t each = across * tiles_across(of.rows, results), within = number % each;
    return (tile_place){number / each, within / across * results, within % across * results};
}

INLINE size_t tile_count(onecycle_winograd of, size_t results) {
    return of.images * tiles_across(of.columns, results) * tiles_across(of.rows, results);
}

// Floats from one place to the next of [PLACES][rows][columns]. The extra `lanes` keep places out of the same cache sets.
static size_t stride(size_t rows, size_t columns, size_t lanes) { return rows * columns + lanes; }

// The working memory: transformed tiles of the source and of the result, transformed weights, and weights in another
// order.
typedef struct {
    float *source, *result, *weights, *turned;
} workspace;

static workspace layout(onecycle_winograd of, float *scratch) {
    const size_t in = of.in_blocks * of.lanes, out = of.out_blocks * of.lanes;
    workspace use = {.source = scratch};
    use.result = use.source + PLACES * stride(TILES, in, of.lanes);
    use.weights = use.result + PLACES * stride(TILES, out, of.lanes);
    use.turned = use.weights + PLACES * stride(in, out, of.lanes);
    return use;
}

size_t onecycle_winograd_scratch(onecycle_winograd of) {
    const size_t in = of.in_blocks * of.lanes, out = of.out_blocks * of.lanes;
    return PLACES * (stride(TILES, in, of.lanes) + stride(TILES, out, of.lanes) + stride(in, out, of.lanes)) +
           of.kernel * of.kernel * in * out;
}

#define UNROLLED _Pragma("clang loop unroll(full)")

// Registers of AVX-512: 12 tiles by two vectors of channels are summed at a time.
#define LANES 16
#define ROWS 12
#define COLUMNS 2
#define NAME(x) x##_16
#define UNROLLED_PRODUCT UNROLLED
#if defined(__x86_64__)
#define SET target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"), min_vector_width(512)
#else
#define SET unused
#endif
#include "winograd_loops.h"

// AVX2, and processors with registers of 4 floats: half as many. There the compiler finds the better order by itself.
#define LANES 8
#define ROWS 6
#define COLUMNS 2
#define NAME(x) x##_8
#define UNROLLED_PRODUCT
#if defined(__x86_64__)
#define SET target("avx2,fma")
#else
#define SET unused
#endif
#include "winograd_loops.h"

int onecycle_winograd_runs(size_t lanes) {
#if defined(__x86_64__)
    const int small = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return lanes == 8 ? small
                      : small && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
    return lanes == 8;
#endif
}

// The function `name` for the kernel and the lanes of `of`.
#define RUN(name, ...)                                                                 \
    (of.lanes == 16 ? of.kernel == 3 ? name##3_16(__VA_ARGS__) : name##5_16(__VA_ARGS__) \
                    : of.kernel == 3 ? name##3_8(__VA_ARGS__) : name##5_8(__VA_ARGS__))

void onecycle_winograd_forward(const float *x, const float *weights, const float *bias, float *y, onecycle_winograd of,
                               float *scratch) {
    RUN(forward, x, weights, bias, y, of, layout(of, scratch));
}

// [taps][in][out] to [taps][out][in], in squares that stay in the cache.
static void turn(const float *weights, float *turned, size_t taps, size_t in, size_t out) {
    enum { SIDE = 8 };
    for (size_t tap = 0; tap < taps; tap++, weights += in * out, turned += in * out)
        for (size_t i = 0; i < in; i += SIDE)
            for (size_t o = 0; o < out; o += SIDE)
                for (size_t k = 0; k < SIDE; k++)
                    for (size_t l = 0; l < SIDE; l++) turned[(o + k) * in + i + l] = weights[(i + l) * out + o + k];
}

void onecycle_winograd_source_gradient(const float *dy, const float *weights, float *dx, onecycle_winograd of,
                                       float *scratch) {
    const workspace use = layout(of, scratch);
    turn(weights, use.turned, of.kernel * of.kernel, of.in_blocks * of.lanes, of.out_blocks * of.lanes);
    RUN(source, dy, use.turned, dx, of, use);
}

void onecycle_winograd_weights_gradient(const float *x, const float *dy, onecycle_winograd of, float *weights_gradient,
                                        float *bias_gradient, float *scratch) {
    RUN(backward, x, dy, of, weights_gradient, bias_gradient, layout(of, scratch));
}
