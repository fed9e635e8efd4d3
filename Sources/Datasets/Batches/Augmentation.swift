import CKernels
import SeededRandom

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Random changes to training images, drawn for each image in each epoch.
///
/// An image is mirrored, then rotated, then shifted, then a square of it is set to black. Padding is black.
public struct Augmentation: Sendable, Equatable {
    /// Maximum shift along each axis, pixels; uniform over the integers in `-shift`...`shift`.
    public var shift: Int
    /// Whether images are mirrored left to right, with probability 1/2.
    public var flip: Bool
    /// Maximum angle, degrees; uniform in `-rotate`...`rotate`.
    public var rotate: Double
    /// Side of a black square, pixels; 0: no square. Its centre is uniform over the image, so part of it may lie outside
    /// (DeVries and Taylor, 2017).
    public var cutout: Int

    /// Creates an augmentation; the defaults change nothing.
    ///
    /// - Parameters:
    ///   - shift: pixels, at least 0 and less than the image's smaller side.
    ///   - flip: whether images are mirrored.
    ///   - rotate: degrees, at least 0.
    ///   - cutout: pixels, at least 0.
    public init(shift: Int = 0, flip: Bool = false, rotate: Double = 0, cutout: Int = 0) {
        self.shift = shift
        self.flip = flip
        self.rotate = rotate
        self.cutout = cutout
    }

    /// The changes to an image in an epoch: a function of seed, epoch and image. The order of work and the other options
    /// do not influence an option's random values.
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
    /// A uniform integer in a range. Takes one draw or, rarely, more.
    fileprivate mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(below(UInt64(range.count)))
    }
}

/// Applies an augmentation to the images of a batch. Allocates in its initializer only. Belongs to one thread at a time.
public final class BatchAugmenter {
    private let augmentation: Augmentation
    private let dataset: ImageDataset
    private let workspace: UnsafeMutableBufferPointer<UInt8>
    private let shown: UnsafeMutableBufferPointer<UInt8>

    /// Creates an augmenter.
    /// - Parameters:
    ///   - augmentation: the changes.
    ///   - dataset: the set that batches are taken from.
    ///   - size: maximum number of images in a batch.
    public init(_ augmentation: Augmentation, of dataset: ImageDataset, batchSize size: Int) {
        precondition(augmentation.shift < min(dataset.height, dataset.width), "a shift leaves a part of the image")
        self.augmentation = augmentation
        self.dataset = dataset
        workspace = .allocate(capacity: onecycle_augment_workspace(dataset.height, dataset.width))
        shown = .allocate(capacity: size * dataset.imageSize)
    }

    deinit {
        workspace.deallocate()
        shown.deallocate()
    }

    /// The augmented images of a batch, [B, P, H, W]. They are valid until the next call.
    ///
    /// - Parameters:
    ///   - indices: positions in the set, [B].
    ///   - seed: seed of the run.
    ///   - epoch: the epoch, from 0.
    public func images(_ indices: UnsafeBufferPointer<Int32>, seed: UInt64, epoch: Int) -> UnsafeBufferPointer<UInt8> {
        let size = dataset.imageSize
        precondition(indices.count * size <= shown.count, "the batch fits")
        dataset.check(indices)
        dataset.pixels.withUnsafeBufferPointer { pixels in
            guard let images = pixels.baseAddress, let out = shown.baseAddress else { return }
            for (place, index) in indices.enumerated() {
                let view = augmentation.view(
                    seed: seed, epoch: epoch, image: index, height: dataset.height, width: dataset.width)
                onecycle_augment(
                    images + Int(index) * size, dataset.planes, dataset.height, dataset.width, view,
                    out + place * size, workspace.baseAddress)
            }
        }
        return UnsafeBufferPointer(rebasing: shown[..<(indices.count * size)])
    }
}
