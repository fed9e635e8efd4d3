import JSON
import Networks

/// One of `model.layers`, by its `type`.
enum LayerKeys {
    static let table: SpecSchema.Table = SpecSchema.Table([type])

    static let definition = SpecSchema.Definition("layer") { table }

    /// A list of layers.
    static func list(_ count: ClosedRange<Int>) -> Kind<[Layer]> {
        .list(.definition(definition) { try type.choice(in: $0).make($0) }, count: count)
    }

    /// The limit on the layers of one list.
    static let maxLayers = 1024

    /// A layer that the network holds in a key of its own: `layers`, of a model and of a residual layer.
    static let layersName = "layers"

    typealias LayerChoice = Choice<@Sendable (SpecDecoder) throws -> Layer>

    private static let type = Selector("type", "Which layer.", windows + flats + activations)

    /// Layers without a window that combine values.
    private static let flats = [
        LayerChoice("linear", "[F] to [out].", [linearOut, bias]) { values in
            .linear(out: try values[linearOut], bias: try values[bias])
        },
        LayerChoice("flatten", "[C, H, W] to [C H W].") { _ in .flatten },
        LayerChoice(
            "batch_norm", "Each channel to mean 0 and variance 1 over the batch, then scaled and shifted."
        ) { _ in .batchNorm },
        LayerChoice("dropout", "Zeros some values in training and scales the others up.", [share]) { values in
            .dropout(p: try values[share])
        },
        LayerChoice("alpha_dropout", "Dropout that keeps SELU's mean and variance.", [share]) { values in
            .alphaDropout(p: try values[share])
        },
    ]

    private static let linearOut = size("out", 1...1_000_000, "Number of outputs.")

    static func size(_ name: String, _ range: ClosedRange<Int>, _ documentation: String) -> Key<Int> {
        Key(name, .integer(range), .required, documentation)
    }

    static let bias = Key("bias", .boolean, .default(true), "Add a trained number to each output.")

    private static let share = Key(
        "p", .number(0..<1), .required, "Share of the values that are dropped.",
        aliases: ["prob", "rate"])
}
