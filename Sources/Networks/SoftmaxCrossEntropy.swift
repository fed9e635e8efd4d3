import CKernels

/// Softmax cross-entropy over logit rows.
public enum SoftmaxCrossEntropy {
    /// Sums over a batch.
    public struct Sums: Sendable {
        /// Sum of the samples' losses, in nats.
        public var loss: Double
        /// Number of samples whose largest logit is the label's.
        public var correct: Int
    }

    /// The loss of one row for each of `labels`, and, where `gradients` is given, the gradient of its mean.
    public static func evaluate(
        _ logits: Executable.LogitRows, labels: UnsafeMutableBufferPointer<Int32>, classes: Int,
        gradients: Executable.LogitRows?
    ) -> Sums {
        guard let first = labels.baseAddress else { return Sums(loss: 0, correct: 0) }
        let sums = onecycle_softmax_cross_entropy(
            logits.floats, first, labels.count, classes, logits.stride, gradients?.floats)
        return Sums(loss: sums.loss, correct: Int(sums.correct))
    }
}
