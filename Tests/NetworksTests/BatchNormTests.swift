import Networks
import OneDNN
import Testing

@Suite("Batch normalization")
struct BatchNormTests {
    static let networks: [(name: String, layers: [Layer])] = [
        ("of images", [.batchNorm, conv(4, 3)]),
        ("behind conv", [conv(5, 3, bias: false), .batchNorm, .activation(.relu), conv(4, 2)]),
        ("behind conv of whole blocks", [conv(16, 3, bias: false), .batchNorm, conv(4, 2)]),
        ("behind ReLU", [conv(5, 3), .activation(.relu), .batchNorm]),
        ("of flat values", [.flatten, .linear(out: 7, bias: false), .batchNorm, .activation(.relu)]),
        ("twice", [conv(5, 3), .batchNorm, .batchNorm]),
        ("behind max_pool", [conv(5, 3), maxPool(2), .batchNorm, .activation(.selu)]),
        ("behind global_avg_pool", [conv(5, 3), .globalAveragePool, .batchNorm, .activation(.relu)]),
        (
            "in both sides of a residual",
            [conv(5, 3), .residual(layers: [.batchNorm, conv(5, 1)], shortcut: [.batchNorm]), .batchNorm]
        ),
    ]

    static let examples: [NetworkExample] = networks.flatMap { network in
        [3, 17].compactMap { size in
            try? NetworkExample(
                network.name, ImageShape(channels: 3, height: 6, width: 5), classes: 3,
                network.layers + LayerTests.end, batchSize: size)
        }
    }

    @Test("forward and gradients", arguments: examples)
    func agreement(example: NetworkExample) throws { try example.expectAgreement() }

    @Test("running statistics after several batches, seen by evaluation", arguments: examples)
    func running(example: NetworkExample) throws {
        let engine = try Engine()
        let parameters = try example.parameters(planned: example.batchSize, on: engine)
        let training = try CompiledNetwork(
            example.definition, batchSize: example.batchSize, .training, parameters, on: engine)
        var reference = ReferenceNetwork(definition: example.definition)
        var running = [String: ReferenceNetwork.Statistics].untrained(example.definition)
        for batch in 0..<5 {
            var other = example
            other.seed = UInt64(200 + batch)
            // The weights stay those of `example`: only the images differ.
            other.fill(training, other.images)
            try training.forward()
            let seen = reference.forward(example.weights, images: other.images).statistics
            for (path, statistics) in seen {
                func moved(_ old: [Double]?, _ new: [Double]) -> [Double] {
                    zip(old ?? [], new).map { 0.9 * $0 + 0.1 * $1 }
                }
                running[path] = .init(
                    mean: moved(running[path]?.mean, statistics.mean),
                    variance: moved(running[path]?.variance, statistics.variance))
            }
        }
        reference.running = running
        let wanted = reference.forward(example.weights, images: example.images).logits
        example.expectClose(try example.infer(parameters, on: engine), wanted)

        // Evaluation leaves them as they are, whatever its batch size, and training does not use them.
        var single = example
        single.batchSize = 1
        single.expectClose(try single.infer(parameters, on: engine), Array(wanted.prefix(1)))
        example.expectClose(try example.infer(parameters, on: engine), wanted)
        reference.running = nil
        example.expectAgreement(try example.compute(training, parameters), with: reference, most: 4)
    }

    @Test("by hand: one channel of two samples")
    func byHand() throws {
        let pixel = ImageShape(channels: 1, height: 1, width: 1)
        let definition = try NetworkDefinition(
            input: pixel, classes: 1, layers: [.batchNorm, conv(1, 1, bias: false), .flatten])
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: 2, on: engine)
        try parameters.load([[2], [0.5], [1]])
        let training = try CompiledNetwork(definition, batchSize: 2, .training, parameters, on: engine)
        let stride = training.logits.stride
        for pair in [(Float(1), Float(5)), (3, -1)] {
            (training.input[0], training.input[1]) = pair
            try training.forward()
            // Means 3 and 1, biased variance 4 both times.
            let unit: Float = pair.0 < pair.1 ? -1 : 1
            #expect(abs(training.logits.floats[0] - (2 * unit + 0.5)) < 1e-5)
            #expect(abs(training.logits.floats[stride] - (-2 * unit + 0.5)) < 1e-5)
        }
        // Running mean 0 -> 0.3 -> 0.37; the unbiased variance is 8: 1 -> 1.7 -> 2.33.
        let inference = try CompiledNetwork(definition, batchSize: 1, .inference, parameters, on: engine)
        inference.input[0] = 4
        try inference.forward()
        #expect(abs(Double(inference.logits.floats[0]) - (2 * (4 - 0.37) / 2.33001.squareRoot() + 0.5)) < 1e-5)
    }
}
