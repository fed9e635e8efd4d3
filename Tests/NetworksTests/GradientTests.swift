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
                var example = try? NetworkExample(
                    network.name, network.input, classes: 2, network.layers + ends, batchSize: size)
            else { return nil }
            example.testDescription += " of \(planned)"
            return (example, planned)
        }
    }

    @Test("every example is a network")
    func all() { #expect(Self.examples.count == Self.networks.count * 6) }

    @Test("logits, loss and every gradient", arguments: examples)
    func gradients(example: NetworkExample, planned: Int) throws {
        try example.expectAgreement(planned: planned, most: 100)
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
        for last in [[Layer.flatten], []] {
            let layers: [Layer] = [conv(5, 3), .activation(.relu), conv(3, 2)] + last
            try NetworkExample(
                "no pooling", ImageShape(channels: 2, height: 4, width: 4), classes: 3, layers, batchSize: batchSize
            ).expectAgreement()
        }
    }

    @Test("a second pass over the same memory gives the same gradients")
    func again() throws {
        let example = try #require(Self.examples.first { $0.example.batchSize == 17 }).example
        let first = try example.compute(planned: 17)
        let second = try example.compute(planned: 17)
        #expect(first.gradients == second.gradients)
        #expect(first.logits == second.logits)
    }
}
