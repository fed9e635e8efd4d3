public import Datasets
public import Networks
import OneDNN

/// Passes over a set without training, in file order: loss and accuracy, or every image's logits.
public final class Evaluator {
    private let count: Int
    private let data: ImageDataset
    private let classes: Int
    private let batch: BoundBatch
    private let batchSize: Int
    private let indices: [Int32]

    /// - Parameters:
    ///   - model: the network with the parameters that it has at each call.
    ///   - data: the images.
    ///   - scaling: of each of the data's planes, [P].
    ///   - batchSize: images of a step; the last step takes the remaining ones.
    ///   - limit: number of images from the first on, at least 1; nil: all.
    ///   - profiler: times every operation of the network, the gathering and the loss.
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
        self.batchSize = batchSize
        batch = try BoundBatch(
            model, on: data, scaling: scaling, whole: batchSize,
            sizes: Set(Self.batchSizes(of: count, batchSize: batchSize)), .inference, profiler: profiler)
    }

    /// Images of the steps that a pass consists of: full ones, and the last if it is smaller.
    static func batchSizes(of count: Int, batchSize: Int) -> [Int] {
        [count >= batchSize ? batchSize : 0, count % batchSize].filter { $0 > 0 }
    }

    /// One pass: mean loss and accuracy.
    /// - Throws: `OneDNNError`.
    public func validate() throws -> Validation {
        var loss = 0.0
        var correct = 0
        try pass { _, sums in
            loss += sums.loss
            correct += sums.correct
        }
        return Validation(loss: loss / Double(count), accuracy: Double(correct) / Double(count))
    }

    /// One pass: every image's logits.
    /// - Throws: `OneDNNError`.
    public func predict() throws -> Predictions {
        var logits: [Float] = []
        logits.reserveCapacity(count * classes)
        try pass { batch, _ in batch.appendLogits(to: &logits) }
        return Predictions(labels: Array(data.labels.prefix(count)), classes: classes, logits: logits)
    }

    private func pass(_ visit: (BoundBatch, SoftmaxCrossEntropy.Sums) -> Void) throws {
        for start in stride(from: 0, to: count, by: batchSize) {
            batch.gather(indices[start..<min(start + batchSize, count)])
            try batch.forward()
            visit(batch, batch.loss())
        }
    }
}
