public import Datasets
import Foundation

/// The images of a call, each source and split loaded once, however many runs share them.
public final class DatasetStore: @unchecked Sendable {
    /// A source's images, and how long it took to get them.
    public struct Loaded: Sendable {
        public let split: DataSplit
        public let seconds: Double
    }

    private let directory: String?
    private let threads: Int
    private let lock = NSLock()
    private var loaded: [Key: Loaded] = [:]

    /// What of a spec decides the images.
    private struct Key: Hashable {
        var source: DatasetSource
        var heldOut: Int?
    }

    /// - Parameters:
    ///   - directory: where IDX files are; nil: the usual places.
    ///   - threads: threads to load with.
    public init(directory: String?, threads: Int) {
        self.directory = directory
        self.threads = threads
    }

    /// The images of a spec's `data`: its source, split as it says.
    /// - Throws: `DatasetError`.
    public func load(_ spec: DataSpec) throws -> Loaded {
        try lock.withLock {
            let key = Key(source: spec.source, heldOut: spec.validSplit)
            if let known = loaded[key] { return known }
            let clock = ContinuousClock()
            let start = clock.now
            var split = try DatasetLoader.load(source: spec.source, directory: directory, threads: threads)
            if let count = spec.validSplit { split = try split.holdingOut(count) }
            let result = Loaded(split: split, seconds: (clock.now - start) / .seconds(1))
            loaded[key] = result
            return result
        }
    }
}
