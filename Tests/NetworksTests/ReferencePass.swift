import Foundation
import Networks
import OneDNN

/// One forward pass of the reference network, layer by layer.
struct ReferencePass {
    let weights: [String: [Double]]
    let kept: [[[Bool]]]
    let running: [String: ReferenceNetwork.Statistics]?
    private(set) var statistics: [String: ReferenceNetwork.Statistics] = [:]
    private(set) var margin = Double.infinity
    private(set) var amplification = 0.0
    private(set) var gain = 0.0
    private var dropouts = 0

    init(weights: [String: [Double]], kept: [[[Bool]]], running: [String: ReferenceNetwork.Statistics]?) {
        self.weights = weights
        self.kept = kept
        self.running = running
    }

    mutating func run(_ layers: [Layer], of input: ReferenceBatch, _ path: String) -> ReferenceBatch {
        var batch = input
        for (index, layer) in layers.enumerated() { batch = run(layer, of: batch, path + "\(index)") }
        return batch
    }

    private mutating func run(_ layer: Layer, of batch: ReferenceBatch, _ path: String) -> ReferenceBatch {
        switch layer {
        case .convolution(let out, let window, _): return convolution(batch, path, out, window)
        case .linear(let out, _): return linear(batch, path, out)
        case .batchNorm: return batchNorm(batch, path)
        case .activation(let activation): return self.activation(activation, batch)
        case .pool(let pooling, let window): return pool(batch, pooling, window)
        case .globalAveragePool:
            let plane = batch.plane
            let image = ImageShape(channels: batch.channels, height: 1, width: 1)
            let values = batch.values.map { sample in
                (0..<image.channels).map { channel in
                    sample[channel * plane..<(channel + 1) * plane].reduce(0, +) / Double(plane)
                }
            }
            return ReferenceBatch(shape: .image(image), values: values)
        case .flatten: return ReferenceBatch(shape: .flat(batch.shape.count), values: batch.values)
        case .dropout(let p): return dropout(batch) { $1 ? $0 / (1 - p) : 0 }
        case .alphaDropout(let p):
            // Klambauer et al., section 3: to alpha' = -lambda alpha, then a x + b.
            let limit = -1.0507009873554805 * 1.6732632423543772
            let a = 1 / ((1 - p) * (1 + p * limit * limit)).squareRoot()
            let b = -a * p * limit
            return dropout(batch) { a * ($1 ? $0 : limit) + b }
        case .residual(let layers, let shortcut):
            let main = run(layers, of: batch, path + ".layers.")
            let side = run(shortcut, of: batch, path + ".shortcut.")
            return ReferenceBatch(
                shape: main.shape, values: zip(main.values, side.values).map { zip($0, $1).map { $0 + $1 } })
        }
    }

    private func linear(_ batch: ReferenceBatch, _ path: String, _ out: Int) -> ReferenceBatch {
        let inputs = batch.shape.count
        let matrix = weights[path + ".weight"] ?? []
        let biases = weights[path + ".bias"] ?? [Double](repeating: 0, count: out)
        let values = batch.values.map { sample in
            (0..<out).map { row in
                (0..<inputs).reduce(biases[row]) { $0 + matrix[row * inputs + $1] * sample[$1] }
            }
        }
        return ReferenceBatch(shape: .flat(out), values: values)
    }

    private mutating func batchNorm(_ batch: ReferenceBatch, _ path: String) -> ReferenceBatch {
        let (channels, plane) = (batch.channels, batch.plane)
        let scales = weights[path + ".weight"] ?? []
        let shifts = weights[path + ".bias"] ?? []
        let count = Double(batch.values.count * plane)
        var seen = ReferenceNetwork.Statistics(mean: [], variance: [])
        var result = batch
        for channel in 0..<channels {
            let places = channel * plane..<(channel + 1) * plane
            let all = batch.values.flatMap { $0[places] }
            var mean = all.reduce(0, +) / count
            var variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            seen.mean.append(mean)
            seen.variance.append(count > 1 ? variance * count / (count - 1) : variance)
            if let running = running?[path] { (mean, variance) = (running.mean[channel], running.variance[channel]) }
            let factor = scales[channel] / (variance + 1e-5).squareRoot()
            gain = max(gain, abs(factor))
            // Values that are all the same stay so in any precision.
            if variance > 1e-20 {
                let largest = all.map(abs).max() ?? 0
                amplification = max(amplification, largest / (variance + 1e-5).squareRoot())
            }
            for sample in batch.values.indices {
                for place in places {
                    result.values[sample][place] = (batch.values[sample][place] - mean) * factor + shifts[channel]
                }
            }
        }
        statistics[path] = seen
        return result
    }

    private mutating func activation(_ activation: Activation, _ batch: ReferenceBatch) -> ReferenceBatch {
        let hasKink =
            switch activation {
            case .relu, .leakyReLU, .selu: true
            case .elu(let alpha): alpha != 1
            case .gelu, .silu, .tanh, .sigmoid, .custom: false
            }
        // A value of exactly zero came from another such layer, and stays where it is.
        if hasKink { for sample in batch.values { for x in sample where x != 0 { margin = min(margin, abs(x)) } } }
        return batch.mapped(Self.function(of: activation))
    }

    private static func function(of activation: Activation) -> (Double) -> Double {
        switch activation {
        case .relu: return { max(0, $0) }
        case .leakyReLU(let slope): return { $0 > 0 ? $0 : Double(slope) * $0 }
        case .elu(let alpha): return { $0 > 0 ? $0 : Double(alpha) * expm1($0) }
        case .selu: return { 1.0507009873554805 * ($0 > 0 ? $0 : 1.6732632423543772 * expm1($0)) }
        case .gelu: return { $0 * (1 + erf($0 / 2.0.squareRoot())) / 2 }
        case .silu: return { $0 / (1 + exp(-$0)) }
        case .tanh: return { Foundation.tanh($0) }
        case .sigmoid: return { 1 / (1 + exp(-$0)) }
        case .custom(let function):
            // Those of `ActivationTests.custom`, in double precision.
            return function.name == "softsign" ? { $0 / (1 + abs($0)) } : { cos($0) }
        }
    }

    /// - Parameter change: the new value of a value that is kept or dropped.
    private mutating func dropout(_ batch: ReferenceBatch, _ change: (Double, Bool) -> Double) -> ReferenceBatch {
        defer { dropouts += 1 }
        guard dropouts < kept.count, running == nil else { return batch }
        let flags = kept[dropouts]
        return ReferenceBatch(shape: batch.shape, values: zip(batch.values, flags).map { zip($0, $1).map(change) })
    }

    // MARK: Windows

    /// Each window of each channel: the places it covers within the image, by output row and column.
    private static func windows(_ image: ImageShape, _ window: Window) -> (height: Int, width: Int, places: [[Int]]) {
        let height = (image.height + 2 * window.padding - window.kernel) / window.stride + 1
        let width = (image.width + 2 * window.padding - window.kernel) / window.stride + 1
        var places: [[Int]] = []
        for row in 0..<height {
            for column in 0..<width {
                var covered: [Int] = []
                for y in 0..<window.kernel {
                    for x in 0..<window.kernel {
                        let (top, left) = (
                            row * window.stride + y - window.padding, column * window.stride + x - window.padding
                        )
                        let isInside = (0..<image.height).contains(top) && (0..<image.width).contains(left)
                        covered.append(isInside ? top * image.width + left : -1)
                    }
                }
                places.append(covered)
            }
        }
        return (height, width, places)
    }

    private func convolution(_ batch: ReferenceBatch, _ path: String, _ out: Int, _ window: Window) -> ReferenceBatch {
        let image = batch.image
        let (height, width, places) = Self.windows(image, window)
        let kernel = weights[path + ".weight"] ?? []
        let biases = weights[path + ".bias"] ?? [Double](repeating: 0, count: out)
        let (plane, area) = (batch.plane, window.kernel * window.kernel)
        let values = batch.values.map { sample in
            var result: [Double] = []
            result.reserveCapacity(out * places.count)
            for channel in 0..<out {
                for covered in places {
                    var sum = biases[channel]
                    for input in 0..<image.channels {
                        let start = (channel * image.channels + input) * area
                        for tap in 0..<area where covered[tap] >= 0 {
                            sum += kernel[start + tap] * sample[input * plane + covered[tap]]
                        }
                    }
                    result.append(sum)
                }
            }
            return result
        }
        return ReferenceBatch(
            shape: .image(ImageShape(channels: out, height: height, width: width)), values: values)
    }

    private mutating func pool(_ batch: ReferenceBatch, _ pooling: Pooling, _ window: Window) -> ReferenceBatch {
        let image = batch.image
        let (height, width, places) = Self.windows(image, window)
        let plane = batch.plane
        var values: [[Double]] = []
        for sample in batch.values {
            var result: [Double] = []
            for channel in 0..<image.channels {
                for covered in places {
                    let inside = covered.filter { $0 >= 0 }.map { sample[channel * plane + $0] }
                    switch pooling {
                    case .average: result.append(inside.reduce(0, +) / Double(covered.count))
                    case .maximum:
                        var (largest, second) = (-Double.infinity, -Double.infinity)
                        for value in inside {
                            if value > largest {
                                (largest, second) = (value, largest)
                            } else {
                                second = max(second, value)
                            }
                        }
                        // Equal values to the last bit are zeros of a ReLU, which no gradient passes, or one value that
                        // earlier windows shared. Either place leads to it.
                        if largest != second { margin = min(margin, largest - second) }
                        result.append(largest)
                    }
                }
            }
            values.append(result)
        }
        return ReferenceBatch(
            shape: .image(ImageShape(channels: image.channels, height: height, width: width)), values: values)
    }
}
