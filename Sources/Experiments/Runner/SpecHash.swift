import Foundation

/// The version of the program, and of the results it writes.
public enum OneCycleVersion {
    public static let current = "0.1.0"
}

extension ResolvedSpec {
    /// SHA-256 of everything that decides a training, but for its seed: a run folder of the same hash is of this spec.
    public var trainingHash: String {
        StoreJSON.sha256(Data((OneCycleVersion.current + "\n" + trainingKey).utf8))
    }

    /// SHA-256 of everything that decides the range test.
    public var finderHash: String {
        let finder = spec.lrFinder
        let seeds = finder.seeds.map(String.init).joined(separator: ",")
        let key = "\(finder.startLR) \(finder.endLR) \(finder.numIt) \(finder.stopDiv) \(seeds)"
        return StoreJSON.sha256(Data((trainingHash + "\n" + key).utf8))
    }
}
