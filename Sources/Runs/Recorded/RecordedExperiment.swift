import Files
public import Specs

public import Training

/// A run folder as a comparison takes it: its spec, and every seed that was trained to its end.
public struct RecordedExperiment: Sendable {
    /// One seed.
    public struct Run: Sendable {
        public let summary: RunSummary
        public let history: History
    }

    /// The spec, with the seeds of all runs.
    public let resolved: ResolvedSpec
    /// One, or several that hold other seeds of one training.
    public let folders: [RunFolder]
    /// The first of them.
    public let folder: RunFolder
    /// By seed.
    public let runs: [Run]

    public var name: String { resolved.spec.name }

    /// Reads a run folder, or those of a spec file: of a study, one each experiment.
    /// - Parameters:
    ///   - path: a folder with a `spec.json`, or a spec file that has been run.
    ///   - output: where the run folders of spec files are.
    ///   - overrides: those that the spec files were run with.
    /// - Throws: `SpecError`; `RecordTrouble` where not all seeds of a spec were trained; `StoreError`.
    public static func all(
        _ path: String, output: String, overrides: [SpecOverride] = []
    ) throws -> [RecordedExperiment] {
        let isFolder = FileSystem.isFolder(path)
        return try RunRecord.folders(of: path, output: output, overrides: isFolder ? [] : overrides).map {
            resolved, folder in
            let call =
                isFolder
                ? SuggestedRun(of: resolved, in: folder)
                : SuggestedRun(spec: path, overrides: overrides, output: output)
            return try RecordedExperiment(resolved, in: folder, path: path, call: call)
        }
    }

    /// - Parameter call: what trains it.
    private init(_ resolved: ResolvedSpec, in folder: RunFolder, path: String, call: SuggestedRun) throws {
        let found = try FoundExperiment(resolved, in: folder)
        guard let whole = RecordedExperiment(found) else {
            let damaged = Set(found.damaged.map(\.seed))
            throw RecordTrouble(
                path: found.resolved.trial == nil || FileSystem.isFolder(path) ? path : "\(path): \(found.name)",
                kind: .missing(
                    seeds: found.missing.filter { !damaged.contains($0) }, damaged: found.damaged.map(\.file),
                    of: found.resolved.spec.seeds.count, call: call.description,
                    other: found.hasOtherTraining ? folder.path : nil))
        }
        self = whole
    }

    /// A folder that was found; nil where not all of its seeds were trained.
    public init?(_ found: FoundExperiment) {
        guard found.missing.isEmpty else { return nil }
        resolved = found.resolved
        folders = [found.folder]
        folder = found.folder
        runs = found.runs
    }

    /// The same with more runs of the same training.
    package init(_ experiment: RecordedExperiment, adding runs: [Run], from folders: [RunFolder]) {
        let all = (experiment.runs + runs).sorted { $0.summary.seed < $1.summary.seed }
        resolved = experiment.resolved.withSeeds(all.map(\.summary.seed))
        self.folders = experiment.folders + folders
        folder = experiment.folder
        self.runs = all
    }
}
