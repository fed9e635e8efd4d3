public import Datasets
import Foundation

/// The images of a call, each source loaded once, however many runs share it.
public final class DatasetStore: @unchecked Sendable {
    /// A source's images, and how long it took to get them.
    public struct Loaded: Sendable {
        public let split: DataSplit
        public let seconds: Double
    }

    private let directory: String?
    private let threads: Int
    private let lock = NSLock()
    private var loaded: [DatasetSource: Loaded] = [:]

    /// - Parameters:
    ///   - directory: where IDX files are; nil: the usual places.
    ///   - threads: threads to load with.
    public init(directory: String?, threads: Int) {
        self.directory = directory
        self.threads = threads
    }

    /// The images of `source`.
    /// - Throws: `DatasetError`.
    public func load(_ source: DatasetSource) throws -> Loaded {
        try lock.withLock {
            if let known = loaded[source] { return known }
            let clock = ContinuousClock()
            let start = clock.now
            let split = try DatasetLoader.load(source: source, directory: directory, threads: threads)
            let result = Loaded(split: split, seconds: (clock.now - start) / .seconds(1))
            loaded[source] = result
            return result
        }
    }
}
