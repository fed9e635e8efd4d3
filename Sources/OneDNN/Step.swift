/// Something computed once each time a network is executed.
package protocol Step: AnyObject {
    /// The computation, in words.
    var purpose: String { get }
    /// By what: oneDNN's name of the implementation, or ours.
    var implementation: String { get }
    /// Floating-point operations, multiplications and additions counted separately; 0 if they are not counted.
    var flops: Double { get }
    /// The memory that it reads and writes.
    var buffers: [AlignedBuffer] { get }

    /// Computes, and returns when done.
    func callAsFunction() throws(OneDNNError)
}
