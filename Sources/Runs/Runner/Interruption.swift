import Synchronization
import Training

/// A request to end all runs; it may come at any time, from any thread or signal handler.
public final class Interruption: Sendable {
    private let flag = Atomic(false)

    /// Not requested.
    public init() {}

    /// Ends every run after its current batch. Runs of more than a second leave a checkpoint.
    public func request() { flag.store(true, ordering: .relaxed) }

    /// Whether `request` was called.
    public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

/// Ends a training whose loss is not finite.
final class DivergenceGuard: Callback {
    /// Whether it ended the training.
    private(set) var hasDiverged = false

    func batchEnd(_ state: TrainingState) {
        if state.loss.isFinite { return }
        hasDiverged = true
        state.stop()
    }
}
