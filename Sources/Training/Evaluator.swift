public import Datasets
public import Networks
import OneDNN

/// Passes over a set without training: loss and accuracy in file order.
public final class Evaluator {
    private let count: Int
    private let full: BoundBatch?
    private let rest: BoundBatch?
    private let indices: [Int32]

    /// - Parameters:
    ///   - model: whose parameters are used, as they are at each call.
    ///   - batchSize: images of a step; the last step is made of what is left.
    /// - Throws: `OneDNNError`.
    public init(_ model: Model, on data: ImageDataset, batchSize: Int, profiler: Profiler? = nil) throws {
        count = data.count
        indices = Array(0..<Int32(clamping: data.count))
        full =
            data.count >= batchSize
            ? try BoundBatch(model, on: data, size: batchSize, .inference, profiler: profiler) : nil
        let left = data.count % batchSize
        rest = left > 0 ? try BoundBatch(model, on: data, size: left, .inference, profiler: profiler) : nil
    }

    /// One pass.
    public func validate() throws -> Validation {
        var loss = 0.0
        var correct = 0
        try indices.withUnsafeBufferPointer { indices in
            var start = 0
            while start < count {
                guard let batch = full.flatMap({ start + $0.size <= count ? $0 : nil }) ?? rest else { break }
                let sums = try batch.evaluate(UnsafeBufferPointer(rebasing: indices[start..<start + batch.size]))
                loss += sums.loss
                correct += sums.correct
                start += batch.size
            }
        }
        return Validation(loss: loss / Double(count), accuracy: Double(correct) / Double(count))
    }
}
