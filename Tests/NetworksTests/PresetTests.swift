import Networks
import OneDNN
import Testing

@Suite("What computes the presets")
struct PresetTests {
    static func presets() throws -> [(name: String, definition: NetworkDefinition)] {
        let digit = ImageShape(channels: 1, height: 28, width: 28)
        let sample = ImageShape(channels: 3, height: 28, width: 28)
        let picture = ImageShape(channels: 3, height: 32, width: 32)
        return [
            ("simple_cnn", try .simpleCNN(channels: [3, 16, 16, 2], image: sample)),
            (
                "simple_cnn with every option",
                try .simpleCNN(
                    channels: [3, 16, 16, 2], kernelSizes: [5, 4, 3], strides: [1, 2, 2], batchNorm: true, image: sample
                )
            ),
            ("mnist_cnn", try .mnistCNN(image: digit, classes: 10)), ("lenet", try .leNet(image: digit, classes: 10)),
            ("resnet 20", try .resNet(image: picture, classes: 10, depth: 20)),
        ]
    }

    @Test("nothing falls back to oneDNN's reference implementations", arguments: [64, 32])
    func implementations(batchSize: Int) throws {
        for (name, definition) in try Self.presets() {
            let engine = try Engine()
            let parameters = try Parameters(for: definition, batchSize: batchSize, on: engine)
            for propagation in [Propagation.training, .inference] {
                let network = try CompiledNetwork(
                    definition, batchSize: batchSize, propagation, parameters, on: engine)
                let slow = network.implementations.filter { $0.implementation.hasPrefix("ref") }
                #expect(slow.isEmpty, "\(name) \(propagation): \(slow)")
            }
        }
    }

    @Test("each preset against the reference, two samples, a few gradients of each tensor", arguments: 0..<4)
    func agreement(index: Int) throws {
        let small = ImageShape(channels: 3, height: 16, width: 16)
        let definitions = [
            try NetworkDefinition.simpleCNN(channels: [3, 8, 2], image: small),
            try .mnistCNN(image: ImageShape(channels: 1, height: 12, width: 12), classes: 3, dropout: 0),
            try .leNet(image: ImageShape(channels: 1, height: 16, width: 16), classes: 3),
            try .resNet(image: ImageShape(channels: 3, height: 8, width: 8), classes: 3, depth: 20, width: 3),
        ]
        var example = NetworkExample(testDescription: "preset \(index)", definition: definitions[index], batchSize: 2)
        try example.moveFromKinks()
        try example.expectAgreement(most: 2)
    }

    @Test("a step repeated gives the same bits, whatever ran before")
    func bits() throws {
        for (name, definition) in try Self.presets() {
            var example = NetworkExample(testDescription: name, definition: definition, batchSize: 16)
            example.randomness = 4
            let first = try example.compute()
            let second = try example.compute()
            #expect(first.logits == second.logits && first.gradients == second.gradients, "\(name)")
        }
    }
}
