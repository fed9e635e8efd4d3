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

    /// The step of the newest checkpoint of a unit, by its status; nil if these settings have none.
    func checkpointStep(of unit: WorkUnit, _ resolved: ResolvedSpec) -> Int? {
        let (status, hash) =
            switch unit {
            case .rangeTest: (rangeTestStatus, resolved.finderHash)
            case .seed(let seed): (status(seed: seed), resolved.trainingHash)
            }
        return status?.spec == hash ? status?.checkpointStep : nil
    }

    /// The stamp of a unit's record, which every computation of it changes; nil if it has no record.
    func stamp(of unit: WorkUnit) -> FileStamp? {
        switch unit {
        case .rangeTest: FileStamp(of: file(.rangeTest))
        case .seed(let seed): stamp(ofSeed: seed)
        }
    }
}
