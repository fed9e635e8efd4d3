import Networks
import OneDNN

/// How large a list of layers makes a network, in doubles: no list overflows them. What is no network at all is for
/// `NetworkDefinition` to say.
struct NetworkSize {
    /// Most values that a layer gives for one image.
    static let valueLimit = 1 << 24
    /// Most weights of a network: a gibibyte of them.
    static let weightLimit = 1 << 28

    /// The first layer that is too much, nil where there is none.
    static func excess(of layers: [Layer], on image: ImageShape) -> Excess? {
        var size = NetworkSize()
        let shape = Shape(channels: Double(image.channels), height: Double(image.height), width: Double(image.width))
        do {
            _ = try size.visit(layers, shape, path: "")
            return nil
        } catch {
            return error
        }
    }

    /// A layer that is too much.
    struct Excess: Error {
        /// "3.layers.0"
        var path: String
        var type: String
        /// The network's weights so far, or the values the layer gives.
        var isOfWeights: Bool
        var count: Double
        var limit: Int
    }

    /// C, H and W; of flat values C alone counts.
    private struct Shape {
        var channels: Double
        var height: Double
        var width: Double

        var count: Double { channels * height * width }

        func windowed(_ window: Window, channels: Double) -> Shape {
            func places(_ size: Double) -> Double {
                let free = size + Double(2 * window.padding - window.kernel)
                return max(0, (free / Double(window.stride)).rounded(.down) + 1)
            }
            return Shape(channels: channels, height: places(height), width: places(width))
        }
    }

    private var weights = 0.0

    private mutating func visit(_ layers: [Layer], _ input: Shape, path: String) throws(Excess) -> Shape {
        var shape = input
        for (index, layer) in layers.enumerated() { shape = try visit(layer, shape, path: path + "\(index)") }
        return shape
    }

    private mutating func visit(_ layer: Layer, _ input: Shape, path: String) throws(Excess) -> Shape {
        var output = input
        switch layer {
        case .convolution(let out, let window, _):
            output = input.windowed(window, channels: Double(out))
            weights += Double(out) * input.channels * Double(window.kernel * window.kernel)
        case .pool(_, let window):
            output = input.windowed(window, channels: input.channels)
        case .linear(let out, _):
            output = Shape(channels: Double(out), height: 1, width: 1)
            weights += Double(out) * input.count
        case .globalAveragePool:
            output = Shape(channels: input.channels, height: 1, width: 1)
        case .flatten:
            output = Shape(channels: input.count, height: 1, width: 1)
        case .residual(let layers, let shortcut):
            output = try visit(layers, input, path: path + ".layers.")
            _ = try visit(shortcut, input, path: path + ".shortcut.")
        case .batchNorm, .activation, .dropout, .alphaDropout: break
        }
        for (isOfWeights, count, limit) in [
            (false, output.count, Self.valueLimit), (true, weights, Self.weightLimit),
        ] where count > Double(limit) {
            throw Excess(path: path, type: layer.type, isOfWeights: isOfWeights, count: count, limit: limit)
        }
        return output
    }
}
