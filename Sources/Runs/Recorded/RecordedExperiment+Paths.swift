import Files
public import Specs

extension RecordedExperiment {
    /// The run folders of a path, each with its spec: one run folder, or those of a spec file that was run.
    /// - Parameters:
    ///   - path: a folder with a `spec.json`, or a spec file.
    ///   - output: the folder of the run folders of spec files.
    ///   - overrides: those that the spec files were run with.
    ///   - look: overrides of keys that decide what is drawn, and how.
    /// - Throws: `SpecError`, or `RecordError` if a folder is not a run folder.
    public static func folders(
        of path: String, output: String, overrides: [SpecOverride] = [], look: [SpecOverride] = []
    ) throws -> [(resolved: ResolvedSpec, folder: RunFolder)] {
        guard FileSystem.isFolder(path) else {
            return try SpecFile.loadAll(path: path, overrides: overrides + look).map {
                ($0, RunFolder(output: output, name: $0.spec.name))
            }
        }
        let folder = RunFolder(path: path)
        guard folder.hasSpec else {
            throw RecordError(path: path, kind: folder.isOfRun ? .noSpec(restoring: folder.restoring) : .noRunFolder)
        }
        return try folder.recordedSpecs(overrides: look).map { ($0, folder) }
    }

    /// Reads a run folder, or those of a spec file: one per experiment of a study. Every seed must be complete.
    /// - Parameters:
    ///   - path: a folder with a `spec.json`, or a spec file that was run.
    ///   - output: the folder of the run folders of spec files.
    ///   - overrides: those that the spec files were run with.
    ///   - look: overrides of keys that decide what is drawn, and how.
    /// - Throws: `SpecError`; `RecordError` if a seed of a spec is not complete; `StoreError`; `RateError`.
    public static func complete(
        _ path: String, output: String, overrides: [SpecOverride] = [], look: [SpecOverride] = []
    ) throws -> [RecordedExperiment] {
        let isFolder = FileSystem.isFolder(path)
        return try folders(of: path, output: output, overrides: overrides, look: look).map { resolved, folder in
            let experiment = try RecordedExperiment(resolved, in: folder)
            if experiment.isComplete { return experiment }
            let command =
                isFolder
                ? TrainingCommand(of: resolved, in: folder)
                : TrainingCommand(spec: path, overrides: overrides, output: output)
            let isOneOfStudy = experiment.resolved.trial != nil && !isFolder
            throw RecordError(
                path: isOneOfStudy ? "\(path): \(experiment.name)" : path, kind: .incomplete(experiment, command))
        }
    }
}

extension RecordError.Kind {
    fileprivate static func incomplete(_ experiment: RecordedExperiment, _ command: TrainingCommand) -> Self {
        .incomplete(
            untrained: experiment.untrainedSeeds, damaged: experiment.damagedFiles.map(\.file),
            unreadable: experiment.unreadableFiles.map { "\($0.path): \($0.reason.words)" },
            of: experiment.seeds.count, command: command.description,
            otherTraining: experiment.seedsOfOtherTraining.isEmpty ? nil : experiment.folder.path)
    }
}
