#include "optimizers.h"

#include "team.h"
#include "wide.h"

/* Parameters of a range: enough to be worth a thread. */
enum { LEAST = 16384 };

typedef struct {
    float *p;
    const float *g;
    float *m, *v;
    float decay, weight_decay, rest1, beta2, rest2, step_size, root_correction2, epsilon;
} adam_step;

WIDE static void adamw(const adam_step *s, size_t first, size_t end) {
    float *restrict p = s->p, *restrict m = s->m, *restrict v = s->v;
    const float *restrict g = s->g;
    const float decay = s->decay, rest1 = s->rest1, beta2 = s->beta2, rest2 = s->rest2;
    const float step_size = s->step_size, root_correction2 = s->root_correction2, epsilon = s->epsilon;
    for (size_t i = first; i < end; i++) {
        const float gradient = g[i];
        const float mean = m[i] + (gradient - m[i]) * rest1;
        const float square = v[i] * beta2 + rest2 * gradient * gradient;
        /* The builtin is the bare instruction: libm's function keeps errno, and with it the loop would stay scalar. */
        const float denominator = __builtin_elementwise_sqrt(square) / root_correction2 + epsilon;
        m[i] = mean;
        v[i] = square;
        p[i] = p[i] * decay - step_size * (mean / denominator);
    }
}

WIDE static void adam(const adam_step *s, size_t first, size_t end) {
    float *restrict p = s->p, *restrict m = s->m, *restrict v = s->v;
    const float *restrict g = s->g;
    const float weight_decay = s->weight_decay, rest1 = s->rest1, beta2 = s->beta2, rest2 = s->rest2;
    const float step_size = s->step_size, root_correction2 = s->root_correction2, epsilon = s->epsilon;
    for (size_t i = first; i < end; i++) {
        const float gradient = g[i] + weight_decay * p[i];
        const float mean = m[i] + (gradient - m[i]) * rest1;
        const float square = v[i] * beta2 + rest2 * gradient * gradient;
        const float denominator = __builtin_elementwise_sqrt(square) / root_correction2 + epsilon;
        m[i] = mean;
        v[i] = square;
        p[i] = p[i] - step_size * (mean / denominator);
    }
}

static void adamw_range(size_t first, size_t end, void *step) { adamw(step, first, end); }
static void adam_range(size_t first, size_t end, void *step) { adam(step, first, end); }

void onecycle_adamw(float *restrict p, const float *restrict g, float *restrict m, float *restrict v, size_t count,
                    float decay, float rest1, float beta2, float rest2, float step_size, float root_correction2,
                    float epsilon) {
    adam_step step = {.p = p, .g = g, .m = m, .v = v, .decay = decay, .rest1 = rest1, .beta2 = beta2, .rest2 = rest2,
                      .step_size = step_size, .root_correction2 = root_correction2, .epsilon = epsilon};
    onecycle_in_ranges(count, LEAST, adamw_range, &step);
}

void onecycle_adam(float *restrict p, const float *restrict g, float *restrict m, float *restrict v, size_t count,
                   float weight_decay, float rest1, float beta2, float rest2, float step_size, float root_correction2,
                   float epsilon) {
    adam_step step = {.p = p, .g = g, .m = m, .v = v, .weight_decay = weight_decay, .rest1 = rest1, .beta2 = beta2,
                      .rest2 = rest2, .step_size = step_size, .root_correction2 = root_correction2,
                      .epsilon = epsilon};
    onecycle_in_ranges(count, LEAST, adam_range, &step);
}

typedef struct {
    float *p;
    const float *g;
    float *b;
    float lr, momentum, weight_decay;
    bool nesterov;
} sgd_step;

WIDE static void sgd(const sgd_step *s, size_t first, size_t end) {
    float *restrict p = s->p, *restrict b = s->b;
    const float *restrict g = s->g;
    const float lr = s->lr, momentum = s->momentum, weight_decay = s->weight_decay;
    if (s->nesterov) {
        for (size_t i = first; i < end; i++) {
            const float direction = g[i] + weight_decay * p[i];
            b[i] = momentum * b[i] + direction;
            p[i] = p[i] - lr * (direction + momentum * b[i]);
        }
    } else {
        for (size_t i = first; i < end; i++) {
            const float direction = g[i] + weight_decay * p[i];
            b[i] = momentum * b[i] + direction;
            p[i] = p[i] - lr * b[i];
        }
    }
}

static void sgd_range(size_t first, size_t end, void *step) { sgd(step, first, end); }

void onecycle_sgd(float *restrict p, const float *restrict g, float *restrict b, size_t count, float lr, float momentum,
                  float weight_decay, bool nesterov) {
    sgd_step step = {p, g, b, lr, momentum, weight_decay, nesterov};
    onecycle_in_ranges(count, LEAST, sgd_range, &step);
}
