internal import CDNNL

/// A call of oneDNN that failed.
public struct OneDNNError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The status oneDNN gave (`dnnl_status_t`; the list may grow with its versions).
    public let status: UInt32
    /// The attempted operation, in words: "a forward convolution 16x3x3 over 64x3x28x28".
    public let attempted: String

    init(status: dnnl_status_t, attempted: String) {
        self.status = UInt32(status.rawValue)
        self.attempted = attempted
    }

    /// The status in words.
    public var reason: String {
        switch dnnl_status_t(rawValue: .init(status)) {
        case dnnl_out_of_memory: "out of memory"
        case dnnl_invalid_arguments: "invalid arguments"
        case dnnl_unimplemented: "no implementation for these shapes on this CPU"
        case dnnl_runtime_error: "run-time error"
        case dnnl_not_required: "not required"
        default: "status \(status)"
        }
    }

    /// "oneDNN: ATTEMPTED: REASON"
    public var description: String { "oneDNN: \(attempted): \(reason)" }
}

/// Throws unless `status` is success.
func check(_ status: dnnl_status_t, _ attempted: @autoclosure () -> String) throws(OneDNNError) {
    guard status == dnnl_success else { throw OneDNNError(status: status, attempted: attempted()) }
}
