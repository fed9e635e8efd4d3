import Networks
import OneDNN
import Testing

@Suite("Residual layers against plain loops in double precision")
struct ResidualTests {
    private static let relu = Layer.activation(.relu)
    private static func same(_ channels: Int) -> Layer { conv(channels, 3, padding: 1) }

    /// Layers on an image of 3x6x5, without an end.
    static let middles: [(name: String, layers: [Layer])] = [
        ("identity", [conv(5, 1), .residual(layers: [same(5), relu, same(5)], shortcut: []), relu]),
        (
            "projection of stride 2",
            [
                conv(5, 1),
                .residual(
                    layers: [conv(7, 3, stride: 2, padding: 1), relu, same(7)], shortcut: [conv(7, 1, stride: 2)]),
                relu,
            ]
        ),
        (
            "with batch_norm",
            [
                conv(5, 1, bias: false), .batchNorm, relu,
                .residual(
                    layers: [conv(7, 3, stride: 2, padding: 1, bias: false), .batchNorm, relu, same(7), .batchNorm],
                    shortcut: [conv(7, 1, stride: 2, bias: false), .batchNorm]),
                relu, .residual(layers: [same(7), .batchNorm, relu, same(7), .batchNorm], shortcut: []), relu,
            ]
        ),
        ("first layer, identity", [.residual(layers: [same(3)], shortcut: []), relu, conv(4, 2)]),
        ("first layer, projection", [.residual(layers: [same(4)], shortcut: [conv(4, 1)]), relu]),
        ("first layer, activation first", [.residual(layers: [relu, same(3)], shortcut: [.activation(.selu)])]),
        (
            "two in a row without anything between",
            [
                conv(5, 1), .residual(layers: [same(5)], shortcut: []), .residual(layers: [same(5)], shortcut: []),
            ]
        ),
        (
            "nested",
            [
                conv(5, 1),
                .residual(
                    layers: [.residual(layers: [relu, same(5)], shortcut: []), relu],
                    shortcut: [.residual(layers: [conv(5, 1)], shortcut: [.activation(.tanh)])]),
                relu,
            ]
        ),
        ("nested first", [.residual(layers: [.residual(layers: [same(3)], shortcut: [])], shortcut: []), conv(4, 3)]),
        (
            "before activation (pre-activation)",
            [
                conv(5, 1), .residual(layers: [.batchNorm, relu, same(5), .batchNorm, relu, same(5)], shortcut: []),
            ]
        ),
        (
            "SELU first in both sides",
            [
                conv(5, 1),
                .residual(layers: [.activation(.selu), same(5)], shortcut: [.activation(.selu), conv(5, 1)]),
            ]
        ),
        ("nothing in either side", [conv(5, 1), .residual(layers: [], shortcut: []), conv(4, 1)]),
        ("nothing beside a shortcut", [conv(5, 1), .residual(layers: [], shortcut: [same(5)]), relu]),
        ("pools", [conv(5, 1), .residual(layers: [maxPool(2)], shortcut: [averagePool(2)]), relu]),
        ("pools of one kind", [conv(5, 1), relu, .residual(layers: [relu, maxPool(2)], shortcut: [maxPool(2)])]),
        ("means", [conv(5, 1), .residual(layers: [.globalAveragePool], shortcut: [maxPool(5)]), relu]),
        ("flattens", [conv(5, 3), .residual(layers: [.flatten], shortcut: [.flatten]), relu]),
        (
            "flattens of one pixel",
            [
                conv(5, 3), .globalAveragePool,
                .residual(layers: [.flatten], shortcut: [.flatten, .linear(out: 5, bias: true)]),
            ]
        ),
        (
            "flat values",
            [
                .flatten, .linear(out: 6, bias: true),
                .residual(layers: [relu, .linear(out: 6, bias: true), .activation(.gelu)], shortcut: []), relu,
            ]
        ),
        ("flat values first", [.flatten, .residual(layers: [.linear(out: 90, bias: true)], shortcut: []), relu]),
        ("nothing trained inside", [conv(5, 1), .residual(layers: [.activation(.sigmoid)], shortcut: []), same(4)]),
        ("nothing trained before or inside", [.residual(layers: [.activation(.sigmoid)], shortcut: []), same(4)]),
        ("one channel", [conv(1, 1), .residual(layers: [same(1)], shortcut: []), relu]),
        (
            "a whole block of channels",
            [conv(16, 1), relu, .residual(layers: [same(16), .batchNorm], shortcut: []), relu]
        ),
        ("dropouts of nothing", [conv(5, 1), .residual(layers: [.dropout(p: 0)], shortcut: [.dropout(p: 0)]), relu]),
        (
            "its values used once more by max_pool",
            [
                conv(5, 1), .residual(layers: [same(5), relu], shortcut: []), relu, maxPool(2),
            ]
        ),
    ]

    static let examples: [NetworkExample] = middles.flatMap { middle in
        [1, 3, 17].compactMap { size in
            try? NetworkExample(
                middle.name, ImageShape(channels: 3, height: 6, width: 5), classes: 3, middle.layers + LayerTests.end,
                batchSize: size)
        }
    }

    @Test("every example is a network")
    func all() { #expect(Self.examples.count == Self.middles.count * 3) }

    @Test("forward and gradients", arguments: examples)
    func agreement(example: NetworkExample) throws { try example.expectAgreement(most: 12) }

    @Test("inference", arguments: examples)
    func inference(example: NetworkExample) throws {
        var reference = ReferenceNetwork(definition: example.definition)
        reference.running = .untrained(example.definition)
        example.expectClose(try example.infer(), reference.forward(example.weights, images: example.images).logits)
    }
}
