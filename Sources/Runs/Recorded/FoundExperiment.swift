public import Specs

/// A run folder as far as it goes: its spec, and the seeds that were trained to their end.
public struct FoundExperiment: Sendable {
    public let resolved: ResolvedSpec
    public let folder: RunFolder
    /// By seed.
    public let runs: [RecordedExperiment.Run]
    /// Seeds of the spec that are not there, not whole, or of another training; in the spec's order.
    public let missing: [UInt64]
    /// Those of them of which there is something that is not what a run wrote: seed and file.
    public let damaged: [(seed: UInt64, file: String)]
    /// Whether there are seeds of another training.
    public let hasOtherTraining: Bool
    /// nil: no range test of this spec is recorded.
    public let finder: FinderRecord?

    /// Reads a folder. A rate that the range test was to give is filled in.
    /// - Throws: `StoreError`, or why a recorded test gives no rate.
    public init(_ resolved: ResolvedSpec, in folder: RunFolder) throws {
        finder = folder.finderRecord(of: resolved)
        var resolved = resolved
        if resolved.awaitsRangeTest, let finder { resolved = try resolved.filled(from: finder) }
        let (seeds, hash) = (resolved.spec.seeds, resolved.trainingHash)
        let awaits = resolved.awaitsRangeTest
        let states = seeds.map { ($0, awaits ? .missing : folder.state(seed: $0, specHash: hash)) }
        let missing = states.filter { $0.1 != .complete }.map(\.0)
        self.resolved = resolved
        self.folder = folder
        self.missing = missing
        damaged = states.compactMap { seed, state in
            guard case .damaged(let file) = state else { return nil }
            return (seed, folder.file("seed-\(seed)/\(file)"))
        }
        hasOtherTraining = states.contains { $0.1 == .otherTraining }
        runs = try Set(seeds).subtracting(missing).sorted().map {
            RecordedExperiment.Run(summary: try folder.summary(seed: $0), history: try folder.history(seed: $0))
        }
    }

    public var name: String { resolved.spec.name }
}
