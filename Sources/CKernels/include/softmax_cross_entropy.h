#ifndef ONECYCLE_SOFTMAX_CROSS_ENTROPY_H
#define ONECYCLE_SOFTMAX_CROSS_ENTROPY_H

#include <stddef.h>
#include <stdint.h>

/// The sums of `onecycle_softmax_cross_entropy` over the rows.
typedef struct {
    /// Sum of -log softmax(logits)[label], in nats.
    double loss;
    /// Rows whose largest logit (the first of equals) is the label's.
    int64_t correct;
} onecycle_loss_sums;

/// Softmax cross-entropy of `rows` rows of `classes` logits; rows lie `stride` floats apart.
/// If `diff` is not NULL, it gets the gradient for the mean over a batch of which the rows are a part:
/// (softmax - one_hot) / batch. It is laid out like the logits.
onecycle_loss_sums onecycle_softmax_cross_entropy(const float *logits, const int32_t *labels, size_t rows,
                                                  size_t classes, size_t stride, size_t batch, float *diff);

#endif
