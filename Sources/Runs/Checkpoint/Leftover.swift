import Files
import Networks
import Training

/// The part of a run that an earlier call made.
struct Leftover {
    /// The run's folder; nil: the earlier call left none, or another process works in it.
    var folder: UnfinishedFolder?
    /// Whether another process works on the run.
    var isBusy = false
    /// The point to resume from.
    private(set) var point: TrainingPoint?
    /// Steps of the run before that point, those of earlier seeds of a range test included; 0 without a point.
    private(set) var stepsMade = 0
    /// Checkpoints that cannot be used, the newest first.
    var issues: [CheckpointIssue] = []

    /// Whether the folder has to be kept for a run of another origin: another kind of CPU, for instance.
    var isUsableElsewhere: Bool { issues.last?.reason.isUsableElsewhere ?? false }

    /// Takes the folder of a run, and reads the newest checkpoint that can be used. Damaged checkpoints are removed.
    /// - Parameter network: the run's.
    init(of origin: CheckpointOrigin, at path: String, network: NetworkDefinition) throws(StoreError) {
        switch try UnfinishedFolder.open(path) {
        case .missing: break
        case .busy: isBusy = true
        case .taken(let folder):
            self.folder = folder
            for (step, name) in folder.checkpoints {
                let file = folder.file(name)
                do throws(CheckpointIssue.Reason) {
                    point = try CheckpointFile.read(file, for: origin, network: network)
                    stepsMade = step
                    return
                } catch {
                    issues.append(CheckpointIssue(path: file, reason: error))
                    if error.isUsableElsewhere { return }
                    try StoredFile.remove(file)
                }
            }
        }
    }

    /// Returns the point and drops it: it takes as much memory as the network and the optimizer's state.
    mutating func takePoint() -> TrainingPoint? {
        defer { point = nil }
        return point
    }

    /// Drops all checkpoints, so that the run starts again.
    mutating func dropCheckpoints() throws(StoreError) {
        (point, stepsMade) = (nil, 0)
        try folder?.removeProgress()
    }
}

extension UnfinishedFolder {
    /// Writes and syncs a checkpoint, and removes all but the last two.
    /// - Parameter step: names the file; it grows from checkpoint to checkpoint.
    func write(
        _ point: TrainingPoint, step: Int, of origin: CheckpointOrigin, network: NetworkDefinition
    ) throws {
        try CheckpointFile.write(point, of: origin, network: network, to: file(Self.checkpointName(step: step)))
        for (_, name) in checkpoints.dropFirst(2) { try StoredFile.remove(file(name)) }
    }
}
