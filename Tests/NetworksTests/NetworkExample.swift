import Networks
import OneDNN
import Testing

/// A network with weights and a batch of images, all fixed by the shapes.
struct NetworkExample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var definition: NetworkDefinition
    var batchSize: Int

    /// Values that single precision holds exactly, so that both computations start from the same.
    private static func values(_ count: Int, from low: Double, to high: Double, seed: UInt64) -> [Double] {
        var state = seed &* 2_654_435_761 &+ 12_345
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(Float(low + (high - low) * Double(state >> 40) / Double(1 << 24)))
        }
    }

    /// One tensor a parameter; biases above zero, so that ReLU lets most through.
    var weights: [[Double]] {
        definition.parameters.enumerated().map { index, parameter in
            let width = parameter.isBias ? 1 : (3 / Double(parameter.fanIn)).squareRoot()
            return Self.values(
                parameter.count, from: parameter.isBias ? 0.25 : -width, to: width, seed: UInt64(index + 1))
        }
    }

    /// Images [C, H, W] in 0...1.
    var images: [[Double]] {
        (0..<batchSize).map { Self.values(definition.input.count, from: 0, to: 1, seed: UInt64(100 + $0)) }
    }

    var labels: [Int] { (0..<batchSize).map { ($0 * 5 + 1) % definition.classes } }

    /// What oneDNN makes of it.
    /// - Parameter planned: the batch size that weights are laid out for.
    func compute(planned: Int) throws -> (logits: [[Float]], loss: Double, gradients: [[Float]]) {
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: planned, on: engine)
        try parameters.load(weights.map { $0.map(Float.init) })
        let executable = try Executable(definition, batchSize: batchSize, .training, parameters, on: engine)
        fill(executable)
        try executable.forward()
        let rows = executable.logits
        let logits = (0..<batchSize).map { row in
            (0..<definition.classes).map { rows.floats[row * rows.stride + $0] }
        }
        var labels = labels.map(Int32.init)
        let loss = labels.withUnsafeMutableBufferPointer { labels in
            SoftmaxCrossEntropy.evaluate(
                executable.logits, labels: labels, classes: definition.classes, gradients: executable.logitGradients
            ).loss
        }
        try executable.backward()
        return (logits, loss / Double(batchSize), try parameters.plainGradients())
    }

    /// Logits without a backward pass.
    func infer(planned: Int) throws -> [[Float]] {
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: planned, on: engine)
        try parameters.load(weights.map { $0.map(Float.init) })
        let executable = try Executable(definition, batchSize: batchSize, .inference, parameters, on: engine)
        fill(executable)
        try executable.forward()
        let rows = executable.logits
        return (0..<batchSize).map { row in
            (0..<definition.classes).map { rows.floats[row * rows.stride + $0] }
        }
    }

    private func fill(_ executable: Executable) {
        let channels = definition.input.channels
        let plane = definition.input.height * definition.input.width
        for (number, image) in images.enumerated() {
            let start = executable.input + number * image.count
            for channel in 0..<channels {
                for pixel in 0..<plane {
                    let place = executable.inputLayout == .nhwc ? pixel * channels + channel : channel * plane + pixel
                    start[place] = Float(image[channel * plane + pixel])
                }
            }
        }
    }
}

/// A convolution as a layer.
func conv(_ out: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true) -> Layer {
    .convolution(out: out, window: Window(kernel: kernel, stride: stride, padding: padding), bias: bias)
}
