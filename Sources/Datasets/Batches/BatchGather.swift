import CKernels

/// The order of a batch's values in memory, slowest axis first: N images, C channels, H rows, W columns.
public enum PixelLayout: Sendable, Equatable, CaseIterable {
    /// [N, C, H, W].
    case nchw
    /// [N, H, W, C].
    case nhwc
}

/// Converts bytes of a set to batches of floats: gathers, scales and copies into channels in one pass, without
/// allocating.
public struct BatchGather: Sendable {
    /// The set that batches are taken from.
    public let dataset: ImageDataset
    /// The order of values in a batch.
    public let layout: PixelLayout
    /// Channels of an image in a batch.
    public let channels: Int
    private let scaling: [onecycle_scaling]

    /// Creates a gather.
    /// - Parameters:
    ///   - dataset: the set that batches are taken from.
    ///   - layout: the order of values in a batch.
    ///   - channels: C, the channels of an image in a batch. If the set has several planes, C is P. Default: those of the set.
    ///   - scaling: scaling by plane, [P].
    public init(
        _ dataset: ImageDataset, layout: PixelLayout = .nchw, channels: Int? = nil, scaling: [PixelScaling]
    ) {
        precondition(scaling.count == dataset.planes, "a scaling for each plane")
        let channels = channels ?? dataset.channels
        precondition(dataset.planes == 1 || dataset.planes == channels, "one plane, or one a channel")
        self.channels = channels
        self.dataset = dataset
        self.layout = layout
        self.scaling = scaling.map { onecycle_scaling(divisor: $0.divisor, mean: $0.mean, deviation: $0.deviation) }
    }

    /// Creates a gather that divides bytes by 255.
    public init(_ dataset: ImageDataset, layout: PixelLayout = .nchw) {
        self.init(dataset, layout: layout, scaling: Normalization.unit.scaling(for: dataset))
    }

    /// Values of one image: C * H * W.
    public var valuesPerImage: Int { channels * dataset.planeSize }

    /// Writes the scaled pixels of some images.
    ///
    /// - Parameters:
    ///   - indices: positions in the set, [B].
    ///   - out: receives B images in `layout`.
    public func pixels(_ indices: UnsafeBufferPointer<Int32>, into out: UnsafeMutableBufferPointer<Float>) {
        dataset.check(indices)
        dataset.pixels.withUnsafeBufferPointer { write($0, at: indices.baseAddress, count: indices.count, into: out) }
    }

    /// Writes the scaled pixels of changed images, for instance augmented ones.
    ///
    /// - Parameters:
    ///   - images: bytes, [B, P, H, W].
    ///   - out: receives B images in `layout`.
    public func pixels(of images: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<Float>) {
        write(images, at: nil, count: images.count / dataset.imageSize, into: out)
    }

    /// Writes the class indices of some images.
    ///
    /// - Parameters:
    ///   - indices: positions in the set, [B].
    ///   - out: receives B values.
    public func labels(_ indices: UnsafeBufferPointer<Int32>, into out: UnsafeMutableBufferPointer<Int32>) {
        precondition(out.count >= indices.count, "the batch fits")
        dataset.check(indices)
        guard let from = indices.baseAddress, let to = out.baseAddress else { return }
        dataset.labels.withUnsafeBufferPointer { labels in
            onecycle_gather_labels(labels.baseAddress, from, indices.count, to)
        }
    }

    /// - Parameter indices: [count]; nil: all images, in order.
    private func write(
        _ images: UnsafeBufferPointer<UInt8>, at indices: UnsafePointer<Int32>?, count: Int,
        into out: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(out.count >= count * valuesPerImage, "the batch fits")
        let gather = layout == .nchw ? onecycle_gather_nchw : onecycle_gather_nhwc
        gather(
            images.baseAddress, indices, count, dataset.planeSize, dataset.planes, channels, scaling,
            out.baseAddress)
    }
}

extension ImageDataset {
    /// Traps if an index is not a position in the set.
    func check(_ indices: UnsafeBufferPointer<Int32>) {
        let range = 0..<Int32(clamping: count)
        precondition(indices.allSatisfy { range.contains($0) }, "indices are positions in the set")
    }
}
