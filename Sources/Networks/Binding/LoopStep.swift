import OneDNN

/// A loop of ours as a step, with everything that it reads decided before.
final class LoopStep: Step {
    let purpose: String
    let implementation: String
    let flops: Double
    let buffers: [AlignedBuffer]
    private let loop: () -> Void

    /// - Parameters:
    ///   - buffers: what `loop` reads and writes; they live as long as the step.
    ///   - loop: allocates nothing.
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
