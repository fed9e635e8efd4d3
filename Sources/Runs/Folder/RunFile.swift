import Files
import Foundation

/// The files of a run folder, `output/NAME`. No other file of this module spells their names.
package enum RunFile: String, CaseIterable, Sendable {
    /// The resolved spec.
    case spec = "spec.json"
    /// The experiment's place in its study.
    case study = "study.json"
    /// The range test's suggestions.
    case rangeTest = "lr_finder.json"
    /// The range test's curves.
    case rangeTestCurves = "lr_finder.csv"
    /// The claim of the calls that train here.
    case claim = ".onecycle.lock"
    /// The claim of the calls that use the range test.
    case rangeTestClaim = ".lr_finder.lock"
    /// The lease of the call that runs the range test.
    case rangeTestLease = ".lr_finder.lease"
}

extension RunFile {
    /// The files of a range test.
    static let ofRangeTest: [RunFile] = [.rangeTest, .rangeTestCurves]
}

/// The files of a seed's folder, `output/NAME/seed-S`, finished or not.
package enum SeedFile: String, CaseIterable, Sendable {
    /// How the run ended.
    case summary = "summary.json"
    /// One row per step.
    case steps = "steps.csv"
    /// One row per epoch.
    case epochs = "epochs.csv"
    /// The trained network.
    case model = "model.safetensors"
    /// The network after the best validation, if the spec asks for it.
    case best = "best.safetensors"
    /// How far the run is; only until it ends.
    case status = "status.json"
}

/// Names of folders.
enum FolderName {
    static let seedPrefix = "seed-"
    /// In the folder of all runs: seeds of other trainings, `.history/NAME/N`.
    static let history = ".history"
    /// In the folder of all runs: figures that are not a run's own.
    static let figures = "figures"
    /// In the folder of all runs: decoded pictures.
    static let cache = ".cache"

    /// The range test that has not ended.
    static let unfinishedRangeTest = ".lr_finder.partial"

    /// Whether a file or a folder of a run folder belongs to work that has not ended.
    static func isUnfinished(_ name: String) -> Bool {
        let isOfSeed = name.hasPrefix("." + seedPrefix) && name.hasSuffix(unfinishedSuffix)
        return isOfSeed || isSeedLease(name) || [RunFile.rangeTestLease.rawValue, unfinishedRangeTest].contains(name)
    }

    /// Whether a file of a run folder is a lock of calls, which they remove themselves.
    static func isLock(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".lock") }

    static func seed(_ seed: UInt64) -> String { "\(seedPrefix)\(seed)" }

    /// The seed that has not ended.
    static func unfinished(_ seed: UInt64) -> String { "." + self.seed(seed) + unfinishedSuffix }

    /// The seed of such a folder's name; nil for other names.
    static func seed(unfinished name: String) -> UInt64? {
        guard name.hasPrefix("."), name.hasSuffix(unfinishedSuffix) else { return nil }
        return seed(named: String(name.dropFirst().dropLast(unfinishedSuffix.count)))
    }

    /// The lease of the call that trains a seed.
    static func lease(ofSeed seed: UInt64) -> String { "." + self.seed(seed) + leaseSuffix }

    static func isSeedLease(_ name: String) -> Bool { name.hasPrefix("." + seedPrefix) && name.hasSuffix(leaseSuffix) }

    private static let leaseSuffix = ".lease"

    /// A unique name for a seed's folder, used if another process works on the same seed.
    static func uniqueUnfinished(_ seed: UInt64) -> String {
        ".\(self.seed(seed)).\(UUID().uuidString)\(unfinishedSuffix)"
    }

    /// The seed of such a folder's name; nil unless a run gives this name.
    static func seed(uniqueUnfinished name: String) -> UInt64? {
        guard name.hasPrefix("."), name.hasSuffix(unfinishedSuffix) else { return nil }
        let parts = name.dropFirst().dropLast(unfinishedSuffix.count).split(separator: ".")
        guard parts.count == 2, UUID(uuidString: String(parts[1])) != nil else { return nil }
        return seed(named: String(parts[0]))
    }

    private static let unfinishedSuffix = ".partial"

    /// The seed of a folder's name; nil unless a run gives this name.
    static func seed(named name: String) -> UInt64? {
        guard name.hasPrefix(seedPrefix), let seed = UInt64(name.dropFirst(seedPrefix.count)) else { return nil }
        return name == self.seed(seed) ? seed : nil
    }
}

extension RunFolder {
    package func file(_ file: RunFile) -> String { self.file(file.rawValue) }

    /// Whether a spec is in the folder, which makes it a run folder.
    package var hasSpec: Bool { FileManager.default.fileExists(atPath: file(.spec)) }

    /// Whether a run wrote into the folder: it has a spec, or seeds whose spec is missing.
    package var isOfRun: Bool {
        if hasSpec || FileSystem.isTaken(file(.spec)) { return true }
        let names = (try? FileSystem.names(in: path)) ?? []
        return names.compactMap(FolderName.seed(named:)).contains { seed in
            switch SeedCheck(seed, at: seedFolder(seed), hashesFiles: false).content {
            case .recorded, .withoutSummary: true
            case .nothing, .foreign, .unreadable: false
            }
        }
    }

    /// Whether a folder has a spec, or anything that `restore` can bring back.
    package var holdsResults: Bool { hasSpec || hasRangeTest || !recordedSeeds().isEmpty || !unfinishedSeeds().isEmpty }

    /// A seed's folder.
    public func seedFolder(_ seed: UInt64) -> String { file(FolderName.seed(seed)) }

    /// The folder of a seed that has not ended.
    package func unfinishedSeed(_ seed: UInt64) -> String { file(FolderName.unfinished(seed)) }

    /// The folder of a range test that has not ended.
    package var unfinishedRangeTest: String { file(FolderName.unfinishedRangeTest) }

    package func file(_ file: SeedFile, seed: UInt64) -> String { seedFolder(seed) + "/" + file.rawValue }

    /// Where decoded pictures are kept.
    /// - Parameter output: the folder of all runs.
    package static func cacheFolder(in output: String) -> String { output + "/" + FolderName.cache }

    /// The kind of a folder of results: "a run folder", "a seed's folder"; nil for any other folder.
    package static func kind(of path: String) -> String? {
        func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }
        if RunFolder(path: path).isOfRun { return "a run folder" }
        return has(SeedFile.summary.rawValue) && has(SeedFile.steps.rawValue) ? "a seed's folder" : nil
    }
}
