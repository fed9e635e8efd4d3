import JSON
import Networks

extension LayerKeys {
    /// Layers that are functions of one value.
    static let activations = [
        activation("relu", "max(x, 0).", .relu),
        LayerChoice("leaky_relu", "x if positive, else slope x.", [slope]) { values in
            .activation(.leakyReLU(slope: Float(try values[slope])))
        },
        LayerChoice("elu", "x if positive, else alpha (e^x - 1).", [alpha]) { values in
            .activation(.elu(alpha: Float(try values[alpha])))
        },
        activation("selu", "The self-normalizing ELU.", .selu),
        activation("gelu", "x Phi(x), by erf.", .gelu),
        activation("silu", "x sigmoid(x).", .silu),
        activation("tanh", "tanh(x).", .tanh),
        activation("sigmoid", "1 / (1 + e^-x).", .sigmoid),
    ]

    /// An activation without parameters.
    private static func activation(_ name: String, _ documentation: String, _ function: Activation) -> LayerChoice {
        LayerChoice(name, documentation) { _ in .activation(function) }
    }

    private static let slope = factor(
        "slope", 0.01, "Slope for negative values.", aliases: ["negative_slope"])
    private static let alpha = factor("alpha", 1, "Negative limit, as a positive number.")

    private static func factor(
        _ name: String, _ fallback: Double, _ documentation: String, aliases: [String] = []
    ) -> Key<Double> {
        Key(name, .number(0...1000), .default(.number(fallback)), documentation, aliases: aliases)
    }
}
