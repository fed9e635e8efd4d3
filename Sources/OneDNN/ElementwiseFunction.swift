internal import CDNNL

/// An element-wise function that oneDNN computes, on its own or together with the operation before it.
package struct ElementwiseFunction: Sendable {
    let forward: dnnl_alg_kind_t
    let backward: dnnl_alg_kind_t
    let alpha: Float

    /// max(x, 0) + slope min(x, 0)
    package static func relu(slope: Float = 0) -> ElementwiseFunction {
        .init(forward: dnnl_eltwise_relu, backward: dnnl_eltwise_relu_use_dst_for_bwd, alpha: slope)
    }

    /// x for x > 0, else alpha (e^x - 1)
    package static func elu(alpha: Float) -> ElementwiseFunction {
        .init(forward: dnnl_eltwise_elu, backward: dnnl_eltwise_elu_use_dst_for_bwd, alpha: alpha)
    }

    /// x Phi(x), by erf
    package static var gelu: ElementwiseFunction {
        .init(forward: dnnl_eltwise_gelu_erf, backward: dnnl_eltwise_gelu_erf, alpha: 0)
    }

    /// x sigmoid(x)
    package static var swish: ElementwiseFunction {
        .init(forward: dnnl_eltwise_swish, backward: dnnl_eltwise_swish, alpha: 1)
    }

    /// tanh(x)
    package static var tanh: ElementwiseFunction {
        .init(forward: dnnl_eltwise_tanh, backward: dnnl_eltwise_tanh_use_dst_for_bwd, alpha: 0)
    }

    /// 1 / (1 + e^-x)
    package static var logistic: ElementwiseFunction {
        .init(forward: dnnl_eltwise_logistic, backward: dnnl_eltwise_logistic_use_dst_for_bwd, alpha: 0)
    }
}
