import SeededRandom

/// Which images each batch of each epoch holds.
///
/// An epoch's order is a function of the seed and the epoch alone, so a resumed training sees the same batches.
public struct BatchOrder: Sendable, Equatable {
    /// N, images of the set.
    public let count: Int
    /// Images of a full batch.
    public let batchSize: Int
    /// The user's seed.
    public let seed: UInt64
    /// Whether each epoch has an order of its own; if not, every epoch has the order of the files.
    public let shuffles: Bool
    /// Whether the last batch is left out where it is smaller than the others.
    public let dropsLast: Bool

    /// - Parameters:
    ///   - imageCount: N, images of the set, at least 1.
    ///   - batchSize: images of a batch, at least 1.
    /// - Throws: `DatasetError.noFullBatch` where an epoch would have no step.
    public init(
        imageCount: Int, batchSize: Int, seed: UInt64, shuffle: Bool = true, dropLast: Bool = true
    ) throws {
        precondition(imageCount > 0 && imageCount <= Int(Int32.max), "images are counted from 1 in 32 bits")
        precondition(batchSize > 0, "a batch holds images")
        count = imageCount
        self.batchSize = batchSize
        self.seed = seed
        shuffles = shuffle
        dropsLast = dropLast
        if dropLast && count < batchSize {
            throw DatasetError.noFullBatch(images: count, batchSize: batchSize)
        }
    }

    /// Batches of an epoch.
    public var stepsPerEpoch: Int {
        dropsLast ? count / batchSize : (count + batchSize - 1) / batchSize
    }

    /// Images of the last batch: `batchSize`, or fewer.
    public var lastBatchSize: Int {
        batch(stepsPerEpoch - 1).count
    }

    /// The different sizes of the batches of `steps` steps, at most two.
    public func batchSizes(of steps: Int) -> Set<Int> {
        guard steps > 0 else { return [] }
        return steps < stepsPerEpoch ? [batch(0).count] : [batch(0).count, lastBatchSize]
    }

    /// Which entries of the epoch's order make up a batch.
    ///
    /// - Parameter step: 0..<`stepsPerEpoch`, counted within the epoch.
    public func batch(_ step: Int) -> Range<Int> {
        precondition((0..<stepsPerEpoch).contains(step), "an epoch has \(stepsPerEpoch) steps")
        return step * batchSize..<min((step + 1) * batchSize, count)
    }

    /// Room for the order of an epoch, made once for all of them.
    public func makeIndices() -> [Int32] {
        Array(repeating: 0, count: count)
    }

    /// Writes the order of an epoch: a permutation of 0..<`count`. Allocates nothing.
    ///
    /// - Parameters:
    ///   - indices: [count].
    ///   - epoch: 0 for the first.
    public func fill(_ indices: inout [Int32], epoch: Int) {
        precondition(indices.count == count, "an epoch orders \(count) images")
        for index in indices.indices { indices[index] = Int32(truncatingIfNeeded: index) }
        guard shuffles else { return }
        var generator = SeededGenerator(seed: seed, purpose: .batchOrder, indices: UInt64(epoch))
        generator.shuffle(&indices)
    }
}
