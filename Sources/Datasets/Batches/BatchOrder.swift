import SeededRandom

/// The order of the images in each epoch, and its division into batches.
///
/// An epoch's order is a function of the seed and the epoch, so a resumed training sees the same batches.
public struct BatchOrder: Sendable, Equatable {
    /// N, images of the set.
    public let count: Int
    /// B, images of a full batch.
    public let batchSize: Int
    /// Seed of the run.
    public let seed: UInt64
    /// Whether each epoch has its own random order; otherwise every epoch has the order of the set.
    public let shuffles: Bool
    /// Whether a last batch of fewer than B images is dropped.
    public let dropsLast: Bool

    /// Creates an order.
    ///
    /// - Parameters:
    ///   - imageCount: N, images of the set, at least 1.
    ///   - batchSize: B, images of a batch, at least 1.
    ///   - seed: seed of the run.
    ///   - shuffle: whether each epoch has its own random order.
    ///   - dropLast: whether a last batch of fewer than B images is dropped.
    /// - Throws: `DatasetError.noFullBatch` if an epoch would have no steps.
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

    /// Number of batches in an epoch.
    public var stepsPerEpoch: Int {
        dropsLast ? count / batchSize : (count + batchSize - 1) / batchSize
    }

    /// Images of the last batch, at most `batchSize`.
    public var lastBatchSize: Int {
        batch(stepsPerEpoch - 1).count
    }

    /// The distinct batch sizes in the first `steps` steps, at most two.
    public func batchSizes(of steps: Int) -> Set<Int> {
        guard steps > 0 else { return [] }
        return steps < stepsPerEpoch ? [batch(0).count] : [batch(0).count, lastBatchSize]
    }

    /// The range of a batch in the epoch's order.
    ///
    /// - Parameter step: step within the epoch, 0..<`stepsPerEpoch`.
    public func batch(_ step: Int) -> Range<Int> {
        precondition((0..<stepsPerEpoch).contains(step), "an epoch has \(stepsPerEpoch) steps")
        return step * batchSize..<min((step + 1) * batchSize, count)
    }

    /// An array for the order of an epoch; one array serves all epochs.
    public func makeIndices() -> [Int32] {
        Array(repeating: 0, count: count)
    }

    /// Writes the order of an epoch, a permutation of 0..<`count`, without allocating.
    ///
    /// - Parameters:
    ///   - indices: receives the order, [count].
    ///   - epoch: the epoch, from 0.
    public func fill(_ indices: inout [Int32], epoch: Int) {
        precondition(indices.count == count, "an epoch orders \(count) images")
        for index in indices.indices { indices[index] = Int32(truncatingIfNeeded: index) }
        guard shuffles else { return }
        var generator = SeededGenerator(seed: seed, purpose: .batchOrder, indices: UInt64(epoch))
        generator.shuffle(&indices)
    }
}
