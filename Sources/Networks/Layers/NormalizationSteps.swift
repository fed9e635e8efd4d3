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

    fileprivate var arguments: onecycle_normalization {
        onecycle_normalization(
            mean: mean.floats, variance: variance.floats, scale: scale.floats, shift: shift.floats,
            epsilon: Self.epsilon, has_relu: hasReLU ? 1 : 0)
    }

    /// The normalization itself.
    var step: LoopStep {
        let (x, y, shape, arguments) = (source.floats, destination.floats, layout.shape, arguments)
        return LoopStep(purpose, buffers: buffers) { onecycle_normalize(x, y, shape, arguments) }
    }
}

/// The moments of a part's channels, and those of the whole batch in `normalization`.
final class NormalizationMoments {
    let normalization: ChannelNormalization
    /// Values of each channel in the whole batch.
    fileprivate var count = 0
    /// The part's own.
    private let mean: Memory
    /// Sums of squared deviations from the part's mean.
    private let squares: Memory
    /// Running statistics; of the first part alone.
    private let running: RunningStatistics?

    init(_ normalization: ChannelNormalization, mean: Memory, squares: Memory, running: RunningStatistics?) {
        self.normalization = normalization
        self.mean = mean
        self.squares = squares
        self.running = running
    }

    fileprivate var channels: Int { normalization.layout.shape.channels }
    fileprivate var buffers: [AlignedBuffer] { normalization.buffers + [mean.buffer, squares.buffer] }

    /// The part's moments.
    var step: LoopStep {
        let (x, mean, squares) = (normalization.source.floats, mean.floats, squares.floats)
        let shape = normalization.layout.shape
        return LoopStep("moments of \(shapeText(normalization.source.descriptor.dims))", buffers: buffers) {
            onecycle_moments(x, shape, mean, squares)
        }
    }

    /// Gives every part the moments of the whole batch.
    var meeting: SumsMeeting<NormalizationMoments> {
        SumsMeeting("meeting for \(normalization.purpose)", over: self, buffers: buffers, Self.combine)
    }

    /// The moments of the whole batch (Chan, Golub and LeVeque, 1979): mean = Σ n_i mean_i / n, and
    /// variance = Σ (squares_i + n_i (mean_i - mean)²) / n. The first part's running statistics follow them.
    private static func combine(_ parts: [NormalizationMoments]) {
        let count = parts.reduce(0) { $0 + $1.normalization.layout.count }
        for part in parts { part.count = count }
        for channel in 0..<parts[0].channels {
            let (mean, variance) = moments(of: parts, channel, count: Double(count))
            for part in parts {
                part.normalization.mean.floats[channel] = mean
                part.normalization.variance.floats[channel] = variance
            }
        }
        parts[0].running?.follow(parts[0].normalization, count: count)
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

/// The gradients of scale and shift: of the part among its gradients, of the whole batch in `totals`.
final class NormalizationGradients {
    private let moments: NormalizationMoments
    /// Of the result.
    private let result: Memory
    private let scale: Memory
    private let shift: Memory
    private let totals: (scale: Memory, shift: Memory)

    init(
        _ moments: NormalizationMoments, of result: Memory, scale: Memory, shift: Memory,
        totals: (scale: Memory, shift: Memory)
    ) {
        self.moments = moments
        self.result = result
        self.scale = scale
        self.shift = shift
        self.totals = totals
    }

    private var normalization: ChannelNormalization { moments.normalization }
    private var buffers: [AlignedBuffer] {
        moments.buffers + [result, scale, shift, totals.scale, totals.shift].map(\.buffer)
    }

    /// The part's gradients of scale and shift.
    var step: LoopStep {
        let (x, y, dy) = (normalization.source.floats, normalization.destination.floats, result.floats)
        let (shape, arguments) = (normalization.layout.shape, normalization.arguments)
        let (scale, shift) = (scale.floats, shift.floats)
        return LoopStep("weight gradient of \(normalization.purpose)", buffers: buffers) {
            onecycle_normalize_sums(x, y, dy, shape, arguments, scale, shift)
        }
    }

    /// Gives every part the gradients of scale and shift of the whole batch.
    var meeting: SumsMeeting<NormalizationGradients> {
        SumsMeeting("meeting for the gradient of \(normalization.purpose)", over: self, buffers: buffers, Self.combine)
    }

    private static func combine(_ parts: [NormalizationGradients]) {
        for channel in 0..<parts[0].moments.channels {
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

    /// The gradient of the source, behind the meeting.
    func sourceStep(to destination: Memory) -> LoopStep {
        let (x, y, dy) = (normalization.source.floats, normalization.destination.floats, result.floats)
        let (shape, arguments) = (normalization.layout.shape, normalization.arguments)
        let (scale, shift) = (totals.scale.floats, totals.shift.floats)
        return LoopStep("data gradient of \(normalization.purpose)", buffers: buffers + [destination.buffer]) {
            [moments, dx = destination.floats] in
            onecycle_normalize_backward(x, y, dy, dx, shape, arguments, scale, shift, Double(moments.count))
        }
    }
}
