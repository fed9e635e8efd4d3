import Files
import Training

/// The files of a run in its unfinished folder.
struct LiveFiles {
    /// nil before it is made.
    var folder: UnfinishedFolder?
    /// Whether another process works on the run: then nothing is written.
    var isBusy: Bool
    /// Whether the run has ended.
    var isOver = false
    /// Whether the last write failed.
    var hasFailed = false
    /// When to write the status.
    var statusDue: ContinuousClock.Instant
    /// When to request a point; nil: never, or one is requested.
    var pointDue: ContinuousClock.Instant?
    /// Seconds of CPU time that the last checkpoint took.
    var lastCost = 0.0
    private(set) var status: RunStatus
    private let path: String
    private let interval: Double?
    private var steps: LiveSteps
    private var epochs: LiveEpochs
    /// Rows that an earlier call wrote before its checkpoint; nil once they are checked.
    private var before: (steps: Int, epochs: Int)?

    init(_ settings: LiveRun.Settings, _ leftover: Leftover, begun: ContinuousClock.Instant) {
        folder = leftover.folder
        isBusy = leftover.isBusy
        path = settings.path
        interval = settings.interval
        statusDue = begun
        pointDue = settings.interval.map { begun + .seconds($0) }
        status = RunStatus(
            name: settings.name, seed: settings.seed, spec: settings.origin.spec,
            totalSteps: settings.origin.totalSteps)
        // Every epoch that ended has a row.
        before = leftover.point.map { ($0.position.step, $0.position.epoch) } ?? (0, 0)
        if leftover.point != nil, let step = leftover.folder?.checkpoints.first?.step {
            (status.checkpointStep, status.resumedStep) = (step, step)
        }
        steps = LiveSteps(settings.path + "/" + SeedFile.steps.rawValue, isDecaying: settings.isDecaying)
        epochs = LiveEpochs(settings.path + "/" + SeedFile.epochs.rawValue)
    }

    /// When the next write or request is due.
    var due: ContinuousClock.Instant { min(statusDue, pointDue ?? statusDue) }

    /// Makes the folder, unless another process works at the run.
    mutating func make() throws(StoreError) {
        guard folder == nil, !isBusy else { return }
        folder = try UnfinishedFolder.take(path)
        isBusy = folder == nil
    }

    /// Writes new rows.
    mutating func write(_ rows: Recorder.Rows) throws(FileError) {
        if let before {
            try steps.keep(before.steps)
            try epochs.keep(before.epochs)
            self.before = nil
        }
        try steps.write(upTo: rows.steps.count) { range in rows.steps.with(range) { Array($0) } }
        let ended = rows.epochs.all
        try epochs.write(upTo: ended.count) { ended[$0] }
    }

    /// Writes a checkpoint.
    mutating func write(_ point: LiveRun.TimedPoint, _ settings: LiveRun.Settings) throws {
        guard let folder else { return }
        try folder.write(point.point, step: point.step, of: settings.origin, network: settings.network)
        status.checkpointStep = point.step
        statusDue = .now
    }

    mutating func writeStatus(
        _ progress: (step: Int, epoch: Int, loss: Double?), _ state: RunStatus.State, message: String?
    ) throws {
        guard let folder else { return }
        (status.step, status.epoch, status.loss) = progress
        (status.state, status.message) = (state, message)
        try status.write(to: folder.file(.status))
    }

    /// Plans the next point, early enough for its checkpoint to be written when the interval ends.
    ///
    /// It comes later if checkpoints would take more than `share` of the time.
    mutating func planPoint(after point: LiveRun.TimedPoint, writtenAt now: ContinuousClock.Instant, share: Double) {
        guard let interval else { return }
        let writing = (now - point.taken) / .seconds(1)
        pointDue = point.taken + .seconds(max(interval - writing, interval / 2, lastCost / share))
    }
}
