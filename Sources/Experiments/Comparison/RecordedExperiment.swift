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
    ///   - overrides: those that the spec files were run with.
    /// - Throws: `SpecProblems`; `RecordTrouble` where not all seeds of a spec were trained; `StoreError`.
    public static func all(
        _ path: String, output: String, overrides: [String] = []
    ) throws -> [RecordedExperiment] {
        let isFolder = RegularFile.isFolder(path)
        let spec = isFolder ? RunFolder(path: path).file("spec.json") : path
        let call = isFolder ? spec : ([spec] + overrides.map { "--set \(ShellWord.quoted($0))" }).joined(separator: " ")
        return try RunRecord.folders(of: path, output: output, overrides: isFolder ? [] : overrides).map {
            try RecordedExperiment($0.resolved, in: $0.folder, path: path, call: call)
        }
    }

    /// - Parameter call: what of `onecycle run` trains it.
    private init(_ resolved: ResolvedSpec, in folder: RunFolder, path: String, call: String) throws {
        let found = try FoundExperiment(resolved, in: folder)
        guard let whole = RecordedExperiment(found) else {
            let (spec, seeds) = (found.resolved, found.resolved.spec.seeds)
            let others = seeds.contains { seed in
                (try? folder.summary(seed: seed)).map { $0.hashes.spec != spec.trainingHash } ?? false
            }
            throw RecordTrouble(
                path: spec.cell == nil ? path : "\(path): \(spec.spec.name)",
                kind: .missing(seeds: found.missing, of: seeds.count, call: call, other: others ? folder.path : nil))
        }
        self = whole
    }

    /// A folder that was found; nil where not all of its seeds were trained.
    public init?(_ found: FoundExperiment) {
        guard found.missing.isEmpty else { return nil }
        resolved = found.resolved
        folder = found.folder
        runs = found.runs
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
        /// Seeds that were not trained to their end, or by another spec, then the folder that holds them.
        case missing(seeds: [UInt64], of: Int, call: String, other: String?)
    }
    public var path: String
    public var kind: Kind

    public var description: String {
        switch kind {
        case .noRunFolder: "\(path): no run folder: there is no spec.json in it"
        case .missing(let seeds, let count, let call, let other):
            "\(path): \(seeds.count) of \(count) seeds are not trained (\(Self.list(seeds))); "
                + "`onecycle run \(call)` trains them"
                + (other.map { ". \($0) holds another training: was it run with other --set?" } ?? "")
        }
    }

    private static func list(_ seeds: [UInt64]) -> String {
        let shown = seeds.prefix(8).map(String.init).joined(separator: ", ")
        return seeds.count > 8 ? shown + ", ..." : shown
    }
}
