import Synchronization
import Training

/// A request to end all runs; it may come at any time, from any thread or signal handler.
public final class Interruption: Sendable {
    private let flag = Atomic(false)

    /// Not requested.
    public init() {}

    /// Every run ends after its current batch and writes nothing.
    public func request() { flag.store(true, ordering: .relaxed) }

    /// Whether `request` was called.
    public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

/// Ends a training after an interruption, or when another call has taken its lease.
final class InterruptionCallback: Callback {
    private let interruption: Interruption
    private let lease: Lease

    init(_ interruption: Interruption, _ lease: Lease) {
        self.interruption = interruption
        self.lease = lease
    }

    func batchEnd(_ state: TrainingState) {
        if interruption.isRequested || !lease.isHeld { state.stop() }
    }
}

/// Ends a training whose loss is not finite.
final class DivergenceGuard: Callback {
    private(set) var hasDiverged = false

    func batchEnd(_ state: TrainingState) {
        if !state.loss.isFinite {
            hasDiverged = true
            state.stop()
        }
    }
}
