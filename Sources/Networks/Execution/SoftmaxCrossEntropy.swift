import CKernels

/// loss = -log(e^x[label] / sum over k of e^x[k]), the mean over the rows x of logits
package enum SoftmaxCrossEntropy {
    /// Sums over a batch.
    package struct Sums: Sendable {
        /// Sum of the samples' losses, in nats.
        package var loss = 0.0
        /// Number of samples whose largest logit is the label's.
        package var correct = 0

        /// The sums over no samples.
        package init() {}

        /// Sums over one part.
        init(_ sums: onecycle_loss_sums) {
            loss = sums.loss
            correct = Int(sums.correct)
        }

        /// Adds a part's sums.
        package static func += (sums: inout Sums, part: Sums) {
            sums.loss += part.loss
            sums.correct += part.correct
        }
    }

    /// The sum of the losses of one row per label; if `gradients` is given, also the gradient of the mean over a batch.
    /// - Parameter batchSize: rows of the whole batch, of which these are a part.
    package static func evaluate(
        _ logits: CompiledNetwork.LogitRows, labels: UnsafeBufferPointer<Int32>, classes: Int,
        batchSize: Int, gradients: CompiledNetwork.LogitRows?
    ) -> Sums {
        guard let first = labels.baseAddress else { return Sums() }
        let sums = onecycle_softmax_cross_entropy(
            logits.floats, first, labels.count, classes, logits.stride, batchSize, gradients?.floats)
        return Sums(sums)
    }
}
