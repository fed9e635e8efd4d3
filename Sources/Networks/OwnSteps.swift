import CKernels
import OneDNN

/// SELU over a whole buffer, in place.
final class SELUStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [values, gradient].compactMap(\.?.buffer) }
    private let values: Memory
    private let gradient: Memory?

    /// The forward pass; with `gradient`, the backward pass, `values` being the results.
    init(_ values: Memory, gradient: Memory? = nil) {
        self.values = values
        self.gradient = gradient
        purpose = (gradient == nil ? "" : "gradient of ") + "selu of " + shapeText(values.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        if let gradient {
            onecycle_selu_backward(values.floats, gradient.floats, values.floatCount)
        } else {
            onecycle_selu(values.floats, values.floatCount)
        }
    }
}

/// What the dropouts of an executable draw from: changed before each forward pass.
final class DropoutKey {
    var seed: UInt64 = 0
    var step: UInt64 = 0
}

/// Dropout or alpha dropout over a whole buffer, in place; remembers what the gradient is multiplied with.
final class DropoutStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [values.buffer, mask] }
    let mask: AlignedBuffer
    private let values: Memory
    private let key: DropoutKey
    private let index: UInt64
    private let threshold: UInt32
    private let scale: Float
    private let shift: Float
    private let dropped: Float

    /// - Parameters:
    ///   - p: share that is dropped, in (0, 1).
    ///   - isAlpha: whether to drop to SELU's negative limit and restore mean and variance, as PyTorch's `AlphaDropout`.
    ///   - index: number of this dropout in its network.
    init(_ values: Memory, p: Double, isAlpha: Bool, index: Int, key: DropoutKey) {
        self.values = values
        self.key = key
        self.index = UInt64(index)
        mask = AlignedBuffer(floatCount: values.floatCount)
        threshold = UInt32(min(p * 0x1p32, 0x1p32 - 1))
        if isAlpha {
            let limit = -1.7580993408473766
            let scale = 1 / ((1 - p) * (1 + p * limit * limit)).squareRoot()
            let shift = -scale * limit * p
            self.scale = Float(scale)
            self.shift = Float(shift)
            dropped = Float(scale * limit + shift)
        } else {
            scale = Float(1 / (1 - p))
            shift = 0
            dropped = 0
        }
        purpose = (isAlpha ? "alpha_dropout of " : "dropout of ") + shapeText(values.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        onecycle_dropout(
            values.floats, mask.floats, values.floatCount, wordKey(key.seed, key.step, index), threshold, scale, shift,
            dropped)
    }
}

/// 32 bits out of three words.
private func wordKey(_ seed: UInt64, _ step: UInt64, _ index: UInt64) -> UInt32 {
    var z = seed &* 0x9E37_79B9_7F4A_7C15
    for word in [step, index] {
        z = (z ^ word) &* 0xBF58_476D_1CE4_E5B9
        z ^= z >> 29
        z = z &* 0x94D0_49BB_1331_11EB
        z ^= z >> 32
    }
    return UInt32(truncatingIfNeeded: z)
}

/// gradient = gradient * mask
final class MaskStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [gradient.buffer, mask] }
    private let gradient: Memory
    private let mask: AlignedBuffer

    init(_ gradient: Memory, mask: AlignedBuffer) {
        self.gradient = gradient
        self.mask = mask
        purpose = "gradient of dropout of " + shapeText(gradient.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        onecycle_multiply(gradient.floats, mask.floats, mask.floatCount)
    }
}

/// Moves running statistics towards a batch's: running = 0.9 running + 0.1 batch, the variance made unbiased, as PyTorch.
final class RunningStatisticsStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [statistics.mean, statistics.variance, mean, variance].map(\.buffer) }
    private let statistics: Parameters.Statistics
    private let mean: Memory
    private let variance: Memory
    private let correction: Float

    /// - Parameter count: values that each channel's statistics were taken over.
    init(_ statistics: Parameters.Statistics, mean: Memory, variance: Memory, count: Int) {
        self.statistics = statistics
        self.mean = mean
        self.variance = variance
        correction = count > 1 ? Float(count) / Float(count - 1) : 1
        purpose = "running statistics of \(statistics.normalization.channels) channels"
    }

    func callAsFunction() throws(OneDNNError) {
        for channel in 0..<statistics.normalization.channels {
            let runningMean = statistics.mean.floats[channel]
            let runningVariance = statistics.variance.floats[channel]
            statistics.mean.floats[channel] = 0.9 * runningMean + 0.1 * mean.floats[channel]
            statistics.variance.floats[channel] = 0.9 * runningVariance + 0.1 * (variance.floats[channel] * correction)
        }
    }
}
