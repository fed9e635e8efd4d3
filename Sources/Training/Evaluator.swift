public import Datasets
public import Networks
import OneDNN

/// Passes over a set without training, in file order: loss and accuracy, or every image's logits.
public final class Evaluator {
    private let count: Int
    private let data: ImageDataset
    private let classes: Int
    /// The largest first.
    private let batches: [BoundBatch]
    private let indices: [Int32]

    /// - Parameters:
    ///   - model: whose parameters are used, as they are at each call.
    ///   - scaling: of each of the data's planes, [P].
    ///   - batchSize: images of a step; the last step is made of what is left.
    ///   - limit: only the first so many images, at least 1; nil, or more than there are: all.
    /// - Throws: `OneDNNError`.
    public init(
        _ model: Model, on data: ImageDataset, scaling: [PixelScaling], batchSize: Int, limit: Int? = nil,
        profiler: Profiler? = nil
    ) throws {
        precondition(limit ?? 1 > 0, "a limit leaves images")
        count = min(data.count, limit ?? data.count)
        self.data = data
        classes = model.definition.classes
        indices = Array(0..<Int32(clamping: count))
        batches = try Self.batchSizes(of: count, batchSize: batchSize).map { size in
            try BoundBatch(model, on: data, scaling: scaling, size: size, .inference, profiler: profiler)
        }
    }

    /// Images of the steps it is made ready for: full ones, and the last where it is smaller.
    static func batchSizes(of count: Int, batchSize: Int) -> [Int] {
        [count >= batchSize ? batchSize : 0, count % batchSize].filter { $0 > 0 }
    }

    /// One pass.
    public func validate() throws -> Validation {
        var loss = 0.0
        var correct = 0
        try pass { _, sums in
            loss += sums.loss
            correct += sums.correct
        }
        return Validation(loss: loss / Double(count), accuracy: Double(correct) / Double(count))
    }

    /// One pass that keeps the logits.
    public func predict() throws -> Predictions {
        var logits: [Float] = []
        logits.reserveCapacity(count * classes)
        try pass { batch, _ in batch.appendLogits(to: &logits) }
        return Predictions(labels: Array(data.labels.prefix(count)), classes: classes, logits: logits)
    }

    private func pass(_ visit: (BoundBatch, SoftmaxCrossEntropy.Sums) -> Void) throws {
        try indices.withUnsafeBufferPointer { indices in
            var start = 0
            while start < count {
                guard let batch = batches.first(where: { start + $0.size <= count }) else { break }
                visit(batch, try batch.evaluate(UnsafeBufferPointer(rebasing: indices[start..<start + batch.size])))
                start += batch.size
            }
        }
    }
}
