public import Files
import Specs

/// Whether a call keeps or computes a seed or a range test, and why.
public enum WorkDecision: Sendable, Equatable {
    /// It is complete.
    case keep
    /// It is computed, from its first step.
    case compute(Reason)

    /// Why a seed or a range test is computed.
    public enum Reason: Sendable, Equatable {
        /// The folder does not hold it.
        case missing
        /// It is complete, and the call repeats complete work.
        case forced
        /// The folder holds one of other settings.
        case otherSettings
        /// This file cannot be read, or was altered after the run.
        case damaged(file: String)
        /// Its rates come from a range test that runs first.
        case awaitsRangeTest
        /// The system refuses to read a file, which may be intact: the work fails.
        case unreadable(FileError)
        /// A file or folder that no run wrote has the seed's name: the work fails.
        case nameTaken
    }
}

extension RunFolder {
    /// Decides about a seed.
    /// - Parameter isForced: whether complete seeds are trained again.
    func decision(seed: UInt64, of resolved: ResolvedSpec, isForced: Bool) -> WorkDecision {
        if resolved.awaitsRangeTest { return .compute(.awaitsRangeTest) }
        return switch state(seed: seed, specHash: resolved.trainingHash) {
        case .complete: isForced ? .compute(.forced) : .keep
        case .missing: .compute(.missing)
        case .otherTraining: .compute(.otherSettings)
        case .damaged(let file): .compute(.damaged(file: file))
        case .unreadable(let error): .compute(.unreadable(error))
        case .foreign: .compute(.nameTaken)
        }
    }

    /// Decides about the range test.
    /// - Parameter isForced: whether a complete one is repeated.
    func rangeTestDecision(of resolved: ResolvedSpec, isForced: Bool) -> WorkDecision {
        switch rangeTest(of: resolved) {
        case .complete: isForced ? .compute(.forced) : .keep
        case .none: .compute(.missing)
        case .otherSettings: .compute(.otherSettings)
        case .damaged(let file): .compute(.damaged(file: file))
        case .unreadable(let error): .compute(.unreadable(error))
        }
    }

    /// The step of the checkpoint from which a unit resumes, as far as files and settings decide: images are not compared.
    /// - Returns: the step, nil without such a checkpoint, and the newer checkpoints that cannot be used.
    func checkpoint(of unit: WorkUnit, _ resolved: ResolvedSpec) -> (step: Int?, issues: [CheckpointIssue]) {
        let (path, status, hash) =
            switch unit {
            case .rangeTest: (unfinishedRangeTest, rangeTestStatus, resolved.finderHash)
            case .seed(let seed): (unfinishedSeed(seed), status(seed: seed), resolved.trainingHash)
            }
        // The folder of another training moves to the history.
        if let status, status.spec != hash { return (nil, []) }
        let seed: UInt64? = if case .seed(let seed) = unit { seed } else { nil }
        var issues: [CheckpointIssue] = []
        for (step, name) in UnfinishedFolder.checkpoints(at: path) {
            guard let reason = CheckpointFile.issue(at: path + "/" + name, spec: hash, seed: seed) else {
                return (step, issues)
            }
            issues.append(CheckpointIssue(path: path + "/" + name, reason: reason))
            if reason.isUsableElsewhere { break }
        }
        return (nil, issues)
    }

    /// The stamp of a unit's record, which every computation of it changes; nil if it has no record.
    func stamp(of unit: WorkUnit) -> FileStamp? {
        switch unit {
        case .rangeTest: FileStamp(of: file(.rangeTest))
        case .seed(let seed): stamp(ofSeed: seed)
        }
    }
}
