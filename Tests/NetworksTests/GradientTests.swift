import Networks
import OneDNN
import Testing

@Suite("Networks against plain loops in double precision")
struct GradientTests {
    /// Networks by name: image shape and layers.
    static let networks: [(name: String, input: ImageShape, layers: [Layer])] = [
        (
            "odd channels", ImageShape(channels: 3, height: 9, width: 8),
            [
                conv(5, 3, stride: 2, padding: 1), .activation(.relu), conv(7, 3, stride: 2, padding: 1),
                .activation(.relu),
            ]
        ),
        (
            "blocks of channels", ImageShape(channels: 1, height: 8, width: 8),
            [
                conv(16, 3, stride: 2, padding: 1), .activation(.relu), conv(16, 3, stride: 2, padding: 1),
                .activation(.relu),
            ]
        ),
        (
            "more than a block", ImageShape(channels: 3, height: 6, width: 5),
            [
                conv(17, 3, stride: 2, padding: 1), .activation(.relu), conv(9, 3, stride: 2, padding: 1),
                .activation(.relu),
            ]
        ),
        (
            "five channels of input, no bias", ImageShape(channels: 5, height: 6, width: 7),
            [conv(6, 1, bias: false), .activation(.relu), conv(4, 3, padding: 1, bias: false), .activation(.relu)]
        ),
        (
            "wide kernels that leave a rest", ImageShape(channels: 2, height: 10, width: 8),
            [conv(3, 5, stride: 2), conv(4, 2, stride: 2, padding: 1)]
        ),
        (
            "one channel all the way", ImageShape(channels: 1, height: 5, width: 5),
            [conv(1, 3, padding: 1), .activation(.relu), conv(1, 3, padding: 1), .activation(.relu)]
        ),
        (
            "activations on their own", ImageShape(channels: 3, height: 4, width: 4),
            [.activation(.relu), conv(8, 3, padding: 1), .activation(.relu), .activation(.relu), conv(3, 1)]
        ),
    ]

    /// Each network at each batch size; weights laid out for it, and for another one.
    static let examples: [(example: NetworkExample, planned: Int)] = networks.flatMap { network in
        [(1, 1), (3, 3), (17, 17), (3, 64), (17, 64), (1, 2)].compactMap { size, planned in
            let ends: [Layer] = [conv(2, 3, stride: 2, padding: 1), .activation(.relu), .globalAveragePool, .flatten]
            guard
                let definition = try? NetworkDefinition(
                    input: network.input, classes: 2, layers: network.layers + ends)
            else { return nil }
            return (
                NetworkExample(
                    testDescription: "\(network.name), batch \(size) of \(planned)", definition: definition,
                    batchSize: size), planned
            )
        }
    }

    @Test("every example is a network")
    func all() { #expect(Self.examples.count == Self.networks.count * 6) }

    @Test("logits, loss and every gradient", arguments: examples)
    func gradients(example: NetworkExample, planned: Int) throws {
        let computed = try example.compute(planned: planned)
        let reference = ReferenceNetwork(definition: example.definition)
        let weights = example.weights
        for (image, logits) in zip(example.images, computed.logits) {
            for (found, wanted) in zip(logits, reference.logits(weights, image: image)) {
                #expect(abs(Double(found) - wanted) < 2e-6 * max(1, abs(wanted)))
            }
        }
        let loss = reference.loss(weights, images: example.images, labels: example.labels)
        #expect(abs(computed.loss - loss) < 2e-6 * max(1, loss))

        let wanted = reference.gradients(weights, images: example.images, labels: example.labels)
        let largest = wanted.joined().map(abs).max() ?? 0
        #expect(largest > 1e-3, "an example without a gradient shows nothing")
        for (index, parameter) in example.definition.parameters.enumerated() {
            let deviation = zip(computed.gradients[index], wanted[index]).map { abs(Double($0) - $1) }.max() ?? 1
            #expect(deviation < 1e-5 * max(1, largest), "\(parameter.name)")
        }
    }

    @Test("inference gives the logits of training", arguments: examples)
    func inference(example: NetworkExample, planned: Int) throws {
        let training = try example.compute(planned: planned).logits.joined()
        let inference = try example.infer(planned: planned).joined()
        #expect(training.count == inference.count)
        for (left, right) in zip(training, inference) { #expect(abs(left - right) <= 1e-6 * max(1, abs(left))) }
    }

    @Test("a network that ends in a convolution of one pixel", arguments: [1, 3, 17])
    func withoutPooling(batchSize: Int) throws {
        let definition = try NetworkDefinition(
            input: ImageShape(channels: 2, height: 4, width: 4), classes: 3,
            layers: [conv(5, 3), .activation(.relu), conv(3, 2), .flatten])
        let example = NetworkExample(
            testDescription: "no pooling", definition: definition, batchSize: batchSize)
        try gradients(example: example, planned: batchSize)
    }

    @Test("a second pass over the same memory gives the same gradients")
    func again() throws {
        let example = try #require(Self.examples.first { $0.example.batchSize == 17 })
        let first = try example.example.compute(planned: 17)
        let second = try example.example.compute(planned: 17)
        #expect(first.gradients == second.gradients)
        #expect(first.logits == second.logits)
    }
}
