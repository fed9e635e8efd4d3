import Foundation
import Networks
import OneDNN

/// The same network in double precision and plain loops, to hold the fast one against.
struct ReferenceNetwork {
    let definition: NetworkDefinition
    /// The values that each dropout keeps, a flag per value of each sample; empty without dropout.
    var kept: [[[Bool]]] = []
    /// Mean and variance of each batch normalization by path, for evaluation; nil for training.
    var running: [String: Statistics]?

    /// Of each channel.
    struct Statistics {
        var mean: [Double]
        var variance: [Double]
    }

    /// The results of a forward pass over a batch.
    struct Result {
        /// One row per sample.
        var logits: [[Double]]
        /// Mean and unbiased variance of the batch by path of each batch normalization.
        var statistics: [String: Statistics]
        /// Distance of the nearest value to a point without a derivative: 0 of a ReLU, a tie of a maximum.
        var margin: Double
        /// The largest ratio of a value to the deviation that a batch normalization divides it by. The rounding error of
        /// single precision grows by this factor.
        var amplification: Double
        /// The largest factor of a batch normalization: its scale, divided by the deviation. The rounding error of the
        /// gradient that it gets grows by this factor, and may be all that is left: of values that are the same in the
        /// whole batch, or of a batch of two or three, the gradient itself cancels.
        var gain: Double
    }

    /// - Parameters:
    ///   - weights: of the definition's parameters, in its order.
    ///   - images: [C, H, W] each.
    func forward(_ weights: [[Double]], images: [[Double]]) -> Result {
        let names = definition.parameters.map(\.name)
        var pass = ReferencePass(
            weights: Dictionary(zip(names, weights)) { $1 }, kept: kept, running: running)
        let output = pass.run(
            definition.layers, of: ReferenceBatch(shape: .image(definition.input), values: images), "")
        return Result(
            logits: output.values, statistics: pass.statistics, margin: pass.margin,
            amplification: pass.amplification, gain: pass.gain)
    }

    /// Mean cross-entropy of a batch.
    func loss(_ weights: [[Double]], images: [[Double]], labels: [Int]) -> Double {
        zip(forward(weights, images: images).logits, labels).reduce(0) { sum, sample in
            let (logits, label) = sample
            let shift = logits.max() ?? 0
            return sum + log(logits.reduce(0) { $0 + exp($1 - shift) }) + shift - logits[label]
        } / Double(images.count)
    }

    /// The loss's gradient by central differences, one parameter at a time: tensor, index and value of each.
    /// - Parameter most: how many values of a tensor are taken at most, evenly spread.
    func gradients(_ weights: [[Double]], images: [[Double]], labels: [Int], most: Int = 24)
        -> [(tensor: Int, index: Int, value: Double)]
    {
        var weights = weights
        let width = 1e-6
        var gradients: [(tensor: Int, index: Int, value: Double)] = []
        for tensor in weights.indices {
            let count = weights[tensor].count
            for place in 0..<min(most, count) {
                let index = count <= most ? place : place * (count - 1) / (most - 1)
                let value = weights[tensor][index]
                weights[tensor][index] = value + width
                let above = loss(weights, images: images, labels: labels)
                weights[tensor][index] = value - width
                let below = loss(weights, images: images, labels: labels)
                weights[tensor][index] = value
                gradients.append((tensor, index, (above - below) / (2 * width)))
            }
        }
        return gradients
    }
}

/// A batch of values between two layers.
struct ReferenceBatch {
    var shape: FeatureShape
    /// [C, H, W] or [F], one array per sample.
    var values: [[Double]]

    var channels: Int {
        switch shape {
        case .image(let image): image.channels
        case .flat(let count): count
        }
    }

    /// Pixels of a channel.
    var plane: Int { shape.count / channels }

    /// The image's shape; flat values are pixels of one channel each.
    var image: ImageShape {
        switch shape {
        case .image(let image): image
        case .flat(let count): ImageShape(channels: count, height: 1, width: 1)
        }
    }

    func mapped(_ change: (Double) -> Double) -> ReferenceBatch {
        ReferenceBatch(shape: shape, values: values.map { $0.map(change) })
    }
}
