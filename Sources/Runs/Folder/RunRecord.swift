import Files
public import Specs

public import Training

/// What a run folder holds of a spec: all that figures are drawn from.
public struct RunRecord: Sendable {
    /// A seed that was trained to its end.
    public struct Seed: Sendable {
        public let summary: RunSummary
        public let history: History
    }

    public let resolved: ResolvedSpec
    public let folder: RunFolder
    /// In the spec's order; those that were not trained to their end are left out.
    public let seeds: [Seed]
    /// nil: no range test of this spec is recorded.
    public let finder: FinderRecord?

    /// Reads a folder. A rate that the range test was to give is filled in.
    /// - Throws: `StoreError`, or `RateTrouble`.
    public init(_ resolved: ResolvedSpec, in folder: RunFolder) throws {
        finder = folder.finderRecord(of: resolved)
        self.folder = folder
        let filled = if resolved.awaitsRangeTest, let finder { try resolved.filled(from: finder) } else { resolved }
        self.resolved = filled
        let seeds = filled.awaitsRangeTest ? [] : filled.spec.seeds
        let complete = seeds.filter { folder.isComplete(seed: $0, specHash: filled.trainingHash) }
        self.seeds = try complete.map {
            Seed(summary: try folder.summary(seed: $0), history: try folder.history(seed: $0))
        }
    }

    /// The images of the seeds; nil where none is complete.
    public var images: ImageHashes? {
        seeds.first.map { ImageHashes(trainData: $0.summary.hashes.trainData, validData: $0.summary.hashes.validData) }
    }

    /// The folders that a path names, each with its spec: a run folder, or those of a spec file that has been run.
    /// - Parameters:
    ///   - output: where the run folders of spec files are.
    ///   - overrides: as for `SpecFile.load`.
    /// - Throws: `SpecError`, or `RecordTrouble` where a folder is no run folder.
    public static func folders(
        of path: String, output: String, overrides: [SpecOverride] = []
    ) throws -> [(resolved: ResolvedSpec, folder: RunFolder)] {
        let isFolder = FileSystem.isFolder(path)
        let spec = isFolder ? RunFolder(path: path).file("spec.json") : path
        if isFolder, !FileSystem.exists(spec) { throw RecordTrouble(path: path, kind: .noRunFolder) }
        if isFolder {
            let folder = RunFolder(path: path)
            return try folder.recordedSpecs(overrides: overrides).map { ($0, folder) }
        }
        return try SpecFile.loadAll(path: spec, overrides: overrides).map {
            ($0, RunFolder(output: output, name: $0.spec.name))
        }
    }
}
