import Datasets
import Networks
import OneDNN

/// A model made ready for batches of one size out of one set: from places in the set to loss and gradients.
final class BoundBatch {
    /// Images of a batch.
    let size: Int
    private let executable: Executable
    private let gather: BatchGather
    private let augmenter: BatchAugmenter?
    private let classes: Int
    private var profiled: (profiler: Profiler, gather: Int, loss: Int)?
    private let pixels: UnsafeMutableBufferPointer<Float>
    private let labels: UnsafeMutableBufferPointer<Int32>

    /// - Parameters:
    ///   - scaling: of each of the data's planes, [P].
    ///   - propagation: `.training` to compute gradients too.
    ///   - augmentation: nil: the images are shown as they are.
    init(
        _ model: Model, on data: ImageDataset, scaling: [PixelScaling], size: Int, _ propagation: Propagation,
        augmentation: Augmentation? = nil, profiler: Profiler? = nil
    ) throws(OneDNNError) {
        self.size = size
        executable = try Executable(model.definition, batchSize: size, propagation, model.parameters, on: model.engine)
        gather = BatchGather(data, layout: executable.inputLayout == .nhwc ? .nhwc : .nchw, scaling: scaling)
        augmenter = augmentation.map { BatchAugmenter($0, of: data, batchSize: size) }
        classes = model.definition.classes
        pixels = UnsafeMutableBufferPointer(start: executable.input, count: size * gather.valuesPerImage)
        labels = .allocate(capacity: size)
        if let profiler {
            let purpose = propagation == .training ? "training" : "validation"
            profiled = (
                profiler, profiler.register("gather of \(size) images, \(purpose)"),
                profiler.register("loss of \(size) samples, \(purpose)")
            )
            executable.profile(with: profiler)
        }
    }

    deinit { labels.deallocate() }

    /// Sums of the batch's loss; where gradients are computed, the model's parameters hold those of its mean.
    /// - Parameters:
    ///   - seed: with `step`, what dropout draws from, and with `epoch`, what augmentation does.
    func evaluate(
        _ indices: UnsafeBufferPointer<Int32>, seed: UInt64 = 0, epoch: Int = 0, step: Int = 0
    ) throws(OneDNNError) -> SoftmaxCrossEntropy.Sums {
        timed(profiled?.gather) {
            if let augmenter {
                gather.pixels(of: augmenter.images(indices, seed: seed, epoch: epoch), into: pixels)
            } else {
                gather.pixels(indices, into: pixels)
            }
            gather.labels(indices, into: labels)
        }
        executable.setRandomness(seed: seed, step: step)
        try executable.forward()
        let sums = timed(profiled?.loss) {
            SoftmaxCrossEntropy.evaluate(
                executable.logits, labels: labels, classes: classes, gradients: executable.logitGradients)
        }
        if executable.logitGradients != nil { try executable.backward() }
        return sums
    }

    /// Adds the last batch's logits, a row of `classes` an image.
    func appendLogits(to rows: inout [Float]) {
        for row in 0..<size {
            let first = executable.logits.floats + row * executable.logits.stride
            rows += UnsafeBufferPointer(start: first, count: classes)
        }
    }

    private func timed<Result>(_ index: Int?, _ work: () -> Result) -> Result {
        guard let index, let profiler = profiled?.profiler else { return work() }
        return profiler.measure(index, work)
    }
}
