import Datasets
import Networks
import OneDNN

/// A model made ready for batches of one size from one set: gather, forward, loss, backward.
final class BoundBatch {
    /// Images of a batch.
    let size: Int
    private let network: CompiledNetwork
    private let images: BatchGather
    private let augmenter: BatchAugmenter?
    private let classes: Int
    private let gatherTimer: WorkTimer
    private let lossTimer: WorkTimer
    private let pixels: UnsafeMutableBufferPointer<Float>
    private let labels: UnsafeMutableBufferPointer<Int32>

    /// - Parameters:
    ///   - scaling: of each of the data's planes, [P].
    ///   - propagation: `.training` to compute gradients too.
    ///   - augmentation: nil: the images are shown unchanged.
    init(
        _ model: Model, on data: ImageDataset, scaling: [PixelScaling], size: Int, _ propagation: Propagation,
        augmentation: Augmentation? = nil, profiler: Profiler? = nil
    ) throws(OneDNNError) {
        self.size = size
        network = try CompiledNetwork(
            model.definition, batchSize: size, propagation, model.parameters, on: model.engine)
        images = BatchGather(data, layout: network.inputIsChannelsLast ? .nhwc : .nchw, scaling: scaling)
        augmenter = augmentation.map { BatchAugmenter($0, of: data, batchSize: size) }
        classes = model.definition.classes
        pixels = UnsafeMutableBufferPointer(start: network.input, count: size * images.valuesPerImage)
        labels = .allocate(capacity: size)
        let purpose = propagation == .training ? "training" : "validation"
        gatherTimer = WorkTimer(profiler, "gather of \(size) images, \(purpose)")
        lossTimer = WorkTimer(profiler, "loss of \(size) samples, \(purpose)")
        if let profiler { network.profile(with: profiler) }
    }

    deinit { labels.deallocate() }

    /// Takes the images at `indices` in, scaled and augmented, with their labels.
    /// - Parameters:
    ///   - indices: [size], places in the set.
    ///   - seed: with `epoch`, fixes what augmentation draws.
    func gather(_ indices: ArraySlice<Int32>, seed: UInt64 = 0, epoch: Int = 0) {
        gatherTimer {
            indices.withUnsafeBufferPointer { indices in
                if let augmenter {
                    images.pixels(of: augmenter.images(indices, seed: seed, epoch: epoch), into: pixels)
                } else {
                    images.pixels(indices, into: pixels)
                }
                images.labels(indices, into: labels)
            }
        }
    }

    /// Computes the logits.
    /// - Parameter seed: with `step`, fixes what dropout draws.
    func forward(seed: UInt64 = 0, step: Int = 0) throws(OneDNNError) {
        network.setRandomness(seed: seed, step: step)
        try network.forward()
    }

    /// The sums of the batch's losses; in training, also the gradient of their mean by the logits.
    func loss() -> SoftmaxCrossEntropy.Sums {
        lossTimer {
            SoftmaxCrossEntropy.evaluate(
                network.logits, labels: labels, classes: classes, gradients: network.logitGradients)
        }
    }

    /// Computes the gradients of the mean loss by all parameters.
    func backward() throws(OneDNNError) { try network.backward() }

    /// Adds the last batch's logits, a row of `classes` per image.
    func appendLogits(to rows: inout [Float]) {
        for row in 0..<size {
            let first = network.logits.floats + row * network.logits.stride
            rows += UnsafeBufferPointer(start: first, count: classes)
        }
    }
}
