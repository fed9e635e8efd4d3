import Synchronization
import Training

/// A request to end, which may come at any time and from any thread, a signal's too.
public final class Interruption: Sendable {
    private let flag = Atomic(false)

    public init() {}

    /// Asks every run to end after the batch in work; nothing of it is written.
    public func request() { flag.store(true, ordering: .relaxed) }

    /// Whether the end was asked for.
    public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

/// Ends a training when it is interrupted.
final class InterruptionCallback: Callback {
    private let interruption: Interruption

    init(_ interruption: Interruption) { self.interruption = interruption }

    func batchEnd(_ state: TrainingState) {
        if interruption.isRequested { state.stop() }
    }
}

/// Ends a training whose loss is no finite number any more.
final class DivergenceGuard: Callback {
    private(set) var hasDiverged = false

    func batchEnd(_ state: TrainingState) {
        if !state.loss.isFinite {
            hasDiverged = true
            state.stop()
        }
    }
}
