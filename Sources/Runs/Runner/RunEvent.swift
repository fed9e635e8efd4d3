public import Networks
public import Training

/// An event of a call that runs specs.
public enum RunEvent: Sendable {
    /// The seed is complete from an earlier call and is skipped.
    case skipped(name: String, seed: UInt64)
    /// Another call has done this work since the plan; nil: the range test.
    case doneElsewhere(name: String, seed: UInt64?)
    /// The call waits for others, which hold everything that is left.
    case waiting(WaitingWork)
    /// The call leaves out the spec's range test: another call uses one of other settings in the folder.
    case rangeTestLeftOut(name: String)
    /// Seeds of another training moved to the history.
    case moved(name: String, MovedSeeds)
    /// The run resumes from a checkpoint of an earlier call; `seed` is nil for a range test.
    case resumed(name: String, seed: UInt64?, step: Int, total: Int)
    /// A checkpoint of an earlier call is not used; `message` names it and says why.
    case notResumed(name: String, seed: UInt64?, message: String)
    /// The run left a checkpoint because the call was interrupted.
    case suspended(name: String, seed: UInt64?, step: Int, total: Int)
    /// Growing rows, status or checkpoint cannot be written; the run continues and tries again.
    case notSaved(name: String, seed: UInt64?, message: String)
    /// An epoch of a run ended.
    case epoch(name: String, seed: UInt64, EpochRecord)
    /// A run ended and its folder is written.
    case finished(RunSummary)
    /// Times of a run's parts; comes before `finished`.
    case profiled(name: String, seed: UInt64, [Profiler.Entry])
    /// A range test ended and its files are written.
    case found(name: String, FinderRecord)
    /// The disk is full, read-only or gone: no further run starts, since its results would be lost.
    case cannotWrite(output: String)
    /// A run, a range test or the drawing of a spec's figures failed; other runs continue.
    case failed(name: String, seed: UInt64?, message: String)
}

/// Receives events, from several threads.
public protocol RunObserver: Sendable {
    /// Called on the thread of the run.
    func receive(_ event: RunEvent)
}

/// Passes each epoch's record to an observer.
final class EpochReporter: Callback {
    private let report: (EpochRecord) -> Void
    private let recorder: Recorder

    /// - Parameter recorder: an earlier one of the callbacks.
    init(after recorder: Recorder, _ report: @escaping (EpochRecord) -> Void) {
        self.recorder = recorder
        self.report = report
    }

    func epochEnd(_ state: TrainingState) {
        if let last = recorder.rows.epochs.last { report(last) }
    }
}
