#ifndef ONECYCLE_SOFTMAX_CROSS_ENTROPY_H
#define ONECYCLE_SOFTMAX_CROSS_ENTROPY_H

#include <stddef.h>
#include <stdint.h>

/// What `onecycle_softmax_cross_entropy` sums over the rows.
typedef struct {
    /// Sum of -log softmax(logits)[label], in nats.
    double loss;
    /// Rows whose largest logit (the first of equals) is the label's.
    int64_t correct;
} onecycle_loss_sums;

/// Softmax cross-entropy of `rows` rows of `classes` logits that lie `stride` floats apart, and, if `diff` is not
/// NULL, its gradient for the mean over the rows: diff = (softmax - one_hot) / rows, laid out like the logits.
onecycle_loss_sums onecycle_softmax_cross_entropy(const float *logits, const int32_t *labels, size_t rows,
                                                  size_t classes, size_t stride, float *diff);

#endif
