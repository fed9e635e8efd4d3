import JSON
import Networks

extension LayerKeys {
    /// Layers that move a window over the image, and the residual layer, which joins them.
    static let windows = [
        LayerChoice(
            "conv", "Convolution, [I, H, W] to [out, H', W'], H' = floor((H + 2 padding - kernel) / stride) + 1.",
            [channels, kernel, stride, zeroPadding, bias]
        ) { values in
            .convolution(
                out: try values[channels], window: try window(values, stride, zeroPadding), bias: try values[bias])
        },
        LayerChoice("max_pool", "The largest value of each window.", [kernel, poolStride, ignoredPadding]) { values in
            .pool(.maximum, try window(values, poolStride, ignoredPadding))
        },
        LayerChoice("avg_pool", "The mean of each window.", [kernel, poolStride, zeroPadding]) { values in
            .pool(.average, try window(values, poolStride, zeroPadding))
        },
        LayerChoice("global_avg_pool", "The mean of each channel, [C, H, W] to [C, 1, 1].") { _ in
            .globalAveragePool
        },
        LayerChoice("residual", "layers(x) + shortcut(x).", [layers, shortcut]) { values in
            .residual(layers: try values[layers], shortcut: try values[shortcut])
        },
    ]

    private static let layers = Key(
        layersName, list(1...maxLayers), .required, "The layers whose result is added.")
    private static let shortcut = Key(
        "shortcut", list(0...maxLayers), .default([]), "The layers of the shortcut; empty: x itself.")

    private static let channels = size("out", 1...65_536, "Number of output channels.")

    private static let kernel = Key(
        "kernel", .integer(1...1024), .required, "Height and width of the window, in pixels.",
        aliases: ["kernel_size"])

    private static let stride = stride(.default(1))
    private static let poolStride = stride(.sameAs(kernel.name))

    private static func stride(_ presence: SpecSchema.Presence) -> Key<Int> {
        Key("stride", .integer(1...1024), presence, "Pixels from one window to the next.")
    }

    private static let zeroPadding = padding("Zeros around the image, in pixels.")
    private static let ignoredPadding = padding("Pixels around the image that are never the largest.")

    private static func padding(_ documentation: String) -> Key<Int> {
        Key("padding", .integer(0...1024), .default(0), documentation)
    }

    private static func window(_ values: SpecDecoder, _ stride: Key<Int>, _ padding: Key<Int>) throws -> Window {
        Window(kernel: try values[kernel], stride: try values[stride], padding: try values[padding])
    }
}
