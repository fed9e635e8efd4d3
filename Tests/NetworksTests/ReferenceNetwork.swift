import Foundation
import Networks
import OneDNN

/// The same network in double precision and plain loops, to hold the fast one against.
struct ReferenceNetwork {
    let definition: NetworkDefinition

    /// Logits of one image.
    /// - Parameters:
    ///   - weights: of the definition's parameters, in its order.
    ///   - image: [C, H, W].
    func logits(_ weights: [[Double]], image: [Double]) -> [Double] {
        var shape = definition.input
        var values = image
        var next = 0
        for layer in definition.layers {
            switch layer {
            case .convolution(let out, let window, let bias):
                let biases = bias ? weights[next + 1] : [Double](repeating: 0, count: out)
                (values, shape) = convolution(values, shape, weights[next], biases, window)
                next += bias ? 2 : 1
            case .activation(.relu):
                values = values.map { max(0, $0) }
            case .globalAveragePool:
                let plane = shape.height * shape.width
                values = (0..<shape.channels).map { channel in
                    values[channel * plane..<(channel + 1) * plane].reduce(0, +) / Double(plane)
                }
                shape = ImageShape(channels: shape.channels, height: 1, width: 1)
            case .flatten:
                shape = ImageShape(channels: values.count, height: 1, width: 1)
            }
        }
        return values
    }

    /// Mean cross-entropy of a batch.
    func loss(_ weights: [[Double]], images: [[Double]], labels: [Int]) -> Double {
        zip(images, labels).reduce(0) { sum, sample in
            let logits = logits(weights, image: sample.0)
            let shift = logits.max() ?? 0
            return sum + log(logits.reduce(0) { $0 + exp($1 - shift) }) + shift - logits[sample.1]
        } / Double(images.count)
    }

    /// The loss's gradient by central differences, one parameter at a time.
    func gradients(_ weights: [[Double]], images: [[Double]], labels: [Int]) -> [[Double]] {
        var weights = weights
        let width = 1e-6
        var gradients = weights
        for tensor in weights.indices {
            for index in weights[tensor].indices {
                let value = weights[tensor][index]
                weights[tensor][index] = value + width
                let above = loss(weights, images: images, labels: labels)
                weights[tensor][index] = value - width
                let below = loss(weights, images: images, labels: labels)
                weights[tensor][index] = value
                gradients[tensor][index] = (above - below) / (2 * width)
            }
        }
        return gradients
    }

    private func convolution(
        _ values: [Double], _ shape: ImageShape, _ weights: [Double], _ biases: [Double], _ window: Window
    ) -> ([Double], ImageShape) {
        let kernel = window.kernel
        let height = (shape.height + 2 * window.padding - kernel) / window.stride + 1
        let width = (shape.width + 2 * window.padding - kernel) / window.stride + 1
        var result: [Double] = []
        for (out, bias) in biases.enumerated() {
            for row in 0..<height {
                for column in 0..<width {
                    var sum = bias
                    for channel in 0..<shape.channels {
                        for y in 0..<kernel {
                            for x in 0..<kernel {
                                let sourceRow = row * window.stride + y - window.padding
                                let sourceColumn = column * window.stride + x - window.padding
                                guard (0..<shape.height).contains(sourceRow), (0..<shape.width).contains(sourceColumn)
                                else { continue }
                                let weight = weights[((out * shape.channels + channel) * kernel + y) * kernel + x]
                                sum +=
                                    weight * values[(channel * shape.height + sourceRow) * shape.width + sourceColumn]
                            }
                        }
                    }
                    result.append(sum)
                }
            }
        }
        return (result, ImageShape(channels: biases.count, height: height, width: width))
    }
}
