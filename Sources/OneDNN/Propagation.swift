internal import CDNNL

/// Whether results are kept for a backward pass.
package enum Propagation: Sendable {
    case training, inference

    var forwardKind: dnnl_prop_kind_t {
        switch self {
        case .training: dnnl_forward_training
        case .inference: dnnl_forward_inference
        }
    }
}
