import CKernels

/// loss = -log(e^x[label] / sum over k of e^x[k]), the mean over the rows x of logits
package enum SoftmaxCrossEntropy {
    /// Sums over a batch.
    package struct Sums: Sendable {
        /// Sum of the samples' losses, in nats.
        package var loss: Double
        /// Number of samples whose largest logit is the label's.
        package var correct: Int
    }

    /// The sum of the losses of one row per label, and the gradient of their mean if `gradients` is given.
    package static func evaluate(
        _ logits: CompiledNetwork.LogitRows, labels: UnsafeMutableBufferPointer<Int32>, classes: Int,
        gradients: CompiledNetwork.LogitRows?
    ) -> Sums {
        guard let first = labels.baseAddress else { return Sums(loss: 0, correct: 0) }
        let sums = onecycle_softmax_cross_entropy(
            logits.floats, first, labels.count, classes, logits.stride, gradients?.floats)
        return Sums(loss: sums.loss, correct: Int(sums.correct))
    }
}
