import Foundation
import Networks
import OneDNN
import TestSupport
import Testing

@Suite("Activations against plain functions in double precision")
struct ActivationTests {
    /// Those of specs, some with other parameters, and functions of one's own.
    static let activations: [Activation] =
        SpecLayers.activations + [.leakyReLU(slope: 0.1), .elu(alpha: 0.5)] + custom

    /// Functions given by closures; the cosine of padding is 1, and padding must stay 0.
    static let custom: [Activation] = [
        .custom("softsign") {
            $0 / (1 + abs($0))
        } derivative: {
            1 / ((1 + abs($0)) * (1 + abs($0)))
        },
        .custom("cosine") {
            cosf($0)
        } derivative: {
            -sinf($0)
        },
    ]

    /// Where an activation may stand; 5 and 9 channels, so that blocks are padded.
    static func places(_ activation: Activation) -> [(name: String, layers: [Layer])] {
        let it = Layer.activation(activation)
        return [
            ("behind conv, before conv", [conv(5, 3), it, conv(4, 3, stride: 2)]),
            ("behind linear", [conv(5, 3), .flatten, .linear(out: 9, bias: true), it]),
            ("behind linear without bias", [.flatten, .linear(out: 9, bias: false), it]),
            ("behind batch_norm", [conv(5, 3), .batchNorm, it, conv(4, 3, stride: 2)]),
            ("behind batch_norm of flat values", [conv(5, 3), .flatten, .linear(out: 6, bias: true), .batchNorm, it]),
            ("before batch_norm", [conv(5, 3), it, .batchNorm]),
            ("of images", [it, conv(5, 3)]),
            ("twice", [conv(5, 3), it, it, conv(5, 1)]),
            (
                "behind another",
                [conv(5, 3), .activation(.tanh), it, .activation(.gelu), conv(5, 1), .activation(.selu), it]
            ),
            ("before max_pool", [conv(5, 3), it, maxPool(2), conv(4, 2)]),
            ("before max_pools", [conv(5, 2), it, maxPool(2, stride: 1), maxPool(2), conv(4, 2)]),
            ("before max_pool with padding", [conv(5, 2), it, maxPool(3, stride: 2, padding: 1), conv(4, 2)]),
            ("behind batch_norm and before max_pool", [conv(5, 3), .batchNorm, it, maxPool(2), conv(4, 2)]),
            ("behind max_pool", [conv(5, 3), maxPool(2), it, conv(4, 2)]),
            ("behind avg_pool", [conv(5, 3), averagePool(2, stride: 1), it, conv(4, 2)]),
            ("before avg_pool", [conv(5, 3), it, averagePool(2)]),
            ("behind flatten", [conv(5, 3), .flatten, it]),
            ("behind global_avg_pool", [conv(5, 3), .globalAveragePool, it]),
            ("first in a residual", [conv(5, 3), .residual(layers: [it, conv(5, 3, padding: 1)], shortcut: [])]),
            ("last in a residual", [conv(5, 3), .residual(layers: [conv(5, 3, padding: 1), it], shortcut: [it])]),
            (
                "behind a residual",
                [conv(5, 3), .residual(layers: [conv(5, 3, padding: 1)], shortcut: []), it, conv(3, 1)]
            ),
            ("before a residual", [conv(5, 3), it, .residual(layers: [.batchNorm, conv(5, 1)], shortcut: [])]),
        ]
    }

    static let examples: [NetworkExample] = activations.flatMap { activation in
        places(activation).flatMap { place in
            [1, 3].compactMap { size in
                try? NetworkExample(
                    "\(activation) \(place.name)", ImageShape(channels: 3, height: 6, width: 7), classes: 3,
                    place.layers + LayerTests.end, batchSize: size)
            }
        }
    }

    @Test("every example is a network")
    func all() {
        let names = Set(Self.examples.map(\.testDescription))
        for activation in Self.activations {
            for place in Self.places(activation) {
                for size in [1, 3] { #expect(names.contains("\(activation) \(place.name), batch \(size)")) }
            }
        }
    }

    @Test("forward and gradients", arguments: examples)
    func agreement(example: NetworkExample) throws { try example.expectAgreement(most: 4) }

    @Test("a batch of seventeen", arguments: activations + [.leakyReLU(slope: 0), .elu(alpha: 0)])
    func large(activation: Activation) throws {
        let it = Layer.activation(activation)
        try NetworkExample(
            "\(activation)", ImageShape(channels: 3, height: 6, width: 6), classes: 3,
            [conv(5, 3), it, conv(9, 1), .batchNorm, it, maxPool(2), .flatten, .linear(out: 7, bias: true), it, it]
                + [.linear(out: 3, bias: true)], batchSize: 17
        ).expectAgreement(most: 8)
    }

    @Test("inference", arguments: examples)
    func inference(example: NetworkExample) throws {
        // Running statistics are those of a new network: means 0, variances 1.
        var reference = ReferenceNetwork(definition: example.definition)
        reference.running = .untrained(example.definition)
        example.expectClose(try example.infer(), reference.forward(example.weights, images: example.images).logits)
    }
}

extension [String: ReferenceNetwork.Statistics] {
    /// Means 0 and variances 1.
    static func untrained(_ definition: NetworkDefinition) -> Self {
        var statistics: Self = [:]
        for normalization in definition.normalizations {
            statistics[normalization.layer] = .init(
                mean: .init(repeating: 0, count: normalization.channels),
                variance: .init(repeating: 1, count: normalization.channels))
        }
        return statistics
    }
}
