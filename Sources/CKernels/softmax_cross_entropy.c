#include "softmax_cross_entropy.h"

#include <math.h>

#include "wide.h"

onecycle_loss_sums onecycle_softmax_cross_entropy(const float *logits, const int32_t *labels, size_t rows,
                                                  size_t classes, size_t stride, size_t batch, float *diff) {
    onecycle_loss_sums sums = {0.0, 0};
    for (size_t row = 0; row < rows; row++) {
        const float *x = logits + row * stride;
        const size_t label = (size_t)labels[row];
        size_t best = 0;
        for (size_t c = 1; c < classes; c++)
            if (x[c] > x[best]) best = c;
        const float shift = x[best];
        double total = 0;
        for (size_t c = 0; c < classes; c++) {
            const float e = expf(x[c] - shift);
            total += e;
            if (diff) diff[row * stride + c] = e;
        }
        sums.loss += log(total) - ((double)x[label] - shift);
        sums.correct += best == label;
        if (diff) {
            float *d = diff + row * stride;
            const float scale = (float)(1.0 / (total * (double)batch));
            for (size_t c = 0; c < classes; c++) d[c] *= scale;
            d[label] -= 1.0f / (float)batch;
        }
    }
    return sums;
}
