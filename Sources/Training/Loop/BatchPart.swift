import Datasets
import Networks
import OneDNN

/// A part of a batch: its images and labels, and the network that computes them. Belongs to one thread at a time.
final class BatchPart {
    /// Places of its images in the batch.
    let range: Range<Int>
    private let network: CompiledNetwork
    private let images: BatchGather
    private let augmenter: BatchAugmenter?
    private let classes: Int
    private let gatherTimer: WorkTimer
    private let pixels: UnsafeMutableBufferPointer<Float>
    /// The failure of the last call of `Team.compute`.
    var failure: OneDNNError?

    /// - Parameters:
    ///   - place: the part of the batch.
    ///   - engine: of this part alone.
    init(
        _ model: Model, on data: ImageDataset, scaling: [PixelScaling], _ range: Range<Int>, _ propagation: Propagation,
        gradients: AlignedBuffer?, augmentation: Augmentation?, profiler: Profiler?
    ) throws(OneDNNError) {
        self.range = range
        var definition = model.definition
        definition.hasEqualChannels = data.planes == 1
        network = try CompiledNetwork(
            definition, batchSize: range.count, propagation, model.parameters,
            PartPlace(firstImage: range.lowerBound, gradients: gradients), on: Engine(beside: model.engine))
        images = BatchGather(
            data, layout: network.inputIsChannelsLast ? .nhwc : .nchw, channels: network.inputChannels, scaling: scaling
        )
        augmenter = augmentation.map { BatchAugmenter($0, of: data, batchSize: range.count) }
        classes = model.definition.classes
        pixels = UnsafeMutableBufferPointer(start: network.input, count: range.count * images.valuesPerImage)
        let purpose = propagation == .training ? "training" : "validation"
        gatherTimer = WorkTimer(profiler, "gather of \(range.count) images, \(purpose)")
        if let profiler { network.profile(with: profiler) }
    }

    /// Copies the part's images into the network's input, scaled and augmented.
    /// - Parameter indices: places in the set, of the whole batch.
    func gather(_ indices: UnsafeBufferPointer<Int32>, seed: UInt64, epoch: Int) {
        let own = UnsafeBufferPointer(rebasing: indices[range])
        gatherTimer {
            if let augmenter {
                images.pixels(of: augmenter.images(own, seed: seed, epoch: epoch), into: pixels)
            } else {
                images.pixels(own, into: pixels)
            }
        }
    }

    /// Segments of its passes, and the meetings between them.
    var passes: (forward: Pass, backward: Pass) { (network.forwardPass, network.backwardPass) }

    /// Computes the logits, segment by segment.
    func forward(segment: Int, seed: UInt64, step: Int) throws(OneDNNError) {
        if segment == 0 { network.setRandomness(seed: seed, step: step) }
        try network.forward(segment: segment)
    }

    /// The sums of the losses. In training, it also computes the gradient of the batch's mean loss with respect to the
    /// logits.
    /// - Parameter labels: of the whole batch.
    func loss(_ labels: UnsafeBufferPointer<Int32>) -> SoftmaxCrossEntropy.Sums {
        SoftmaxCrossEntropy.evaluate(
            network.logits, labels: UnsafeBufferPointer(rebasing: labels[range]), classes: classes,
            batchSize: labels.count, gradients: network.logitGradients)
    }

    /// Computes this part's share of the gradients of the batch's mean loss with respect to all parameters, segment by
    /// segment.
    func backward(segment: Int) throws(OneDNNError) { try network.backward(segment: segment) }

    /// Adds the last logits, a row of `classes` per image.
    func appendLogits(to rows: inout [Float]) {
        for row in 0..<range.count {
            let first = network.logits.floats + row * network.logits.stride
            rows += UnsafeBufferPointer(start: first, count: classes)
        }
    }
}
