// The loops of winograd.c for registers of LANES floats, compiled for the instructions of SET. Products are summed for
// ROWS tiles and COLUMNS vectors of channels at a time. NAME tells the functions of each width apart.

typedef float NAME(vector) __attribute__((vector_size(4 * LANES), aligned(4)));
#define VECTOR NAME(vector)
#define PART static inline __attribute__((always_inline, SET))

// A function `name` for kernels of 3 and of 5, each with its constants.
#define FOR_EACH_KERNEL(name, parameters, ...)                                                       \
    __attribute__((SET)) static void NAME(name##3) parameters { NAME(name)(__VA_ARGS__, 3, 4); } \
    __attribute__((SET)) static void NAME(name##5) parameters { NAME(name)(__VA_ARGS__, 5, 2); }

// B^T d, of six values that lie `step` apart, in place.
PART void NAME(to_places)(VECTOR *d, size_t step) {
#pragma clang fp contract(fast)
    const VECTOR d0 = d[0], d1 = d[step], d2 = d[2 * step], d3 = d[3 * step], d4 = d[4 * step], d5 = d[5 * step];
    const VECTOR even_a = d4 - BB * d2, odd_a = A * (d3 - BB * d1);
    const VECTOR even_b = d4 - AA * d2, odd_b = B * (d3 - AA * d1);
    d[0] = AABB * d0 - AA_BB * d2 + d4;
    d[step] = even_a + odd_a;
    d[2 * step] = even_a - odd_a;
    d[3 * step] = even_b + odd_b;
    d[4 * step] = even_b - odd_b;
    d[5 * step] = AABB * d1 - AA_BB * d3 + d5;
}

// B u: six gradients to those of the values that `to_places` takes, in place.
PART void NAME(to_pixels)(VECTOR *u, size_t step) {
#pragma clang fp contract(fast)
    const VECTOR u0 = u[0], u5 = u[5 * step];
    const VECTOR sum_a = u[step] + u[2 * step], difference_a = A * (u[step] - u[2 * step]);
    const VECTOR sum_b = u[3 * step] + u[4 * step], difference_b = B * (u[3 * step] - u[4 * step]);
    u[0] = AABB * u0;
    u[step] = AABB * u5 - BB * difference_a - AA * difference_b;
    u[2 * step] = -AA_BB * u0 - BB * sum_a - AA * sum_b;
    u[3 * step] = difference_a + difference_b - AA_BB * u5;
    u[4 * step] = u0 + sum_a + sum_b;
    u[5 * step] = u5;
}

// G w, of `kernel` weights.
PART void NAME(weights_to_places)(const VECTOR *w, size_t step, VECTOR *to, size_t to_step, size_t kernel) {
#pragma clang fp contract(fast)
    VECTOR even_a = w[0] + AA * w[2 * step], even_b = w[0] + BB * w[2 * step];
    VECTOR odd_a = A * w[step], odd_b = B * w[step];
    if (kernel == 5) {
        even_a += AA * AA * w[4 * step];
        even_b += BB * BB * w[4 * step];
        odd_a += A * AA * w[3 * step];
        odd_b += B * BB * w[3 * step];
    }
    to[0] = SCALE_0 * w[0];
    to[to_step] = SCALE_A * (even_a + odd_a);
    to[2 * to_step] = SCALE_A * (even_a - odd_a);
    to[3 * to_step] = SCALE_B * (even_b + odd_b);
    to[4 * to_step] = SCALE_B * (even_b - odd_b);
    to[5 * to_step] = w[(kernel - 1) * step];
}

// A^T m, `results` of them.
PART void NAME(to_results)(const VECTOR *m, size_t step, VECTOR *to, size_t to_step, size_t results) {
#pragma clang fp contract(fast)
    const VECTOR sum_a = m[step] + m[2 * step], difference_a = m[step] - m[2 * step];
    const VECTOR sum_b = m[3 * step] + m[4 * step], difference_b = m[3 * step] - m[4 * step];
    to[0] = m[0] + sum_a + sum_b;
    if (results == 2) {
        to[to_step] = A * difference_a + B * difference_b + m[5 * step];
    } else {
        to[to_step] = A * difference_a + B * difference_b;
        to[2 * to_step] = AA * sum_a + BB * sum_b;
        to[3 * to_step] = A * AA * difference_a + B * BB * difference_b + m[5 * step];
    }
}

// A y: the gradients of `results` to those of six products.
PART void NAME(gradients_to_places)(const VECTOR *y, size_t step, VECTOR *to, size_t to_step, size_t results) {
#pragma clang fp contract(fast)
    VECTOR even_a = y[0], even_b = y[0], odd_a = A * y[step], odd_b = B * y[step];
    if (results == 4) {
        even_a += AA * y[2 * step];
        even_b += BB * y[2 * step];
        odd_a += A * AA * y[3 * step];
        odd_b += B * BB * y[3 * step];
    }
    to[0] = y[0];
    to[to_step] = even_a + odd_a;
    to[2 * to_step] = even_a - odd_a;
    to[3 * to_step] = even_b + odd_b;
    to[4 * to_step] = even_b - odd_b;
    to[5 * to_step] = y[(results - 1) * step];
}

// G^T u: six gradients to those of `kernel` weights.
PART void NAME(to_weights)(const VECTOR *u, size_t step, VECTOR *to, size_t to_step, size_t kernel) {
#pragma clang fp contract(fast)
    const VECTOR sum_a = SCALE_A * (u[step] + u[2 * step]), difference_a = SCALE_A * (u[step] - u[2 * step]);
    const VECTOR sum_b = SCALE_B * (u[3 * step] + u[4 * step]), difference_b = SCALE_B * (u[3 * step] - u[4 * step]);
    to[0] = SCALE_0 * u[0] + sum_a + sum_b;
    to[to_step] = A * difference_a + B * difference_b;
    if (kernel == 3) {
        to[2 * to_step] = AA * sum_a + BB * sum_b + u[5 * step];
    } else {
        to[2 * to_step] = AA * sum_a + BB * sum_b;
        to[3 * to_step] = A * AA * difference_a + B * BB * difference_b;
        to[4 * to_step] = AA * AA * sum_a + BB * BB * sum_b + u[5 * step];
    }
}

// to[row][column] = or += over k: left[row * left_row + k * left_step] * right[k][column]; `right` and `to` have rows of
// `width` floats, and `columns` counts vectors.
PART void NAME(product)(const float *left, size_t left_row, size_t left_step, const float *right, size_t depth, float *to,
                        size_t width, size_t rows, size_t columns, int adds) {
#pragma clang fp contract(fast)
    VECTOR sums[ROWS][COLUMNS];
    UNROLLED_PRODUCT
    for (size_t i = 0; i < rows; i++)
        UNROLLED_PRODUCT
        for (size_t j = 0; j < columns; j++)
            sums[i][j] = adds ? *(const VECTOR *)(to + i * width + j * LANES) : (VECTOR){0};
    for (size_t k = 0; k < depth; k++) {
        VECTOR line[COLUMNS];
        UNROLLED_PRODUCT
        for (size_t j = 0; j < columns; j++) line[j] = *(const VECTOR *)(right + k * width + j * LANES);
        UNROLLED_PRODUCT
        for (size_t i = 0; i < rows; i++) {
            const float value = left[i * left_row + k * left_step];
            UNROLLED_PRODUCT
            for (size_t j = 0; j < columns; j++) sums[i][j] += value * line[j];
        }
    }
    UNROLLED_PRODUCT
    for (size_t i = 0; i < rows; i++)
        UNROLLED_PRODUCT
        for (size_t j = 0; j < columns; j++) *(VECTOR *)(to + i * width + j * LANES) = sums[i][j];
}

// `product` for any number of rows.
PART void NAME(strip)(const float *left, size_t left_row, size_t left_step, const float *right, size_t depth, float *to,
                      size_t width, size_t rows, size_t columns, int adds) {
    enum { FEW = ROWS / 3 };
    size_t row = 0;
#define PRODUCT(count)                                                                                              \
    NAME(product)(left + row * left_row, left_row, left_step, right, depth, to + row * width, width, count, columns, adds)
    for (; row + ROWS <= rows; row += ROWS) PRODUCT(ROWS);
    for (; row + FEW <= rows; row += FEW) PRODUCT(FEW);
    for (; row < rows; row++) PRODUCT(1);
#undef PRODUCT
}

// `product` for any number of rows and all `width` columns.
PART void NAME(products)(const float *left, size_t left_row, size_t left_step, const float *right, size_t depth, float *to,
                         size_t width, size_t rows, int adds) {
    size_t column = 0;
    for (; column + COLUMNS * LANES <= width; column += COLUMNS * LANES)
        NAME(strip)(left, left_row, left_step, right + column, depth, to + column, width, rows, COLUMNS, adds);
    if (column < width)
        NAME(strip)(left, left_row, left_step, right + column, depth, to + column, width, rows, 1, adds);
}

// `side` x `side` pixels; the first is at (row, column). Pixels outside of the image are zero.
PART void NAME(pixels)(const VECTOR *image, size_t height, size_t width, size_t row, size_t column, VECTOR *to,
                       size_t side) {
    // A negative row or column has wrapped around to a size beyond the image.
    const int is_inside = row < height && column < width && row + side <= height && column + side <= width;
    if (is_inside) {
        UNROLLED
        for (size_t i = 0; i < side; i++)
            UNROLLED
            for (size_t j = 0; j < side; j++) to[i * side + j] = image[(row + i) * width + column + j];
        return;
    }
    for (size_t i = 0; i < side; i++)
        for (size_t j = 0; j < side; j++)
            to[i * side + j] = row + i < height && column + j < width ? image[(row + i) * width + column + j] : (VECTOR){0};
}

// B^T x B of `tiles` tiles from `first` on: [place][tile][channel].
PART void NAME(take_tiles)(const float *x, onecycle_winograd of, size_t first, size_t tiles, float *to, size_t results) {
    const size_t channels = of.in_blocks * LANES, next = stride(TILES, channels, LANES);
    for (size_t tile = 0; tile < tiles; tile++) {
        const tile_place at = tile_at(of, first + tile, results);
        for (size_t block = 0; block < of.in_blocks; block++) {
            VECTOR values[PLACES];
            NAME(pixels)((const VECTOR *)x + (at.image * of.in_blocks + block) * of.height * of.width, of.height, of.width,
                         at.row - of.padding, at.column - of.padding, values, TILE);
            UNROLLED
            for (size_t j = 0; j < TILE; j++) NAME(to_places)(values + j, TILE);
            UNROLLED
            for (size_t i = 0; i < TILE; i++) NAME(to_places)(values + i * TILE, 1);
            float *place = to + tile * channels + block * LANES;
            UNROLLED
            for (size_t p = 0; p < PLACES; p++) *(VECTOR *)(place + p * next) = values[p];
        }
    }
}

// A^T m A and the bias of `tiles` tiles from `first` on.
PART void NAME(give_tiles)(const float *products, const float *bias, float *y, onecycle_winograd of, size_t first,
                           size_t tiles, size_t results) {
    const size_t channels = of.out_blocks * LANES, next = stride(TILES, channels, LANES);
    for (size_t tile = 0; tile < tiles; tile++) {
        const tile_place at = tile_at(of, first + tile, results);
        const size_t rows = of.rows - at.row < results ? of.rows - at.row : results;
        const size_t columns = of.columns - at.column < results ? of.columns - at.column : results;
        for (size_t block = 0; block < of.out_blocks; block++) {
            const float *place = products + tile * channels + block * LANES;
            VECTOR values[PLACES], half[MAX_RESULTS * TILE], all[MAX_RESULTS * MAX_RESULTS];
            UNROLLED
            for (size_t p = 0; p < PLACES; p++) values[p] = *(const VECTOR *)(place + p * next);
            UNROLLED
            for (size_t j = 0; j < TILE; j++) NAME(to_results)(values + j, TILE, half + j, TILE, results);
            UNROLLED
            for (size_t i = 0; i < results; i++) NAME(to_results)(half + i * TILE, 1, all + i * results, 1, results);
            const VECTOR added = bias ? *(const VECTOR *)(bias + block * LANES) : (VECTOR){0};
            VECTOR *to = (VECTOR *)y + ((at.image * of.out_blocks + block) * of.rows + at.row) * of.columns + at.column;
            if (rows == results && columns == results) {
                UNROLLED
                for (size_t i = 0; i < results; i++)
                    UNROLLED
                    for (size_t j = 0; j < results; j++) to[i * of.columns + j] = all[i * results + j] + added;
            } else {
                for (size_t i = 0; i < rows; i++)
                    for (size_t j = 0; j < columns; j++) to[i * of.columns + j] = all[i * results + j] + added;
            }
        }
    }
}

// A dy A^T of `tiles` tiles from `first` on, and the gradients of the biases.
PART void NAME(take_gradients)(const float *dy, onecycle_winograd of, size_t first, size_t tiles, float *to,
                               float *bias_gradient, size_t results) {
    const size_t channels = of.out_blocks * LANES, next = stride(TILES, channels, LANES);
    for (size_t tile = 0; tile < tiles; tile++) {
        const tile_place at = tile_at(of, first + tile, results);
        for (size_t block = 0; block < of.out_blocks; block++) {
            VECTOR values[MAX_RESULTS * MAX_RESULTS], half[MAX_RESULTS * TILE], all[PLACES];
            NAME(pixels)((const VECTOR *)dy + (at.image * of.out_blocks + block) * of.rows * of.columns, of.rows,
                         of.columns, at.row, at.column, values, results);
            if (bias_gradient) {
                VECTOR sum = values[0];
                for (size_t i = 1; i < results * results; i++) sum += values[i];
                *(VECTOR *)(bias_gradient + block * LANES) += sum;
            }
            UNROLLED
            for (size_t i = 0; i < results; i++)
                NAME(gradients_to_places)(values + i * results, 1, half + i * TILE, 1, results);
            UNROLLED
            for (size_t j = 0; j < TILE; j++) NAME(gradients_to_places)(half + j, TILE, all + j, TILE, results);
            float *place = to + tile * channels + block * LANES;
            UNROLLED
            for (size_t p = 0; p < PLACES; p++) *(VECTOR *)(place + p * next) = all[p];
        }
    }
}

// Adds B u B^T of `tiles` tiles from `first` on to the pixels that they were taken from.
PART void NAME(add_pixels)(const float *products, float *dx, onecycle_winograd of, size_t first, size_t tiles,
                           size_t results) {
    const size_t channels = of.in_blocks * LANES, next = stride(TILES, channels, LANES);
    for (size_t tile = 0; tile < tiles; tile++) {
        const tile_place at = tile_at(of, first + tile, results);
        // A negative row or column wraps around to a size beyond the image.
        const size_t row = at.row - of.padding, column = at.column - of.padding;
        const int is_inside =
            row < of.height && column < of.width && row + TILE <= of.height && column + TILE <= of.width;
        for (size_t block = 0; block < of.in_blocks; block++) {
            const float *place = products + tile * channels + block * LANES;
            VECTOR values[PLACES];
            UNROLLED
            for (size_t p = 0; p < PLACES; p++) values[p] = *(const VECTOR *)(place + p * next);
            UNROLLED
            for (size_t j = 0; j < TILE; j++) NAME(to_pixels)(values + j, TILE);
            UNROLLED
            for (size_t i = 0; i < TILE; i++) NAME(to_pixels)(values + i * TILE, 1);
            VECTOR *to = (VECTOR *)dx + (at.image * of.in_blocks + block) * of.height * of.width;
            if (is_inside) {
                UNROLLED
                for (size_t i = 0; i < TILE; i++)
                    UNROLLED
                    for (size_t j = 0; j < TILE; j++) to[(row + i) * of.width + column + j] += values[i * TILE + j];
            } else {
                for (size_t i = 0; i < TILE; i++)
                    for (size_t j = 0; j < TILE; j++)
                        if (row + i < of.height && column + j < of.width)
                            to[(row + i) * of.width + column + j] += values[i * TILE + j];
            }
        }
    }
}

// G w G^T: [place][in][out].
PART void NAME(take_weights)(const float *weights, size_t in, size_t out, float *to, size_t kernel) {
    const size_t next = stride(in, out, LANES);
    for (size_t i = 0; i < in; i++)
        for (size_t o = 0; o < out; o += LANES) {
            VECTOR taps[MAX_TAPS * MAX_TAPS], half[MAX_TAPS * TILE], all[PLACES];
            UNROLLED
            for (size_t k = 0; k < kernel * kernel; k++) taps[k] = *(const VECTOR *)(weights + (k * in + i) * out + o);
            UNROLLED
            for (size_t j = 0; j < kernel; j++)
                NAME(weights_to_places)(taps + j, kernel, half + j, kernel, kernel);
            UNROLLED
            for (size_t k = 0; k < TILE; k++) NAME(weights_to_places)(half + k * kernel, 1, all + k * TILE, 1, kernel);
            UNROLLED
            for (size_t p = 0; p < PLACES; p++) *(VECTOR *)(to + p * next + i * out + o) = all[p];
        }
}

// G^T u G.
PART void NAME(give_weights)(const float *sums, size_t in, size_t out, float *to, size_t kernel) {
    const size_t next = stride(in, out, LANES);
    for (size_t i = 0; i < in; i++)
        for (size_t o = 0; o < out; o += LANES) {
            VECTOR all[PLACES], half[MAX_TAPS * TILE], taps[MAX_TAPS * MAX_TAPS];
            UNROLLED
            for (size_t p = 0; p < PLACES; p++) all[p] = *(const VECTOR *)(sums + p * next + i * out + o);
            UNROLLED
            for (size_t j = 0; j < TILE; j++) NAME(to_weights)(all + j, TILE, half + j, TILE, kernel);
            UNROLLED
            for (size_t k = 0; k < kernel; k++) NAME(to_weights)(half + k * TILE, 1, taps + k * kernel, 1, kernel);
            UNROLLED
            for (size_t k = 0; k < kernel * kernel; k++) *(VECTOR *)(to + (k * in + i) * out + o) = taps[k];
        }
}

PART void NAME(forward)(const float *x, const float *weights, const float *bias, float *y, onecycle_winograd of,
                        workspace use, size_t kernel, size_t results) {
    const size_t in = of.in_blocks * LANES, out = of.out_blocks * LANES, all = tile_count(of, results);
    NAME(take_weights)(weights, in, out, use.weights, kernel);
    for (size_t first = 0; first < all; first += TILES) {
        const size_t tiles = all - first < TILES ? all - first : TILES;
        NAME(take_tiles)(x, of, first, tiles, use.source, results);
        for (size_t place = 0; place < PLACES; place++)
            NAME(products)(use.source + place * stride(TILES, in, LANES), in, 1,
                           use.weights + place * stride(in, out, LANES), in,
                           use.result + place * stride(TILES, out, LANES), out, tiles, 0);
        NAME(give_tiles)(use.result, bias, y, of, first, tiles, results);
    }
}

// The transposed operations of `forward`, in reversed order. `turned`: [kernel][kernel][out][in].
PART void NAME(source)(const float *dy, const float *turned, float *dx, onecycle_winograd of, workspace use, size_t kernel,
                       size_t results) {
    const size_t in = of.in_blocks * LANES, out = of.out_blocks * LANES, all = tile_count(of, results);
    NAME(take_weights)(turned, out, in, use.weights, kernel);
    memset(dx, 0, of.images * in * of.height * of.width * sizeof *dx);
    for (size_t first = 0; first < all; first += TILES) {
        const size_t tiles = all - first < TILES ? all - first : TILES;
        NAME(take_gradients)(dy, of, first, tiles, use.result, NULL, results);
        for (size_t place = 0; place < PLACES; place++)
            NAME(products)(use.result + place * stride(TILES, out, LANES), out, 1,
                           use.weights + place * stride(in, out, LANES), out,
                           use.source + place * stride(TILES, in, LANES), in, tiles, 0);
        NAME(add_pixels)(use.source, dx, of, first, tiles, results);
    }
}

PART void NAME(backward)(const float *x, const float *dy, onecycle_winograd of, float *weights_gradient,
                         float *bias_gradient, workspace use, size_t kernel, size_t results) {
    const size_t in = of.in_blocks * LANES, out = of.out_blocks * LANES, all = tile_count(of, results);
    if (bias_gradient) memset(bias_gradient, 0, out * sizeof *bias_gradient);
    for (size_t first = 0; first < all; first += TILES) {
        const size_t tiles = all - first < TILES ? all - first : TILES;
        NAME(take_tiles)(x, of, first, tiles, use.source, results);
        NAME(take_gradients)(dy, of, first, tiles, use.result, bias_gradient, results);
        for (size_t place = 0; place < PLACES; place++)
            NAME(products)(use.source + place * stride(TILES, in, LANES), 1, in,
                           use.result + place * stride(TILES, out, LANES), tiles,
                           use.weights + place * stride(in, out, LANES), out, in, first > 0);
    }
    NAME(give_weights)(use.weights, in, out, weights_gradient, kernel);
}

FOR_EACH_KERNEL(forward,
                (const float *x, const float *weights, const float *bias, float *y, onecycle_winograd of, workspace use),
                x, weights, bias, y, of, use)
FOR_EACH_KERNEL(source, (const float *dy, const float *turned, float *dx, onecycle_winograd of, workspace use), dy, turned,
                dx, of, use)
FOR_EACH_KERNEL(backward,
                (const float *x, const float *dy, onecycle_winograd of, float *weights_gradient, float *bias_gradient,
                 workspace use),
                x, dy, of, weights_gradient, bias_gradient, use)

#undef FOR_EACH_KERNEL
#undef PART
#undef VECTOR
#undef LANES
#undef ROWS
#undef COLUMNS
#undef NAME
#undef UNROLLED_PRODUCT
#undef SET
