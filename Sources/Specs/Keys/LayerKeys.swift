import JSON

extension SpecSchema {
    /// One of `model.layers`, by its `type`.
    static let layer = Table([
        .selector(
            Selector(key: "type", documentation: "Which layer.", fallback: nil, cases: windows + flats + functions))
    ])

    /// Layers that move a window over the image, and what joins them.
    private static let windows = [
        layer(
            "conv", "Convolution, [I, H, W] to [out, H', W'], H' = floor((H + 2 padding - kernel) / stride) + 1.",
            [
                size("out", 1...65_536, .required, "Channels it gives."), kernel,
                size("stride", 1...1024, .value(1), "Pixels from one window to the next."),
                size("padding", 0...1024, .value(0), "Zeros around the image, in pixels."), bias,
            ]),
        layer(
            "max_pool", "The largest value of each window.",
            [kernel, poolStride, size("padding", 0...1024, .value(0), "Pixels around the image; they never win.")]),
        layer(
            "avg_pool", "The mean of each window.",
            [kernel, poolStride, size("padding", 0...1024, .value(0), "Zeros around the image, in pixels.")]),
        layer("global_avg_pool", "The mean of each channel, [C, H, W] to [C, 1, 1]."),
        layer(
            "residual", "layers(x) + shortcut(x).",
            [
                .field(
                    Field(
                        key: "layers", shape: layers(1...maxLayers), presence: .required,
                        documentation: "The layers whose result is added.")),
                .field(
                    Field(
                        key: "shortcut", shape: layers(0...maxLayers), presence: .value([]),
                        documentation: "The layers of the shortcut; none: x itself.")),
            ]),
    ]

    /// Layers without a window that are no function of one value.
    private static let flats = [
        layer("linear", "[F] to [out].", [size("out", 1...1_000_000, .required, "Values it gives."), bias]),
        layer("flatten", "[C, H, W] to [C H W]."),
        layer("batch_norm", "Each channel to mean 0 and variance 1 over the batch, then scaled and shifted."),
        layer("dropout", "In training some values become 0, the others larger.", [share]),
        layer("alpha_dropout", "Dropout that keeps SELU's mean and variance.", [share]),
    ]

    /// Activations.
    private static let functions = [
        layer("relu", "max(x, 0)."),
        layer(
            "leaky_relu", "x where positive, else slope x.",
            [factor("slope", 0.01, "Slope for negative values.", ["negative_slope"])]),
        layer(
            "elu", "x where positive, else alpha (e^x - 1).",
            [factor("alpha", 1, "Its negative limit, as a positive number.")]
        ),
        layer("selu", "The self-normalizing ELU."),
        layer("gelu", "x Phi(x), by erf."),
        layer("silu", "x sigmoid(x)."),
        layer("tanh", "tanh(x)."),
        layer("sigmoid", "1 / (1 + e^-x)."),
    ]

    /// Most layers of one list.
    static let maxLayers = 1024

    /// A list of layers.
    static func layers(_ count: ClosedRange<Int>) -> Shape {
        .list(List(element: .definition(.layer), count: count))
    }

    private static func layer(_ name: String, _ documentation: String, _ entries: [Entry] = []) -> Selector.Case {
        Selector.Case(name: name, documentation: documentation, table: Table(entries))
    }

    private static func size(
        _ key: String, _ range: ClosedRange<Int>, _ presence: Presence, _ documentation: String
    ) -> Entry {
        .field(Field(key: key, shape: .integer(range), presence: presence, documentation: documentation))
    }

    private static func factor(
        _ key: String, _ value: Double, _ documentation: String, _ aliases: [String] = []
    ) -> Entry {
        .field(
            Field(
                key: key, shape: .number(.between(0, 1000)), presence: .value(.number(value)),
                documentation: documentation, aliases: aliases))
    }

    private static let kernel = Entry.field(
        Field(
            key: "kernel", shape: .integer(1...1024), presence: .required,
            documentation: "Height and width of the window, in pixels.", aliases: ["kernel_size"]))

    private static let poolStride = size("stride", 1...1024, .sameAs("kernel"), "Pixels from one window to the next.")

    private static let bias = Entry.field(
        Field(key: "bias", shape: .boolean, presence: .value(true), documentation: "Add a number to each output."))

    private static let share = Entry.field(
        Field(
            key: "p", shape: .number(.from(0, below: 1)), presence: .required,
            documentation: "Share of the values that are dropped.", aliases: ["prob", "rate"]))
}
