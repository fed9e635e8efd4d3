import CKernels
import SeededRandom

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Random changes to the images that are trained on, drawn anew for each image in each epoch.
///
/// An image is mirrored, then turned, then shifted, then a square of it is blackened; what comes in from outside is black.
public struct Augmentation: Sendable, Equatable {
    /// Largest shift along each axis, pixels: every whole number from `-shift` to `shift` is as likely.
    public var shift: Int
    /// Whether half of the images have left and right changed.
    public var flip: Bool
    /// Largest angle to either side, degrees: uniform in between.
    public var rotate: Double
    /// Side of a black square about a pixel of the image, any of them as likely, so that a part of it may lie outside
    /// (DeVries and Taylor, 2017), pixels; 0: none.
    public var cutout: Int

    /// - Parameters:
    ///   - shift: pixels, at least 0, and less than the image's smaller side.
    ///   - flip: false mirrors none.
    ///   - rotate: degrees, at least 0.
    ///   - cutout: pixels, at least 0.
    public init(shift: Int = 0, flip: Bool = false, rotate: Double = 0, cutout: Int = 0) {
        self.shift = shift
        self.flip = flip
        self.rotate = rotate
        self.cutout = cutout
    }

    /// How an image is shown in an epoch: a function of seed, epoch and image alone, so that neither the order of work nor
    /// the other options change what one option draws.
    func view(seed: UInt64, epoch: Int, image: Int32, height: Int, width: Int) -> onecycle_view {
        var generator = SeededGenerator(seed: seed, purpose: .augmentation, UInt64(epoch), UInt64(image))
        let mirrored = generator.uniform() < 0.5
        let angle = generator.uniform(-rotate, rotate) * Double.pi / 180
        let down = generator.whole(-shift...shift)
        let right = generator.whole(-shift...shift)
        let row = generator.whole(0...height - 1)
        let column = generator.whole(0...width - 1)
        return onecycle_view(
            mirrored: flip && mirrored ? 1 : 0, cosine: Int32((cos(angle) * 65536).rounded()),
            sine: Int32((sin(angle) * 65536).rounded()), down: Int32(down), right: Int32(right),
            cut_top: Int32(row - cutout / 2), cut_left: Int32(column - cutout / 2), cut_side: Int32(cutout))
    }
}

extension SeededGenerator {
    /// A whole number of a range, all as likely. Always takes one draw or, rarely, more.
    fileprivate mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(below(UInt64(range.count)))
    }
}

/// Shows the images of a batch as an augmentation has them. Made once for batches of a size; then allocates nothing.
public final class BatchAugmenter {
    private let augmentation: Augmentation
    private let dataset: ImageDataset
    /// One for each run of `imagesOfPart` images, which one thread works on.
    private let workspaces: UnsafeMutableBufferPointer<UInt8>
    private let workspaceSize: Int
    private let shown: UnsafeMutableBufferPointer<UInt8>

    /// Images of a part, but for the last one: enough to be worth waking a thread for.
    private static let imagesOfPart = 8

    /// - Parameter size: most images of a batch.
    public init(_ augmentation: Augmentation, of dataset: ImageDataset, batchSize size: Int) {
        precondition(augmentation.shift < min(dataset.height, dataset.width), "a shift leaves a part of the image")
        self.augmentation = augmentation
        self.dataset = dataset
        workspaceSize = onecycle_augment_workspace(dataset.height, dataset.width)
        workspaces = .allocate(capacity: (size / Self.imagesOfPart + 1) * workspaceSize)
        shown = .allocate(capacity: size * dataset.imageSize)
    }

    deinit {
        workspaces.deallocate()
        shown.deallocate()
    }

    /// The images of a batch, [B, P, H, W], until the next call.
    ///
    /// - Parameters:
    ///   - indices: [B], places in the set.
    ///   - seed: the run's.
    public func images(_ indices: UnsafeBufferPointer<Int32>, seed: UInt64, epoch: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(indices.count * dataset.imageSize <= shown.count, "the batch fits")
        dataset.check(indices)
        var batch = Batch(augmenter: Unmanaged.passUnretained(self), indices: indices, seed: seed, epoch: epoch)
        withUnsafeMutablePointer(to: &batch) { batch in
            onecycle_in_parts(
                indices.count, Self.imagesOfPart,
                { first, end, batch in
                    guard let batch = batch?.assumingMemoryBound(to: Batch.self) else { return }
                    batch.pointee.augmenter.takeUnretainedValue().show(first..<end, of: batch.pointee)
                }, batch)
        }
        return UnsafeBufferPointer(rebasing: shown[..<(indices.count * dataset.imageSize)])
    }

    /// What is asked of `images`, for the threads that share it.
    private struct Batch {
        let augmenter: Unmanaged<BatchAugmenter>
        let indices: UnsafeBufferPointer<Int32>
        let seed: UInt64
        let epoch: Int
    }

    private func show(_ part: Range<Int>, of batch: Batch) {
        let size = dataset.imageSize
        dataset.pixels.withUnsafeBufferPointer { pixels in
            guard let images = pixels.baseAddress, let out = shown.baseAddress, let spaces = workspaces.baseAddress
            else { return }
            let workspace = spaces + part.lowerBound / Self.imagesOfPart * workspaceSize
            for place in part {
                let index = batch.indices[place]
                let view = augmentation.view(
                    seed: batch.seed, epoch: batch.epoch, image: index, height: dataset.height, width: dataset.width)
                onecycle_augment(
                    images + Int(index) * size, dataset.planes, dataset.height, dataset.width, view,
                    out + place * size, workspace)
            }
        }
    }
}
