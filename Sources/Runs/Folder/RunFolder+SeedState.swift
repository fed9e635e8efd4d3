import Files
import Foundation

extension RunFolder {
    /// What there is of a seed.
    public enum SeedState: Sendable, Equatable {
        /// Trained to its end by the spec, every file as it was written.
        case complete
        /// Nothing.
        case missing
        /// Trained by another spec.
        case otherTraining
        /// A folder whose files cannot be read, or are not those that were written: which one.
        case damaged(file: String)
    }

    /// - Parameter specHash: of the spec that the seed is to be of.
    public func state(seed: UInt64, specHash: String) -> SeedState {
        let folder = file("seed-\(seed)")
        guard FileManager.default.fileExists(atPath: folder) else { return .missing }
        guard let summary = try? summary(seed: seed), summary.seed == seed else {
            return .damaged(file: "summary.json")
        }
        guard summary.hashes.spec == specHash else { return .otherTraining }
        let hashes = [
            ("steps.csv", summary.hashes.steps), ("epochs.csv", summary.hashes.epochs),
            ("model.safetensors", summary.hashes.model),
        ]
        let damaged = hashes.first { name, hash in (try? ContentDigest.ofFile(folder + "/" + name)) != hash }
        return damaged.map { .damaged(file: $0.0) } ?? .complete
    }
}
