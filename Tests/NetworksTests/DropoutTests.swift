import Networks
import OneDNN
import Testing

@Suite("Dropout")
struct DropoutTests {
    /// The place of a dropout between the layers that make values and those that make logits.
    enum Place: CaseIterable, CustomTestStringConvertible {
        case flat, image, imageOfBlocks, behindActivation, behindMaxPool, behindFlatten

        var testDescription: String { "\(self)" }

        /// Layers before the dropout, on an image of 2x4x3, to 12 values.
        var before: [Layer] {
            switch self {
            case .flat: [.flatten, .linear(out: 12, bias: true)]
            case .image: [conv(3, 2, stride: 2, padding: 1), maxPool(1), averagePool(2, stride: 1)]
            case .imageOfBlocks: [conv(16, 3, stride: 2)]
            case .behindActivation: [conv(6, 3), .activation(.tanh)]
            case .behindMaxPool: [conv(6, 2), maxPool(2, stride: 1)]
            case .behindFlatten: [conv(6, 3), .flatten]
            }
        }
    }

    static let input = ImageShape(channels: 2, height: 4, width: 3)

    /// A network whose logits are the dropout's output, through a linear layer of weights 1 and 0.
    private func probe(_ place: Place, _ dropout: Layer, batchSize: Int) throws -> NetworkExample {
        let before = place.before
        var count = 0
        do {
            _ = try NetworkDefinition(input: Self.input, classes: 0, layers: before)
        } catch .wrongOutput(let shape, _) {
            count = shape.count
        }
        let ending: [Layer] = [dropout, .flatten, .linear(out: count, bias: true)]
        return try NetworkExample(
            "\(place)", Self.input, classes: count, before + ending, batchSize: batchSize)
    }

    /// The output of `example`'s dropout in training, and the output without it.
    private func values(_ example: NetworkExample, randomness: UInt64, step: Int) throws
        -> (dropped: [[Float]], plain: [[Float]])
    {
        let engine = try Engine()
        let parameters = try example.parameters(planned: example.batchSize, on: engine)
        let classes = example.definition.classes
        var tensors = example.weights.map { $0.map(Float.init) }
        tensors[tensors.count - 2] = (0..<classes * classes).map { $0 / classes == $0 % classes ? 1 : 0 }
        tensors[tensors.count - 1] = .init(repeating: 0, count: classes)
        try parameters.load(tensors)
        let network = try CompiledNetwork(
            example.definition, batchSize: example.batchSize, .training, parameters, on: engine)
        var example = example
        example.randomness = randomness
        let dropped = try example.compute(network, parameters, step: step).logits
        return (dropped, try example.infer(parameters, on: engine))
    }

    @Test(
        "drops its share, scales the rest; gradients pass through the same mask", arguments: Place.allCases, [1, 3, 17])
    func dropout(place: Place, batchSize: Int) throws {
        for p in [0.25, 0.5, 0.9] {
            var example = try probe(place, .dropout(p: p), batchSize: batchSize)
            let (dropped, plain) = try values(example, randomness: 7, step: 3)
            let kept = dropped.map { $0.map { $0 != 0 } }
            for (row, flags) in kept.enumerated() {
                for (index, isKept) in flags.enumerated() where isKept {
                    let wanted = plain[row][index] / Float(1 - p)
                    #expect(abs(dropped[row][index] - wanted) < 1e-5 * max(1, abs(wanted)))
                }
            }
            example.randomness = 7
            try expectAgreement(example, kept, step: 3)
        }
    }

    @Test(
        "alpha dropout drops to a limit; gradients pass through the same mask", arguments: Place.allCases, [1, 3, 17])
    func alphaDropout(place: Place, batchSize: Int) throws {
        for p in [0.1, 0.5] {
            var example = try probe(place, .alphaDropout(p: p), batchSize: batchSize)
            let (dropped, plain) = try values(example, randomness: 8, step: 2)
            let limit = -1.0507009873554805 * 1.6732632423543772
            let a = 1 / ((1 - p) * (1 + p * limit * limit)).squareRoot()
            let low = Float(a * limit - a * p * limit)
            let kept = dropped.map { $0.map { abs($0 - low) > 1e-6 } }
            for (row, flags) in kept.enumerated() {
                for (index, isKept) in flags.enumerated() where isKept {
                    let wanted = Float(a * (Double(plain[row][index]) - p * limit))
                    #expect(abs(dropped[row][index] - wanted) < 1e-5 * max(1, abs(wanted)))
                }
            }
            example.randomness = 8
            try expectAgreement(example, kept, step: 2)
        }
    }

    /// Holds a step with random last weights against the reference with the mask that was seen.
    private func expectAgreement(_ example: NetworkExample, _ kept: [[Bool]], step: Int) throws {
        let engine = try Engine()
        let parameters = try example.parameters(planned: example.batchSize, on: engine)
        let network = try CompiledNetwork(
            example.definition, batchSize: example.batchSize, .training, parameters, on: engine)
        var reference = ReferenceNetwork(definition: example.definition)
        reference.kept = [kept]
        example.expectAgreement(
            try example.compute(network, parameters, step: step), with: reference, most: 12)
        // Evaluation knows nothing of it.
        reference.kept = []
        example.expectClose(
            try example.infer(parameters, on: engine),
            reference.forward(example.weights, images: example.images).logits)
    }

    @Test("inside a residual, whose sides share values and gradients", arguments: [1, 3, 17])
    func residual(batchSize: Int) throws {
        let seen = try values(probe(.behindActivation, .dropout(p: 0.5), batchSize: batchSize), randomness: 6, step: 1)
        let kept = seen.dropped.map { $0.map { $0 != 0 } }
        let dropout = Layer.dropout(p: 0.5)
        let residuals: [Layer] = [
            .residual(layers: [dropout], shortcut: []), .residual(layers: [], shortcut: [dropout]),
            .residual(layers: [dropout, conv(6, 1), .activation(.selu)], shortcut: [.activation(.selu)]),
        ]
        for residual in residuals {
            var example = try NetworkExample(
                "residual", Self.input, classes: 3, Place.behindActivation.before + [residual] + LayerTests.end,
                batchSize: batchSize)
            example.randomness = 6
            try expectAgreement(example, kept, step: 1)
        }
    }

    @Test("the kept share is 1 - p", arguments: [0.01, 0.1, 0.5, 0.9, 0.99])
    func share(p: Double) throws {
        let example = try probe(.flat, .dropout(p: p), batchSize: 2000)
        let dropped = try values(example, randomness: 1, step: 0).dropped
        let share = Double(dropped.joined().count { $0 != 0 }) / 24000
        #expect(abs(share - (1 - p)) < 5 * (p * (1 - p) / 24000).squareRoot())
        // Each place by itself, over the samples.
        for index in 0..<12 {
            let share = Double(dropped.count { $0[index] != 0 }) / 2000
            #expect(abs(share - (1 - p)) < 5 * (p * (1 - p) / 2000).squareRoot(), "value \(index)")
        }
    }

    @Test("the same seed and step give the same mask, others another")
    func masks() throws {
        let example = try probe(.flat, .dropout(p: 0.5), batchSize: 64)
        func mask(_ seed: UInt64, _ step: Int) throws -> [Bool] {
            try values(example, randomness: seed, step: step).dropped.joined().map { $0 != 0 }
        }
        let first = try mask(1, 0)
        #expect(try mask(1, 0) == first)
        for (seed, step) in [(1, 1), (2, 0), (0, 1), (1, 1000), (1 << 40, 0), (1, 1 << 40)] as [(UInt64, Int)] {
            let same = zip(first, try mask(seed, step)).count { $0 == $1 }
            #expect(abs(Double(same) - 384) < 5 * 192.0.squareRoot(), "seed \(seed), step \(step)")
        }
    }

    @Test("two dropouts of one network draw apart")
    func apart() throws {
        // x -> dropout -> dropout keeps a quarter, not a half.
        var example = try NetworkExample(
            "twice", ImageShape(channels: 2, height: 4, width: 4), classes: 8,
            [.flatten, .linear(out: 8, bias: true), .dropout(p: 0.5), .dropout(p: 0.5)], batchSize: 1000)
        example.randomness = 5
        let dropped = try example.compute().logits.joined()
        #expect(abs(Double(dropped.count { $0 != 0 }) - 2000) < 5 * 1500.0.squareRoot())
    }

    @Test("alpha dropout keeps mean and variance", arguments: [0.05, 0.2, 0.5])
    func moments(p: Double) throws {
        // Normalized values, straight to the logits.
        var example = try NetworkExample(
            "moments", ImageShape(channels: 3, height: 2, width: 2), classes: 12,
            [.flatten, .linear(out: 12, bias: true), .batchNorm, .alphaDropout(p: p)], batchSize: 2000)
        example.randomness = 3
        let engine = try Engine()
        let parameters = try example.parameters(planned: 2000, on: engine)
        var tensors = example.weights.map { $0.map(Float.init) }
        tensors[2] = .init(repeating: 1, count: 12)
        tensors[3] = .init(repeating: 0, count: 12)
        try parameters.load(tensors)
        let network = try CompiledNetwork(example.definition, batchSize: 2000, .training, parameters, on: engine)
        let values = try example.compute(network, parameters).logits.joined().map(Double.init)
        let mean = values.reduce(0, +) / 24000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 24000
        #expect(abs(mean) < 0.04)
        #expect(abs(variance - 1) < 0.06)
    }

    @Test("nothing is dropped in the same way twice: steps differ, runs do not")
    func runs() throws {
        let example = try probe(.image, .dropout(p: 0.5), batchSize: 17)
        func run() throws -> [[[Float]]] {
            let engine = try Engine()
            let parameters = try example.parameters(planned: 17, on: engine)
            let network = try CompiledNetwork(example.definition, batchSize: 17, .training, parameters, on: engine)
            return try (0..<3).map { try example.compute(network, parameters, step: $0).gradients }
        }
        let first = try run()
        #expect(try run() == first)
        #expect(first[0] != first[1] && first[1] != first[2])
    }
}
