import Networks

extension Layer {
    /// Reads what the tables have checked and completed.
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        switch try values.string("type") {
        case "conv":
            self = .convolution(
                out: try values.int("out"), window: try Window(values), bias: try values.bool("bias"))
        case "max_pool": self = .pool(.maximum, try Window(values))
        case "avg_pool": self = .pool(.average, try Window(values))
        case "global_avg_pool": self = .globalAveragePool
        case "residual":
            self = .residual(
                layers: try Layer.list("layers", in: values), shortcut: try Layer.list("shortcut", in: values))
        case "linear": self = .linear(out: try values.int("out"), bias: try values.bool("bias"))
        case "flatten": self = .flatten
        case "batch_norm": self = .batchNorm
        case "dropout": self = .dropout(p: try values.double("p"))
        case "alpha_dropout": self = .alphaDropout(p: try values.double("p"))
        default: self = .activation(try Activation(values))
        }
    }

    /// The layers of a key.
    static func list(_ key: String, in values: CheckedObject) throws(SchemaMismatch) -> [Layer] {
        var layers: [Layer] = []
        for values in try values.objects(key) { layers.append(try Layer(values)) }
        return layers
    }
}

extension Window {
    fileprivate init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(
            kernel: try values.int("kernel"), stride: try values.int("stride"), padding: try values.int("padding"))
    }
}

extension Activation {
    fileprivate init(_ values: CheckedObject) throws(SchemaMismatch) {
        switch try values.string("type") {
        case "relu": self = .relu
        case "leaky_relu": self = .leakyReLU(slope: Float(try values.double("slope")))
        case "elu": self = .elu(alpha: Float(try values.double("alpha")))
        case "selu": self = .selu
        case "gelu": self = .gelu
        case "silu": self = .silu
        case "tanh": self = .tanh
        case "sigmoid": self = .sigmoid
        default: throw values.mismatch("type")
        }
    }
}
