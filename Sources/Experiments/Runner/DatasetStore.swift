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
    private let cacheDirectory: String?
    private let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
    private let threads: Int
    private let lock = NSLock()
    private var loaded: [Key: Loaded] = [:]

    /// What of a spec decides the images and how they are scaled.
    private struct Key: Hashable {
        var images: ImageSource
        var channels: Int?
        var heldOut: HeldOut?
        var normalization: Normalization
    }

    /// - Parameters:
    ///   - directory: where MNIST's files are; nil: the usual places.
    ///   - cacheDirectory: where decoded folders are kept; nil: nowhere.
    ///   - threads: threads to load with.
    ///   - progress: told how many pictures of how many are decoded, from any thread.
    public init(
        directory: String?, cacheDirectory: String? = nil, threads: Int,
        progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) {
        self.directory = directory
        self.cacheDirectory = cacheDirectory
        self.threads = threads
        self.progress = progress
    }

    /// Bytes of all images that were loaded.
    var byteCount: Int {
        lock.withLock {
            loaded.values.reduce(0) { sum, loaded in
                sum + [loaded.split.train, loaded.split.valid].reduce(0) { $0 + $1.pixels.count + $1.labels.count }
            }
        }
    }

    /// The images of a spec's `data`: its source, split as it says.
    /// - Throws: `DatasetError` or `PictureFolderError`.
    public func load(_ spec: DataSpec) throws -> Loaded {
        try lock.withLock {
            let key = Key(
                images: spec.images, channels: spec.channels, heldOut: spec.validSplit, normalization: spec.normalize)
            if let known = loaded[key] { return known }
            let clock = ContinuousClock()
            let start = clock.now
            let sets = try spec.images.load(
                channels: spec.channels, directory: directory, cacheDirectory: cacheDirectory, threads: threads,
                progress: progress)
            let result = Loaded(split: try split(sets, spec), seconds: (clock.now - start) / .seconds(1))
            loaded[key] = result
            return result
        }
    }

    private func split(_ sets: (train: ImageDataset, valid: ImageDataset?), _ spec: DataSpec) throws -> DataSplit {
        var (train, valid) = sets
        if let heldOut = spec.validSplit {
            let parts = try heldOut.split(train)
            (train, valid) = (parts.train, parts.valid)
        }
        guard let valid else { throw DatasetError.nothingHeldOut(path: train.origin) }
        return DataSplit(train: train, valid: valid, normalization: spec.normalize)
    }
}
