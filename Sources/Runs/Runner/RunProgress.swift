import Synchronization
import Training

/// The progress of all runs of a call: written by their step loops, read by a display.
public final class RunProgress: Sendable {
    private let steps = Atomic(0)
    private let total = Atomic(0)
    private let decoded = Atomic(0)
    private let toDecode = Atomic(0)
    private let lastLoss = Atomic(Double.nan.bitPattern)

    /// No steps yet.
    public init() {}

    /// Steps made.
    public var stepsDone: Int { steps.load(ordering: .relaxed) }
    /// Steps of all runs.
    public var stepsTotal: Int { total.load(ordering: .relaxed) }
    /// Loss of the latest batch of any run, in nats.
    public var loss: Double { Double(bitPattern: lastLoss.load(ordering: .relaxed)) }

    /// Images of folders decoded so far.
    public var imagesDecoded: Int { decoded.load(ordering: .relaxed) }
    /// Images of folders to decode before the first step.
    public var imagesToDecode: Int { toDecode.load(ordering: .relaxed) }

    func decode(_ done: Int, of total: Int) {
        decoded.store(done, ordering: .relaxed)
        toDecode.store(total, ordering: .relaxed)
    }

    /// Adds steps that will be made.
    /// - Parameter steps: negative for steps that an earlier call has made.
    func plan(steps: Int) { total.add(steps, ordering: .relaxed) }

    func finishRun(planned: Int, made: Int) {
        if made < planned { total.subtract(planned - made, ordering: .relaxed) }
    }

    func stepMade(loss: Double) {
        steps.add(1, ordering: .relaxed)
        lastLoss.store(loss.bitPattern, ordering: .relaxed)
    }
}

/// Counts the steps of one run.
final class ProgressCallback: Callback {
    private let progress: RunProgress
    private(set) var stepsMade = 0

    init(_ progress: RunProgress) { self.progress = progress }

    func batchEnd(_ state: TrainingState) {
        stepsMade += 1
        progress.stepMade(loss: state.loss)
    }
}
