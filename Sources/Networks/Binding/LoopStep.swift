import OneDNN

/// A step that runs a loop of ours. Its arguments are fixed when it is made.
final class LoopStep: Step {
    let purpose: String
    let implementation: String
    let flops: Double
    let buffers: [AlignedBuffer]
    private let loop: () -> Void

    /// - Parameters:
    ///   - buffers: all memory that `loop` reads and writes; the step keeps it alive.
    ///   - loop: the work; it must not allocate.
    init(
        _ purpose: String, by implementation: String = "onecycle", flops: Double = 0, buffers: [AlignedBuffer],
        _ loop: @escaping () -> Void
    ) {
        self.purpose = purpose
        self.implementation = implementation
        self.flops = flops
        self.buffers = buffers
        self.loop = loop
    }

    func callAsFunction() throws(OneDNNError) { loop() }
}
