package import Datasets
import Foundation
package import Specs

/// The images of a call. Each source is loaded once and shared by all runs, however they scale it.
package final class DatasetStore: @unchecked Sendable {
    /// A source's images.
    package struct Loaded: Sendable {
        package let split: DataSplit
        /// Of loading or drawing them.
        package let seconds: Double
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

    /// The part of a spec that determines the images.
    private struct Key: Hashable {
        var images: ImageSource
        var channels: Int?
        var validSplit: ValidationSplit?
        var limit: Int?
    }

    /// The same with their scaling.
    private struct ScaledKey: Hashable {
        var images: Key
        var normalization: Normalization
    }

    private struct Sets {
        var train: ImageDataset
        var valid: ImageDataset
        var test: ImageDataset?
        var seconds: Double
    }

    /// - Parameters:
    ///   - directory: of IDX files; nil: the default places.
    ///   - cacheDirectory: of decoded pictures; nil: none are kept.
    ///   - drawer: draws digits; nil: specs of drawn digits are refused.
    ///   - threads: threads to load with.
    ///   - memory: bytes that images may take.
    ///   - isCancelled: called often, from any thread; loading ends if true.
    ///   - progress: called with decoded and all pictures, from any thread.
    package init(
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

    /// Bytes of all loaded images.
    var byteCount: Int { lock.withLock { heldBytes } }

    private var heldBytes: Int {
        sets.values.reduce(0) { sum, sets in
            sum
                + [sets.train, sets.valid, sets.test].compactMap { $0 }.reduce(0) {
                    $0 + $1.pixels.count + $1.labels.count
                }
        }
    }

    /// The images of a spec's `data`, split into training, validation and test images.
    /// - Throws: `DatasetError` or `ImageFolderError`.
    package func load(_ spec: DataSpec) throws -> Loaded {
        try lock.withLock {
            let key = Key(
                images: spec.images, channels: spec.channels, validSplit: spec.validSplit, limit: spec.trainLimit)
            let scaled = ScaledKey(images: key, normalization: spec.normalize)
            if let known = loaded[scaled] { return known }
            let sets = try sets[key] ?? load(key)
            self.sets[key] = sets
            let split = DataSplit(
                train: sets.train, valid: sets.valid, test: sets.test, normalization: spec.normalize)
            let result = Loaded(split: split, seconds: sets.seconds)
            loaded[scaled] = result
            return result
        }
    }

    private func load(_ key: Key) throws -> Sets {
        let clock = ContinuousClock()
        let start = clock.now
        // A split is copied from the whole set.
        let copies = key.validSplit == nil && key.limit == nil ? 1.0 : 2.0
        let whole = try key.images.load(
            channels: key.channels, directory: directory, cacheDirectory: cacheDirectory, drawer: drawer,
            threads: threads, memory: (memory - Double(heldBytes)) / copies, progress: progress,
            isCancelled: isCancelled)
        var (train, valid) = whole
        var test: ImageDataset?
        if let split = key.validSplit {
            if split.hasTest {
                guard let own = valid else { throw DatasetError.nothingToTest(path: train.origin) }
                test = own
            }
            let parts = try split.split(train)
            (train, valid) = (parts.train, parts.valid)
        }
        guard let valid else { throw DatasetError.nothingHeldOut(path: train.origin) }
        if let limit = key.limit { train = train.limited(to: limit) }
        return Sets(train: train, valid: valid, test: test, seconds: (clock.now - start) / .seconds(1))
    }
}
