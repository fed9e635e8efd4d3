public import Training

/// A run folder as a comparison takes it: its spec, and every seed that was trained to its end.
public struct RecordedExperiment: Sendable {
    /// One seed.
    public struct Run: Sendable {
        public let summary: RunSummary
        public let history: History
    }

    public let resolved: ResolvedSpec
    public let folder: RunFolder
    /// By seed.
    public let runs: [Run]

    public var name: String { resolved.spec.name }

    /// Reads a run folder, or those of a spec file: of a study, one each experiment.
    /// - Parameters:
    ///   - path: a folder with a `spec.json`, or a spec file that has been run.
    ///   - output: where the run folders of spec files are.
    /// - Throws: `SpecProblems`; `RecordTrouble` where not all seeds of a spec were trained; `StoreError`.
    public static func all(_ path: String, output: String) throws -> [RecordedExperiment] {
        let isFolder = RegularFile.isFolder(path)
        let specPath = isFolder ? RunFolder(path: path).file("spec.json") : path
        if isFolder, !RegularFile.exists(specPath) { throw RecordTrouble(path: path, kind: .noRunFolder) }
        return try SpecFile.loadAll(path: specPath, readsWeights: !isFolder).map { resolved in
            let folder = isFolder ? RunFolder(path: path) : RunFolder(output: output, name: resolved.spec.name)
            return try RecordedExperiment(resolved, in: folder, path: path, specPath: specPath)
        }
    }

    private init(_ resolved: ResolvedSpec, in folder: RunFolder, path: String, specPath: String) throws {
        var resolved = resolved
        if resolved.awaitsRangeTest, let record = folder.finderRecord(of: resolved) {
            resolved = try resolved.filled(from: record)
        }
        let (seeds, hash) = (resolved.spec.seeds, resolved.trainingHash)
        let missing = resolved.awaitsRangeTest ? seeds : seeds.filter { !folder.isComplete(seed: $0, specHash: hash) }
        guard missing.isEmpty else {
            throw RecordTrouble(path: path, kind: .missing(seeds: missing, of: seeds.count, spec: specPath))
        }
        self.resolved = resolved
        self.folder = folder
        runs = try seeds.sorted().map {
            Run(summary: try folder.summary(seed: $0), history: try folder.history(seed: $0))
        }
    }

    /// As an arm of a comparison.
    /// - Parameter isUntunedBaseline: whether it is a baseline whose rate nobody looked for.
    func arm(isUntunedBaseline: Bool) -> ComparedArm {
        ComparedArm(
            name: name,
            runs: runs.map { run in
                var seconds = 0.0
                let points = run.history.epochs.enumerated().map { index, epoch in
                    seconds += epoch.seconds
                    return ValidationPoint(
                        epochs: Double(index + 1), seconds: seconds, accuracy: epoch.accuracy, loss: epoch.validLoss)
                }
                return ComparedRun(
                    seed: run.summary.seed, hasDiverged: run.summary.status == .diverged, validations: points)
            }, isUntunedBaseline: isUntunedBaseline)
    }
}

/// Why a folder or a spec has nothing to compare.
public struct RecordTrouble: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// A folder without `spec.json`.
        case noRunFolder
        /// Seeds that were not trained to their end, or by another spec.
        case missing(seeds: [UInt64], of: Int, spec: String)
    }
    public var path: String
    public var kind: Kind

    public var description: String {
        switch kind {
        case .noRunFolder: "\(path): no run folder: there is no spec.json in it"
        case .missing(let seeds, let count, let spec):
            "\(path): \(seeds.count) of \(count) seeds are not trained (\(Self.list(seeds))); "
                + "`onecycle run \(spec)` trains them"
        }
    }

    private static func list(_ seeds: [UInt64]) -> String {
        let shown = seeds.prefix(8).map(String.init).joined(separator: ", ")
        return seeds.count > 8 ? shown + ", ..." : shown
    }
}
