import Files
import Foundation

extension RunFolder {
    /// The state of a seed in a run folder.
    public enum SeedState: Sendable, Equatable {
        /// Trained to its end by the spec; every file is as it was written.
        case complete(RunSummary)
        /// The seed has no folder.
        case missing
        /// Trained by another spec.
        case otherTraining
        /// This file cannot be read, or was altered after the run.
        case damaged(file: String)

        /// Whether the seed need not be trained.
        public var isComplete: Bool { if case .complete = self { true } else { false } }
    }

    /// Compares a seed's files with the hashes in its summary.
    /// - Parameter specHash: of the training that the seed should be of.
    public func state(seed: UInt64, specHash: String) -> SeedState {
        Self.state(of: seed, in: seedFolder(seed), specHash: specHash)
    }

    /// The same of a seed whose files lie in the folder at `path`.
    static func state(of seed: UInt64, in path: String, specHash: String) -> SeedState {
        guard FileManager.default.fileExists(atPath: path) else { return .missing }
        func file(_ file: SeedFile) -> String { path + "/" + file.rawValue }
        guard let summary = try? StoreJSON.decode(RunSummary.self, at: file(.summary)), summary.seed == seed else {
            return .damaged(file: SeedFile.summary.rawValue)
        }
        guard summary.hashes.spec == specHash else { return .otherTraining }
        var hashes: [(file: SeedFile, hash: String)] = [
            (.steps, summary.hashes.steps), (.epochs, summary.hashes.epochs), (.model, summary.hashes.model),
        ]
        if let best = summary.hashes.best { hashes.append((.best, best)) }
        let damaged = hashes.first { (try? ContentDigest.ofFile(file($0.file))) != $0.hash }
        return damaged.map { .damaged(file: $0.file.rawValue) } ?? .complete(summary)
    }

    /// Whether a seed was trained to its end by this spec, and every file is as it was written.
    public func isComplete(seed: UInt64, specHash: String) -> Bool {
        state(seed: seed, specHash: specHash).isComplete
    }
}
