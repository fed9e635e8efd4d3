import Networks
import OneDNN
import TestSupport
import Testing

/// A network with weights and a batch of images, all fixed by the shapes and a seed.
struct NetworkExample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var definition: NetworkDefinition
    var batchSize: Int
    /// Of weights and images.
    var seed: UInt64 = 0
    /// Of the dropouts.
    var randomness: UInt64 = 0

    /// Values that single precision holds exactly, so that both computations start from the same.
    private func values(_ count: Int, from low: Double, to high: Double, _ purpose: Int) -> [Double] {
        var numbers = Congruential(state: (UInt64(purpose) &+ seed &* 7919) &* 2_654_435_761 &+ 12_345)
        return (0..<count).map { _ in
            Double(Float(low + (high - low) * Double(numbers.next() >> 40) / Double(1 << 24)))
        }
    }

    /// One tensor per parameter; more biases above zero than below, so that ReLU lets most through.
    var weights: [[Double]] {
        definition.parameters.enumerated().map { index, parameter in
            let width = (3 / Double(parameter.fanIn)).squareRoot()
            let (low, high) =
                switch parameter.role {
                case .weight: (-width, width)
                case .bias: (-0.25, 0.75)
                case .scale: (0.5, 1.5)
                case .shift: (-0.25, 0.75)
                }
            return values(parameter.count, from: low, to: high, index + 1)
        }
    }

    /// Images [C, H, W] in -0.5...1.
    var images: [[Double]] {
        (0..<batchSize).map { values(definition.input.count, from: -0.5, to: 1, 100 + $0) }
    }

    var labels: [Int] { (0..<batchSize).map { ($0 * 5 + 1) % definition.classes } }

    /// The results of a step.
    struct Computed {
        var logits: [[Float]]
        /// Mean over the batch.
        var loss: Double
        /// In plain order.
        var gradients: [[Float]]
    }

    /// Parameters with the example's weights.
    /// - Parameter planned: the batch size that weights are laid out for.
    func parameters(planned: Int, on engine: Engine) throws -> Parameters {
        let parameters = try Parameters(for: definition, batchSize: planned, on: engine)
        try parameters.load(weights.map { $0.map(Float.init) })
        return parameters
    }

    /// oneDNN's results in training.
    func compute(planned: Int? = nil) throws -> Computed {
        let engine = try Engine()
        let parameters = try parameters(planned: planned ?? batchSize, on: engine)
        let network = try CompiledNetwork(definition, batchSize: batchSize, .training, parameters, on: engine)
        return try compute(network, parameters)
    }

    /// One forward and one backward pass.
    /// - Parameter part: images that `network` computes, of the batch; nil: all. The loss is then their share of the mean.
    func compute(_ network: CompiledNetwork, _ parameters: Parameters, _ part: Range<Int>? = nil, step: Int = 0)
        throws -> Computed
    {
        fill(network, Array(images[part ?? 0..<batchSize]))
        return try pass(network, parameters, part, step: step)
    }

    /// The same for images that `network` has already.
    func pass(_ network: CompiledNetwork, _ parameters: Parameters, _ part: Range<Int>? = nil, step: Int = 0)
        throws -> Computed
    {
        let part = part ?? 0..<batchSize
        network.setRandomness(seed: randomness, step: step)
        try network.forward()
        let logits = rows(network)
        let labels = labels[part].map(Int32.init)
        let loss = labels.withUnsafeBufferPointer { labels in
            SoftmaxCrossEntropy.evaluate(
                network.logits, labels: labels, classes: definition.classes, batchSize: batchSize,
                gradients: network.logitGradients
            ).loss
        }
        try network.backward()
        return Computed(logits: logits, loss: loss / Double(batchSize), gradients: try parameters.plainGradients())
    }

    /// Logits without a backward pass.
    func infer(planned: Int? = nil) throws -> [[Float]] {
        let engine = try Engine()
        return try infer(parameters(planned: planned ?? batchSize, on: engine), on: engine)
    }

    /// Likewise, with the values of `parameters`.
    func infer(_ parameters: Parameters, on engine: Engine) throws -> [[Float]] {
        let network = try CompiledNetwork(definition, batchSize: batchSize, .inference, parameters, on: engine)
        fill(network, images)
        try network.forward()
        return rows(network)
    }

    private func rows(_ network: CompiledNetwork) -> [[Float]] {
        (0..<network.batchSize).map { row in
            (0..<definition.classes).map { network.logits.floats[row * network.logits.stride + $0] }
        }
    }

    /// Copies `images` to the input of `network`.
    func fill(_ network: CompiledNetwork, _ images: [[Double]]) {
        let channels = definition.input.channels
        let plane = definition.input.height * definition.input.width
        for (number, image) in images.enumerated() {
            let start = network.input + number * image.count
            for channel in 0..<channels {
                for pixel in 0..<plane {
                    let place = network.inputIsChannelsLast ? pixel * channels + channel : channel * plane + pixel
                    start[place] = Float(image[channel * plane + pixel])
                }
            }
        }
    }
}

/// None of the seeds tried gives values that differences can be taken of.
struct NoSuitableData: Error {}

extension NetworkExample {
    /// A network of `layers` with data that keeps away from points without a derivative.
    init(_ name: String, _ input: ImageShape, classes: Int, _ layers: [Layer], batchSize: Int) throws {
        self.init(
            testDescription: "\(name), batch \(batchSize)",
            definition: try NetworkDefinition(input: input, classes: classes, layers: layers), batchSize: batchSize)
        try moveFromKinks()
    }

    /// Takes the first seed whose values all lie so far from kinks that differences do not cross them. Its batch
    /// normalizations must not amplify rounding.
    mutating func moveFromKinks() throws {
        let reference = ReferenceNetwork(definition: definition)
        for candidate in 0..<30 {
            seed = UInt64(candidate)
            let result = reference.forward(weights, images: images)
            guard result.amplification < 12 else { continue }
            // Logits of zero are those of a network whose last ReLUs let nothing through.
            if result.margin > 2e-5, result.logits.joined().contains(where: { $0 != 0 }) { return }
        }
        throw NoSuitableData()
    }

    /// Holds logits, loss and gradients of a step against the reference.
    func expectAgreement(
        _ computed: Computed, with reference: ReferenceNetwork, most: Int = 24,
        at location: SourceLocation = #_sourceLocation
    ) {
        let forward = reference.forward(weights, images: images)
        expectClose(computed.logits, forward.logits, at: location)
        let loss = reference.loss(weights, images: images, labels: labels)
        #expect(abs(computed.loss - loss) < 1e-5 * max(1, loss), "loss", sourceLocation: location)

        let differences = reference.gradients(weights, images: images, labels: labels, most: most)
        // The rounding error of single precision, and its growth in a batch normalization: of the values, and of the
        // gradient. In 2,300 random networks the error was at most 0.8 of this.
        let rounding = max(5e-6 * max(1, forward.amplification / 4), 4 * 0x1p-24 * forward.gain)
        let largest = differences.map { abs($0.value) }.max() ?? 0
        #expect(largest > 1e-3, "an example without a gradient shows nothing", sourceLocation: location)
        var wrong: [String] = []
        for (tensor, index, value) in differences {
            let found = Double(computed.gradients[tensor][index])
            if !(abs(found - value) < 1e-4 * abs(value) + rounding * max(1, largest)) {
                wrong.append("\(definition.parameters[tensor].name)[\(index)] is \(found), not \(value)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(3))", sourceLocation: location)
    }

    /// Holds logits against the reference's.
    func expectClose(_ found: [[Float]], _ wanted: [[Double]], at location: SourceLocation = #_sourceLocation) {
        #expect(found.count == wanted.count, sourceLocation: location)
        for (row, (left, right)) in zip(found, wanted).enumerated() {
            let deviation = zip(left, right).map { abs(Double($0) - $1) / max(1, abs($1)) }.max() ?? 1
            #expect(!(deviation >= 1e-5) && !deviation.isNaN, "logits of sample \(row)", sourceLocation: location)
        }
    }

    /// Computes a step and holds it against the reference.
    func expectAgreement(planned: Int? = nil, most: Int = 24, at location: SourceLocation = #_sourceLocation) throws {
        expectAgreement(
            try compute(planned: planned), with: ReferenceNetwork(definition: definition), most: most, at: location)
    }
}

/// A convolution as a layer.
func conv(_ out: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true) -> Layer {
    .convolution(out: out, window: Window(kernel: kernel, stride: stride, padding: padding), bias: bias)
}

/// A maximum pooling as a layer.
func maxPool(_ kernel: Int, stride: Int? = nil, padding: Int = 0) -> Layer {
    .pool(.maximum, Window(kernel: kernel, stride: stride ?? kernel, padding: padding))
}

/// An average pooling as a layer.
func averagePool(_ kernel: Int, stride: Int? = nil, padding: Int = 0) -> Layer {
    .pool(.average, Window(kernel: kernel, stride: stride ?? kernel, padding: padding))
}
