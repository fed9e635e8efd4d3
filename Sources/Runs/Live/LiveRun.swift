import Files
import Foundation
import Networks
import Synchronization
import Training

/// One run while it trains, as other processes see it: growing rows, a status, checkpoints.
///
/// The training's thread only hands over data: rows through the recorder's store, and a point after each request. The
/// call's writer (`LiveWriter`) formats and writes them. Nothing is written in a run's first second.
final class LiveRun: TrainingPauses, Sendable {
    /// Facts for a run's files, their place, and the interval of checkpoints.
    struct Settings: Sendable {
        var name: String
        /// nil for a range test, which has no growing rows.
        var seed: UInt64?
        /// Path of the unfinished folder.
        var path: String
        var origin: CheckpointOrigin
        var network: NetworkDefinition
        /// Seconds between checkpoints; nil: none are written.
        var interval: Double?
        /// Whether a schedule moves weight decay.
        var isDecaying = false
    }

    /// The run's connection to its call: questions and reports.
    struct Call: Sendable {
        /// Whether the call is interrupted.
        var isInterrupted: @Sendable () -> Bool
        /// Whether another call has taken over the run, so that this one writes nothing any more.
        var isLost: @Sendable () -> Bool
        /// Called after a point was handed over.
        var onPoint: @Sendable () -> Void
        /// Receives the step of the checkpoint that an interrupted run leaves.
        var onSuspend: @Sendable (Int) -> Void
        /// Receives the reason why nothing can be written.
        var onWriteFailure: @Sendable (String) -> Void
    }

    /// Seconds before a run's folder is made.
    static let quietSeconds = 1.0
    /// Checkpoints may take this share of the time.
    private static let maxShare = 0.01

    private let settings: Settings
    private let call: Call
    private let begun = ContinuousClock.now
    private let isPointWanted = Atomic(false)
    /// From the training's thread to the writer.
    private let handed: Mutex<Handed>
    private let files: Mutex<LiveFiles>

    private struct Handed {
        var rows: Recorder.Rows?
        /// Steps of earlier parts of the run that the rows do not have.
        var stepsBefore = 0
        var point: TimedPoint?
        var hasLeft = false
    }

    struct TimedPoint {
        var point: TrainingPoint
        var step: Int
        var taken: ContinuousClock.Instant
        /// Seconds that taking it took.
        var seconds: Double
    }

    /// - Parameter leftover: the part that an earlier call made.
    init(_ settings: Settings, from leftover: Leftover, _ call: Call) {
        self.settings = settings
        self.call = call
        handed = Mutex(Handed())
        files = Mutex(LiveFiles(settings, leftover, begun: begun))
    }

    // MARK: On the training's thread

    /// Announces rows. Called before the first step.
    /// - Parameter stepsBefore: steps of the run before these rows.
    func follow(_ rows: Recorder.Rows, stepsBefore: Int = 0) {
        handed.withLock { ($0.rows, $0.stepsBefore) = (rows, stepsBefore) }
    }

    /// A few atomic loads.
    var isPauseWanted: Bool { isPointWanted.load(ordering: .relaxed) || call.isInterrupted() || call.isLost() }

    func pause(_ takePoint: () throws -> TrainingPoint?) throws -> Bool {
        if call.isLost() {
            handed.withLock { $0.hasLeft = true }
            return false
        }
        let leaves = call.isInterrupted()
        isPointWanted.store(false, ordering: .relaxed)
        if settings.interval != nil, !leaves || isWorthKeeping {
            let start = ContinuousClock.now
            if let point = try takePoint() {
                let end = ContinuousClock.now
                handed.withLock { handed in
                    handed.point = TimedPoint(
                        point: point, step: handed.stepsBefore + point.position.step, taken: end,
                        seconds: (end - start) / .seconds(1))
                }
                call.onPoint()
            }
        }
        handed.withLock { $0.hasLeft = leaves }
        return !leaves
    }

    /// A run of less than a second leaves nothing, unless an earlier call left something.
    private var isWorthKeeping: Bool { files.withLock { isWorthKeeping($0) } }

    /// Calls `train`. If the training does not reach its end, writes its last rows, point and status.
    /// - Returns: whether it has reached its end; false after an interruption, or if another call took over the run.
    /// - Throws: errors of `train`.
    func run(_ train: () throws -> Void) throws -> Bool {
        do {
            try train()
        } catch {
            // After such an error another attempt takes the folder.
            if error is TrainingPointError || call.isLost() {
                _ = end()
            } else {
                close(.failed, message: "\(error)")
            }
            throw error
        }
        if call.isLost() {
            _ = end()
            return false
        }
        guard handed.withLock(\.hasLeft) else { return true }
        close(.interrupted, message: nil)
        return false
    }

    /// Ends a run that another of its threads did not finish: writes its last point and status.
    func interrupt() { close(.interrupted, message: nil) }

    /// Ends the writing.
    /// - Returns: the unfinished folder, which is the caller's from now on; nil if the run has none.
    func end() -> UnfinishedFolder? {
        files.withLock { files in
            files.isOver = true
            defer { files.folder = nil }
            return files.folder
        }
    }

    /// Writes what is left: rows, the last point, the status.
    private func close(_ state: RunStatus.State, message: String?) {
        let checkpoint: Int? = files.withLock { files in
            defer { files.isOver = true }
            do {
                if isWorthKeeping(files) { try files.make() }
                guard files.folder != nil else { return nil }
                try write(&files)
                try files.writeStatus(progress, state, message: message)
                return files.status.checkpointStep
            } catch {
                report(error, &files)
                return nil
            }
        }
        if state == .interrupted, let checkpoint { call.onSuspend(checkpoint) }
    }

    private func isWorthKeeping(_ files: LiveFiles) -> Bool {
        files.folder != nil || ContinuousClock.now - begun >= .seconds(Self.quietSeconds)
    }

    // MARK: On the writer's thread

    /// Writes what is due.
    /// - Returns: when to come again; nil: never.
    func tick() -> ContinuousClock.Instant? {
        files.withLock { files in
            if files.isOver || files.isBusy || call.isLost() { return nil }
            let now = ContinuousClock.now
            let firstDue = begun + .seconds(Self.quietSeconds)
            if files.folder == nil, now < firstDue { return firstDue }
            if now < files.due, handed.withLock({ $0.point == nil }) { return files.due }
            do {
                if files.folder == nil {
                    try files.make()
                    if files.isBusy { return nil }
                }
                try write(&files)
                if now >= files.statusDue {
                    try files.writeStatus(progress, .training, message: nil)
                    files.statusDue = now + .seconds(1)
                }
                files.hasFailed = false
            } catch {
                report(error, &files)
                files.statusDue = now + .seconds(1)
            }
            if let due = files.pointDue, now >= due {
                isPointWanted.store(true, ordering: .relaxed)
                files.pointDue = nil
            }
            return files.due
        }
    }

    /// Rows first, so that a checkpoint is never ahead of them.
    private func write(_ files: inout LiveFiles) throws {
        let (rows, point) = handed.withLock { handed in
            defer { handed.point = nil }
            return (handed.rows, handed.point)
        }
        defer {
            if let point { files.planPoint(after: point, writtenAt: .now, share: Self.maxShare) }
        }
        if settings.seed != nil, let rows { try files.write(rows) }
        if let point {
            let start = ThreadClock.seconds
            try files.write(point, settings)
            files.lastCost = point.seconds + ThreadClock.seconds - start
        }
    }

    private var progress: (step: Int, epoch: Int, loss: Double?) {
        let (rows, before) = handed.withLock { ($0.rows?.steps, $0.stepsBefore) }
        guard let rows else { return (before, 0, nil) }
        let count = rows.count
        guard count > 0 else { return (before, 0, nil) }
        let last = rows.with(count - 1..<count) { $0[0] }
        return (before + count, last.epoch, last.loss.isFinite ? last.loss : nil)
    }

    /// Reports the first of several failures in a row.
    private func report(_ error: any Error, _ files: inout LiveFiles) {
        if !files.hasFailed { call.onWriteFailure("\(error)") }
        files.hasFailed = true
    }
}

/// CPU time of the calling thread.
private enum ThreadClock {
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
