public import Files
public import Specs
public import Training

/// One recorded experiment: its spec, what its run folders hold of each seed, and its range test.
///
/// The only reader of run folders: figures, tables, comparisons, reports and exports start from it.
public struct RecordedExperiment: Sendable {
    /// A seed that was trained to its end.
    public struct Run: Sendable {
        /// How it ended, by the definition of today: see `OutcomeCause`.
        public let summary: RunSummary
        /// Its steps and epochs; no steps if only epochs were read.
        public let history: History
    }

    /// A seed of the spec.
    public struct Seed: Sendable {
        /// The seed itself.
        public let number: UInt64
        /// Its state in the folder.
        public let state: RunFolder.SeedState
    }

    /// The spec, with the seeds of all folders. A rate that the range test was to give is filled in.
    public let resolved: ResolvedSpec
    /// At least one; several if other folders hold other seeds of the same training.
    public let folders: [RunFolder]
    /// In the spec's order.
    public let seeds: [Seed]
    /// The complete seeds, in ascending order.
    public let runs: [Run]
    /// The recorded range test.
    public let rangeTest: RunFolder.RangeTestState

    /// nil if no range test of this spec is recorded.
    public var finder: FinderRecord? {
        guard case .complete(let record) = rangeTest else { return nil }
        return record
    }

    /// The experiment's name.
    public var name: String { resolved.spec.name }

    /// The first folder.
    public var folder: RunFolder { folders[0] }

    /// Whether every seed was trained to its end.
    public var isComplete: Bool { seeds.allSatisfy(\.state.isComplete) }

    /// The complete seeds, in the spec's order.
    public var runsInSpecOrder: [Run] {
        let bySeed = Dictionary(runs.map { ($0.summary.seed, $0) }, uniquingKeysWith: { first, _ in first })
        return seeds.compactMap { bySeed[$0.number] }
    }

    /// Seeds that are missing or of another training, in the spec's order.
    public var untrainedSeeds: [UInt64] {
        seeds.filter { [.missing, .otherTraining, .foreign].contains($0.state) }.map(\.number)
    }

    /// Seeds that the folder holds of another training, in the spec's order.
    public var seedsOfOtherTraining: [UInt64] { seeds.filter { $0.state == .otherTraining }.map(\.number) }

    /// Files that cannot be read or were altered after the run, with their seeds.
    public var damagedFiles: [(seed: UInt64, file: String)] {
        seeds.compactMap { seed in
            guard case .damaged(let file) = seed.state else { return nil }
            return (seed.number, folder.seedFolder(seed.number) + "/" + file)
        }
    }

    /// Files of seeds that the system refuses to read.
    public var unreadableFiles: [FileError] {
        seeds.compactMap { seed in
            guard case .unreadable(let error) = seed.state else { return nil }
            return error
        }
    }

    /// Whether files of a seed are damaged or cannot be read.
    public var hasDamagedSeeds: Bool { !damagedFiles.isEmpty || !unreadableFiles.isEmpty }

    /// Reads a folder, as far as it is complete.
    /// - Parameters:
    ///   - resolved: the folder's spec.
    ///   - folder: its run folder.
    ///   - readsSteps: false to read the epochs alone, which is fast for long runs.
    /// - Throws: `StoreError`, or `RateError` if the recorded range test gives no rate.
    public init(_ resolved: ResolvedSpec, in folder: RunFolder, readsSteps: Bool = true) throws {
        rangeTest = folder.rangeTest(of: resolved)
        var filled = resolved
        if resolved.awaitsRangeTest, case .complete(let finder) = rangeTest {
            filled = try resolved.filled(from: finder)
        }
        let hash = filled.trainingHash
        let isTrainable = !filled.awaitsRangeTest
        self.resolved = filled
        folders = [folder]
        let read = try filled.spec.seeds.map { seed in
            try folder.settled(seed: seed) { () -> (seed: Seed, run: Run?) in
                let state = isTrainable ? folder.state(seed: seed, specHash: hash) : .missing
                guard case .complete(let summary) = state else { return (Seed(number: seed, state: state), nil) }
                let run = try folder.judged(summary, of: filled.spec, readsSteps: readsSteps)
                return (Seed(number: seed, state: state), run)
            }
        }
        seeds = read.map(\.seed)
        runs = read.compactMap(\.run).sorted { $0.summary.seed < $1.summary.seed }
    }

    /// The same runs under another spec of the same training, range test and seeds.
    init(_ experiment: RecordedExperiment, as resolved: ResolvedSpec) {
        self.resolved = resolved
        folders = experiment.folders
        let states = Dictionary(experiment.seeds.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        seeds = resolved.spec.seeds.compactMap { states[$0] }
        runs = experiment.runs
        rangeTest = experiment.rangeTest
    }

    /// The same experiment with more complete runs of the same training.
    package init(_ experiment: RecordedExperiment, adding runs: [Run], from folders: [RunFolder]) {
        let all = (experiment.runs + runs).sorted { $0.summary.seed < $1.summary.seed }
        resolved = experiment.resolved.withSeeds(all.map(\.summary.seed))
        self.folders = experiment.folders + folders
        seeds = all.map { Seed(number: $0.summary.seed, state: .complete($0.summary)) }
        self.runs = all
        rangeTest = experiment.rangeTest
    }
}
