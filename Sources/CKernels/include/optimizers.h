#ifndef ONECYCLE_OPTIMIZERS_H
#define ONECYCLE_OPTIMIZERS_H

#include <stdbool.h>
#include <stddef.h>

/// One step of AdamW over `count` parameters (Loshchilov and Hutter, arXiv 1711.05101, in PyTorch's order of operations):
///
///     p = p decay;  m = m + (g - m) rest1;  v = v beta2 + rest2 g g
///     p = p - step_size m / (sqrt(v) / root_correction2 + epsilon)
///
/// decay = 1 - lr weight_decay, step_size = lr / (1 - beta1^t), root_correction2 = sqrt(1 - beta2^t).
/// The caller computes rest1 = 1 - beta1 and rest2 = 1 - beta2 in double precision.
/// In single precision 1 - 0.999 is off by 1.3e-5.
void onecycle_adamw(float *restrict p, const float *restrict g, float *restrict m, float *restrict v, size_t count,
                    float decay, float rest1, float beta2, float rest2, float step_size, float root_correction2,
                    float epsilon);

/// One step of Adam with L2 weight decay over `count` parameters (Kingma and Ba, arXiv 1412.6980, in PyTorch's order
/// of operations):
///
///     d = g + weight_decay p;  m = m + (d - m) rest1;  v = v beta2 + rest2 d d
///     p = p - step_size m / (sqrt(v) / root_correction2 + epsilon)
///
/// The others as for AdamW.
void onecycle_adam(float *restrict p, const float *restrict g, float *restrict m, float *restrict v, size_t count,
                   float weight_decay, float rest1, float beta2, float rest2, float step_size, float root_correction2,
                   float epsilon);

/// One step of SGD with momentum and L2 weight decay over `count` parameters, as PyTorch defines it:
///
///     d = g + weight_decay p;  b = momentum b + d;  p = p - lr (nesterov ? d + momentum b : b)
void onecycle_sgd(float *restrict p, const float *restrict g, float *restrict b, size_t count, float lr, float momentum,
                  float weight_decay, bool nesterov);

#endif
