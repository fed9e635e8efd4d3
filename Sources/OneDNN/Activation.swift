internal import CDNNL

/// An element-wise function of a network.
public enum Activation: Sendable, Equatable {
    /// max(x, 0)
    case relu
    /// x where x > 0, else slope x; slope is at least 0
    case leakyReLU(slope: Float)
    /// x where x > 0, else alpha (e^x - 1); alpha is at least 0
    case elu(alpha: Float)
    /// 1.0507 elu(x) with alpha 1.6733 (Klambauer et al., arXiv 1706.02515)
    case selu
    /// x Phi(x), by erf
    case gelu
    /// x sigmoid(x)
    case silu
    case tanh
    /// 1 / (1 + e^-x)
    case sigmoid

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
        }
    }

    /// Whether the derivative is told from the result, so that the source need not be kept.
    public var derivativeNeedsResultOnly: Bool {
        switch self {
        case .relu, .leakyReLU, .elu, .selu, .tanh, .sigmoid: true
        case .gelu, .silu: false
        }
    }

    /// Whether it keeps the order of values, so that it may be taken after a maximum instead of before.
    public var isMonotonic: Bool { derivativeNeedsResultOnly }

    /// What oneDNN computes of it; nil for the one it does not have.
    var algorithms: (forward: dnnl_alg_kind_t, backward: dnnl_alg_kind_t, alpha: Float)? {
        switch self {
        case .relu: (dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd, 0)
        case .leakyReLU(let slope): (dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd, slope)
        case .elu(let alpha): (dnnl_eltwise_elu, dnnl_eltwise_elu_use_dst_for_bwd, alpha)
        case .selu: nil
        case .gelu: (dnnl_eltwise_gelu_erf, dnnl_eltwise_gelu_erf, 0)
        case .silu: (dnnl_eltwise_swish, dnnl_eltwise_swish, 1)
        case .tanh: (dnnl_eltwise_tanh, dnnl_eltwise_tanh_use_dst_for_bwd, 0)
        case .sigmoid: (dnnl_eltwise_logistic, dnnl_eltwise_logistic_use_dst_for_bwd, 0)
        }
    }

    /// Whether oneDNN has it.
    public var isInOneDNN: Bool { algorithms != nil }
}
