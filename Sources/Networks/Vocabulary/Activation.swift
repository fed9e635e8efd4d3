import OneDNN

/// An element-wise function of a network.
public enum Activation: Sendable, Equatable {
    /// max(x, 0)
    case relu
    /// x for x > 0, else slope x; slope is at least 0
    case leakyReLU(slope: Float)
    /// x for x > 0, else alpha (e^x - 1); alpha is at least 0
    case elu(alpha: Float)
    /// 1.0507 elu(x) with alpha 1.6733 (Klambauer et al., arXiv 1706.02515)
    case selu
    /// x Phi(x), by erf
    case gelu
    /// x sigmoid(x)
    case silu
    /// tanh(x)
    case tanh
    /// 1 / (1 + e^-x)
    case sigmoid
    /// A function given by closures.
    case custom(CustomActivation)

    /// Any function f, given with its derivative f'. It runs on one thread; oneDNN computes the other activations faster.
    ///
    ///     let softsign = Activation.custom("softsign") { $0 / (1 + abs($0)) } derivative: { 1 / ((1 + abs($0)) * (1 + abs($0))) }
    ///
    /// - Parameters:
    ///   - name: its name in summaries; two custom activations are equal if their names are.
    ///   - value: f(x).
    ///   - derivative: f'(x), by x.
    public static func custom(
        _ name: String, _ value: @escaping @Sendable (Float) -> Float,
        derivative: @escaping @Sendable (Float) -> Float
    ) -> Activation {
        .custom(CustomActivation(name: name, value: value, derivative: derivative))
    }

    /// Its name in a spec.
    public var type: String {
        switch self {
        case .relu: "relu"
        case .leakyReLU: "leaky_relu"
        case .elu: "elu"
        case .selu: "selu"
        case .gelu: "gelu"
        case .silu: "silu"
        case .tanh: "tanh"
        case .sigmoid: "sigmoid"
        case .custom(let function): function.name
        }
    }

    /// Whether the result alone gives the derivative, so that the source need not be kept.
    public var derivativeNeedsResultOnly: Bool {
        switch self {
        case .relu, .leakyReLU, .elu, .selu, .tanh, .sigmoid: true
        case .gelu, .silu, .custom: false
        }
    }

    /// Whether it keeps the order of values, so that it may move from before a maximum to behind it.
    public var isMonotonic: Bool { derivativeNeedsResultOnly }

    /// oneDNN's function; nil for SELU and custom ones.
    var oneDNNFunction: ElementwiseFunction? {
        switch self {
        case .relu: .relu()
        case .leakyReLU(let slope): .relu(slope: slope)
        case .elu(let alpha): .elu(alpha: alpha)
        case .gelu: .gelu
        case .silu: .swish
        case .tanh: .tanh
        case .sigmoid: .logistic
        case .selu, .custom: nil
        }
    }
}

/// An element-wise function of one's own.
public struct CustomActivation: Sendable, Equatable {
    /// Its name in summaries and profiles.
    public let name: String
    /// f(x)
    let value: @Sendable (Float) -> Float
    /// f'(x), by x
    let derivative: @Sendable (Float) -> Float

    /// Whether both have the same name: closures cannot be compared.
    public static func == (first: CustomActivation, second: CustomActivation) -> Bool { first.name == second.name }
}
