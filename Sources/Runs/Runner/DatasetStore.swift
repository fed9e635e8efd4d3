public import Specs
public import Datasets
import Foundation

/// The images of a call, each source loaded once, however many runs share it and however they scale it.
public final class DatasetStore: @unchecked Sendable {
    /// A source's images, and how long it took to get them.
    public struct Loaded: Sendable {
        public let split: DataSplit
        public let seconds: Double
    }

    private let directory: String?
    private let cacheDirectory: String?
    private let drawer: (any DigitDrawer)?
    private let threads: Int
    private let memory: Double
    private let isCancelled: @Sendable () -> Bool
    private let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
    private let lock = NSLock()
    private var sets: [Key: Sets] = [:]
    private var loaded: [ScaledKey: Loaded] = [:]

    /// What of a spec decides the images.
    private struct Key: Hashable {
        var images: ImageSource
        var channels: Int?
        var validSplit: ValidationSplit?
        var limit: Int?
    }

    /// The same, and how they are scaled.
    private struct ScaledKey: Hashable {
        var images: Key
        var normalization: Normalization
    }

    private struct Sets {
        var train: ImageDataset
        var valid: ImageDataset
        var seconds: Double
    }

    /// - Parameters:
    ///   - directory: where MNIST's files are; nil: the usual places.
    ///   - cacheDirectory: where decoded folders are kept; nil: nowhere.
    ///   - drawer: draws digits; nil: specs of drawn digits are refused.
    ///   - threads: threads to load with.
    ///   - memory: bytes that images may take.
    ///   - isCancelled: asked often, from any thread; ends loading when true.
    ///   - progress: told how many pictures of how many are decoded, from any thread.
    public init(
        directory: String?, cacheDirectory: String? = nil, drawer: (any DigitDrawer)?, threads: Int,
        memory: Double = .infinity, isCancelled: @escaping @Sendable () -> Bool = { false },
        progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) {
        self.directory = directory
        self.cacheDirectory = cacheDirectory
        self.drawer = drawer
        self.threads = threads
        self.memory = memory
        self.isCancelled = isCancelled
        self.progress = progress
    }

    /// Bytes of all images that were loaded.
    var byteCount: Int { lock.withLock { heldBytes } }

    private var heldBytes: Int {
        sets.values.reduce(0) { sum, sets in
            sum + [sets.train, sets.valid].reduce(0) { $0 + $1.pixels.count + $1.labels.count }
        }
    }

    /// The images of a spec's `data`: its source, split as it says.
    /// - Throws: `DatasetError` or `ImageFolderError`.
    public func load(_ spec: DataSpec) throws -> Loaded {
        try lock.withLock {
            let key = Key(
                images: spec.images, channels: spec.channels, validSplit: spec.validSplit, limit: spec.trainLimit)
            let scaled = ScaledKey(images: key, normalization: spec.normalize)
            if let known = loaded[scaled] { return known }
            let sets = try sets[key] ?? load(key)
            self.sets[key] = sets
            let split = DataSplit(train: sets.train, valid: sets.valid, normalization: spec.normalize)
            let result = Loaded(split: split, seconds: sets.seconds)
            loaded[scaled] = result
            return result
        }
    }

    private func load(_ key: Key) throws -> Sets {
        let clock = ContinuousClock()
        let start = clock.now
        // What is held out is copied from the whole set.
        let copies = key.validSplit == nil && key.limit == nil ? 1.0 : 2.0
        let whole = try key.images.load(
            channels: key.channels, directory: directory, cacheDirectory: cacheDirectory, drawer: drawer,
            threads: threads, memory: (memory - Double(heldBytes)) / copies, progress: progress,
            isCancelled: isCancelled)
        var (train, valid) = whole
        if let split = key.validSplit {
            let parts = try split.split(train)
            (train, valid) = (parts.train, parts.valid)
        }
        guard let valid else { throw DatasetError.nothingHeldOut(path: train.origin) }
        if let limit = key.limit { train = train.limited(to: limit) }
        return Sets(train: train, valid: valid, seconds: (clock.now - start) / .seconds(1))
    }
}
