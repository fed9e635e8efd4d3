import Foundation
import Specs
import Training

/// Resuming the work of an earlier call.
extension SeedRun {
    /// The folder and the point that an earlier call left. Waits while a process that lost its lease still works there.
    /// - Throws: `StoreError.file`.
    func leftover(of origin: CheckpointOrigin, at path: String, _ setup: TrainingSetup) throws(StoreError) -> Leftover {
        let end = ContinuousClock.now + .seconds(LeaseHolder.patience)
        while true {
            let leftover = try Leftover(of: origin, at: path, network: setup.definition)
            guard leftover.isBusy, ContinuousClock.now < end, !interruption.isRequested, lease.isHeld else {
                return leftover
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    /// Finishes a seed if an earlier call trained it to its end but did not rename its folder.
    ///
    /// An unfinished seed of another origin moves to the history.
    /// - Returns: how the seed ended; nil if it has not.
    func finish(_ leftover: inout Leftover, seed: UInt64) throws(StoreError) -> Outcome? {
        guard let unfinished = leftover.folder else { return nil }
        func report(_ moved: MovedSeeds?) {
            if let moved { observer.receive(.moved(name: spec.name, moved)) }
        }
        switch RunFolder.state(of: seed, in: unfinished.path, specHash: resolved.trainingHash) {
        case .complete(let summary):
            report(try folder.finish(unfinished, as: summary, isForced: isForced))
            progress.plan(steps: -summary.steps)
            observer.receive(.finished(summary))
            return summary.status
        case .otherTraining:
            report(
                try folder.moveToHistory(unfinished.name, as: FolderName.seed(seed), of: seed, reason: .otherSettings))
            leftover.folder = nil
        case .unreadable(let error): throw .file(error)
        // `.foreign` also means a folder with checkpoints, which no finished seed has.
        case .missing, .damaged, .foreign:
            guard leftover.isUsableElsewhere else { break }
            reportIssues(of: &leftover, seed: seed)
            report(try folder.moveToHistory(unfinished.name, as: unfinished.name, of: seed, reason: .otherSettings))
            leftover.folder = nil
        }
        return nil
    }

    private func reportIssues(of leftover: inout Leftover, seed: UInt64?) {
        for issue in leftover.issues {
            observer.receive(.notResumed(name: spec.name, seed: seed, message: "\(issue)"))
        }
        leftover.issues = []
    }

    /// Runs `body` from the leftover's point, or from the start if the point cannot be used.
    func resuming<Result>(
        _ leftover: inout Leftover, seed: UInt64?, total: Int, _ body: (inout Leftover) throws -> Result
    ) throws -> Result {
        let isOfOther = leftover.isUsableElsewhere
        reportIssues(of: &leftover, seed: seed)
        if isOfOther { try leftover.dropCheckpoints() }
        let made = leftover.stepsMade
        guard leftover.point != nil else { return try body(&leftover) }
        observer.receive(.resumed(name: spec.name, seed: seed, step: made, total: total))
        progress.plan(steps: -made)
        do {
            return try body(&leftover)
        } catch let error as TrainingPointError {
            progress.plan(steps: made)
            let path = leftover.folder.map { $0.file(UnfinishedFolder.checkpointName(step: made)) } ?? ""
            leftover.issues = [CheckpointIssue(path: path, reason: .unfit("\(error)"))]
            reportIssues(of: &leftover, seed: seed)
            try leftover.dropCheckpoints()
            return try body(&leftover)
        }
    }

    /// The run as other processes see it, followed by the writer from now on.
    /// - Parameter isResumable: whether points can be taken of it.
    func live(
        _ origin: CheckpointOrigin, _ setup: TrainingSetup, isDecaying: Bool, isResumable: Bool, _ leftover: Leftover
    ) -> LiveRun {
        let settings = LiveRun.Settings(
            name: spec.name, seed: origin.seed,
            path: origin.seed.map(folder.unfinishedSeed) ?? folder.unfinishedRangeTest, origin: origin,
            network: setup.definition, interval: isResumable ? spec.checkpoint?.seconds : nil, isDecaying: isDecaying)
        let (name, seed, total) = (spec.name, origin.seed, origin.totalSteps)
        let call = LiveRun.Call(
            isInterrupted: { [interruption] in interruption.isRequested }, isLost: { [lease] in !lease.isHeld },
            onPoint: { [writer] in writer.wake() },
            onSuspend: { [observer] step in
                observer.receive(.suspended(name: name, seed: seed, step: step, total: total))
            },
            onWriteFailure: { [observer] message in
                observer.receive(.notSaved(name: name, seed: seed, message: message))
            })
        let live = LiveRun(settings, from: leftover, call)
        writer.add(live)
        return live
    }
}

/// Shows a run's rows to its `LiveRun`.
final class LiveFollower: Callback {
    private let live: LiveRun
    private let recorder: Recorder
    private let stepsBefore: Int

    /// - Parameters:
    ///   - recorder: an earlier one of the callbacks.
    ///   - stepsBefore: steps of the run that are not the recorder's.
    init(_ live: LiveRun, _ recorder: Recorder, stepsBefore: Int = 0) {
        self.live = live
        self.recorder = recorder
        self.stepsBefore = stepsBefore
    }

    func trainBegin(_ state: TrainingState) { live.follow(recorder.rows, stepsBefore: stepsBefore) }
}
