#include "optimizers.h"

#include "wide.h"

WIDE void onecycle_adamw(float *restrict p, const float *restrict g, float *restrict m, float *restrict v, size_t count,
                         float decay, float rest1, float beta2, float rest2, float step_size, float root_correction2,
                         float epsilon) {
    for (size_t i = 0; i < count; i++) {
        const float gradient = g[i];
        const float first = m[i] + (gradient - m[i]) * rest1;
        const float second = v[i] * beta2 + rest2 * gradient * gradient;
        // The builtin is the bare instruction: libm's function keeps errno, and with it the loop would stay scalar.
        const float denominator = __builtin_elementwise_sqrt(second) / root_correction2 + epsilon;
        m[i] = first;
        v[i] = second;
        p[i] = p[i] * decay - step_size * (first / denominator);
    }
}

WIDE void onecycle_adam(float *restrict p, const float *restrict g, float *restrict m, float *restrict v, size_t count,
                        float weight_decay, float rest1, float beta2, float rest2, float step_size,
                        float root_correction2, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        const float gradient = g[i] + weight_decay * p[i];
        const float first = m[i] + (gradient - m[i]) * rest1;
        const float second = v[i] * beta2 + rest2 * gradient * gradient;
        const float denominator = __builtin_elementwise_sqrt(second) / root_correction2 + epsilon;
        m[i] = first;
        v[i] = second;
        p[i] = p[i] - step_size * (first / denominator);
    }
}

WIDE void onecycle_sgd(float *restrict p, const float *restrict g, float *restrict b, size_t count, float lr,
                       float momentum, float weight_decay, bool nesterov) {
    if (nesterov) {
        for (size_t i = 0; i < count; i++) {
            const float direction = g[i] + weight_decay * p[i];
            b[i] = momentum * b[i] + direction;
            p[i] = p[i] - lr * (direction + momentum * b[i]);
        }
    } else {
        for (size_t i = 0; i < count; i++) {
            const float direction = g[i] + weight_decay * p[i];
            b[i] = momentum * b[i] + direction;
            p[i] = p[i] - lr * b[i];
        }
    }
}
