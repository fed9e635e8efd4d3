import CKernels
import OneDNN

/// A normalization of channels, and the memory that it reads and writes.
struct ChannelNormalization {
    static let epsilon: Float = 1e-5

    let layout: ActivationLayout
    let hasReLU: Bool
    let source: Memory
    let destination: Memory
    let mean: Memory
    let variance: Memory
    let scale: Memory
    let shift: Memory

    var buffers: [AlignedBuffer] { [source, destination, mean, variance, scale, shift].map(\.buffer) }

    /// "batch_norm of 16x3x28x28"
    var purpose: String { "batch_norm of \(shapeText(source.descriptor.dims))" }

    var arguments: onecycle_normalization {
        onecycle_normalization(
            mean: mean.floats, variance: variance.floats, scale: scale.floats, shift: shift.floats,
            epsilon: Self.epsilon, has_relu: hasReLU ? 1 : 0)
    }
}

/// The moments of a part's channels, and those of the whole batch in `normalization`.
final class NormalizationMoments {
    let normalization: ChannelNormalization
    /// The part's own.
    let mean: Memory
    /// Sums of squared deviations from the part's mean.
    let squares: Memory
    /// Running statistics; of the first part alone.
    let running: RunningStatistics?
    /// Values of each channel in the whole batch.
    fileprivate(set) var count = 0

    init(_ normalization: ChannelNormalization, mean: Memory, squares: Memory, running: RunningStatistics?) {
        self.normalization = normalization
        self.mean = mean
        self.squares = squares
        self.running = running
    }

    var channels: Int { normalization.layout.shape.channels }
    var buffers: [AlignedBuffer] { normalization.buffers + [mean.buffer, squares.buffer] }
}

/// The gradients of scale and shift: of the part among its gradients, of the whole batch in `totals`.
final class NormalizationSums {
    let moments: NormalizationMoments
    let scale: Memory
    let shift: Memory
    let totals: (scale: Memory, shift: Memory)

    init(
        _ moments: NormalizationMoments, scale: Memory, shift: Memory, totals: (scale: Memory, shift: Memory)
    ) {
        self.moments = moments
        self.scale = scale
        self.shift = shift
        self.totals = totals
    }

    var buffers: [AlignedBuffer] {
        moments.buffers + [scale, shift, totals.scale, totals.shift].map(\.buffer)
    }
}

// MARK: Forward

/// The part's moments.
final class MomentsStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { moments.buffers }
    private let moments: NormalizationMoments

    init(_ moments: NormalizationMoments) {
        self.moments = moments
        purpose = "moments of \(shapeText(moments.normalization.source.descriptor.dims))"
    }

    func callAsFunction() throws(OneDNNError) {
        onecycle_moments(
            moments.normalization.source.floats, moments.normalization.layout.shape, moments.mean.floats,
            moments.squares.floats)
    }
}

/// The moments of the whole batch (Chan, Golub and LeVeque, 1979): mean = Σ n_i mean_i / n, and
/// variance = Σ (squares_i + n_i (mean_i - mean)²) / n. The first part's running statistics follow them.
final class MomentsMeeting: Meeting {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { moments.buffers }
    private let moments: NormalizationMoments

    init(_ moments: NormalizationMoments) {
        self.moments = moments
        purpose = "meeting for \(moments.normalization.purpose)"
    }

    func combining(_ parts: [any Meeting]) -> () -> Void {
        let parts = parts.compactMap { ($0 as? MomentsMeeting)?.moments }
        let count = parts.reduce(0) { $0 + $1.normalization.layout.count }
        return { [moments] in
            for part in parts { part.count = count }
            for channel in 0..<moments.channels {
                let (mean, variance) = Self.moments(of: parts, channel, count: Double(count))
                for part in parts {
                    part.normalization.mean.floats[channel] = mean
                    part.normalization.variance.floats[channel] = variance
                }
            }
            moments.running?.follow(moments.normalization, count: count)
        }
    }

    private static func moments(of parts: [NormalizationMoments], _ channel: Int, count: Double) -> (Float, Float) {
        var sum = 0.0
        for part in parts { sum += Double(part.normalization.layout.count) * Double(part.mean.floats[channel]) }
        let mean = sum / count
        var squares = 0.0
        for part in parts {
            let deviation = Double(part.mean.floats[channel]) - mean
            squares +=
                Double(part.squares.floats[channel]) + Double(part.normalization.layout.count) * deviation * deviation
        }
        return (Float(mean), Float(squares / count))
    }
}

extension RunningStatistics {
    /// running = 0.9 running + 0.1 batch, with the batch's variance made unbiased, as in PyTorch.
    /// - Parameter count: number of values behind each channel's statistics.
    fileprivate func follow(_ batch: ChannelNormalization, count: Int) {
        let correction: Float = count > 1 ? Float(count) / Float(count - 1) : 1
        for channel in 0..<normalization.channels {
            mean.floats[channel] = 0.9 * mean.floats[channel] + 0.1 * batch.mean.floats[channel]
            variance.floats[channel] =
                0.9 * variance.floats[channel] + 0.1 * (batch.variance.floats[channel] * correction)
        }
    }
}

/// The normalization itself.
final class NormalizationStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { normalization.buffers }
    private let normalization: ChannelNormalization

    init(_ normalization: ChannelNormalization) {
        self.normalization = normalization
        purpose = normalization.purpose
    }

    func callAsFunction() throws(OneDNNError) {
        onecycle_normalize(
            normalization.source.floats, normalization.destination.floats, normalization.layout.shape,
            normalization.arguments)
    }
}

// MARK: Backward

/// The part's gradients of scale and shift.
final class NormalizationSumsStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { sums.buffers + [gradient.buffer] }
    private let sums: NormalizationSums
    private let gradient: Memory

    init(_ sums: NormalizationSums, gradient: Memory) {
        self.sums = sums
        self.gradient = gradient
        purpose = "weight gradient of \(sums.moments.normalization.purpose)"
    }

    func callAsFunction() throws(OneDNNError) {
        let normalization = sums.moments.normalization
        onecycle_normalize_sums(
            normalization.source.floats, normalization.destination.floats, gradient.floats, normalization.layout.shape,
            normalization.arguments, sums.scale.floats, sums.shift.floats)
    }
}

/// The gradients of scale and shift of the whole batch, for the gradient of the source.
final class SumsMeeting: Meeting {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { sums.buffers }
    private let sums: NormalizationSums

    init(_ sums: NormalizationSums) {
        self.sums = sums
        purpose = "meeting for the gradient of \(sums.moments.normalization.purpose)"
    }

    func combining(_ parts: [any Meeting]) -> () -> Void {
        let parts = parts.compactMap { ($0 as? SumsMeeting)?.sums }
        return { [sums] in
            for channel in 0..<sums.moments.channels {
                var (scale, shift) = (0.0, 0.0)
                for part in parts {
                    scale += Double(part.scale.floats[channel])
                    shift += Double(part.shift.floats[channel])
                }
                for part in parts {
                    part.totals.scale.floats[channel] = Float(scale)
                    part.totals.shift.floats[channel] = Float(shift)
                }
            }
        }
    }
}

/// The gradient of the source.
final class NormalizationGradientStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { sums.buffers + [gradient.buffer, destination.buffer] }
    private let sums: NormalizationSums
    private let gradient: Memory
    private let destination: Memory

    init(_ sums: NormalizationSums, gradient: Memory, to destination: Memory) {
        self.sums = sums
        self.gradient = gradient
        self.destination = destination
        purpose = "data gradient of \(sums.moments.normalization.purpose)"
    }

    func callAsFunction() throws(OneDNNError) {
        let normalization = sums.moments.normalization
        onecycle_normalize_backward(
            normalization.source.floats, normalization.destination.floats, gradient.floats, destination.floats,
            normalization.layout.shape, normalization.arguments, sums.totals.scale.floats, sums.totals.shift.floats,
            Double(sums.moments.count))
    }
}
