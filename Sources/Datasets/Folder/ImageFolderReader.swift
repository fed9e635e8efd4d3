import Parallel
import Raster

/// Decodes the images of a folder on several threads; the result does not depend on their number.
struct ImageFolderReader {
    let folder: ImageFolder
    let options: ImageFolderOptions
    let threads: Int
    /// Maximum size of the set, bytes.
    var memory = Double.infinity
    /// Called often, from any thread; reading stops if it returns true.
    var isCancelled: @Sendable () -> Bool = { false }
    /// Called from any thread with the number of images read and their total.
    let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    /// Maximum size of a file, bytes.
    static let maxFileSize = 1 << 28
    /// Maximum size of a set, bytes: [N, P, H, W] of both parts.
    static let maxSetSize = 1 << 34

    /// Size, channels and planes that all images share.
    struct Format: Sendable, Equatable {
        var size: ImageSize
        var channels: Int
        /// 1 if every picture read so far is grey.
        var planes: Int
        /// Path of the picture that determined the format.
        var first: String
    }

    /// The format, from the header of the first picture.
    /// - Throws: `ImageFolderError`.
    func format() throws -> Format {
        guard let first = folder.train.first else {
            throw ImageFolderError.tooFewClasses(root: folder.root, found: [])
        }
        let path = folder.root + "/" + first.path
        let header = try PictureFile(path).header()
        let size = options.resize ?? ImageSize(height: header.height, width: header.width)
        let channels = options.channels ?? header.channels
        return Format(size: size, channels: channels, planes: min(channels, header.channels), first: path)
    }

    /// Decodes all images.
    /// - Returns: the training images, and the validation images if the folder has any.
    /// - Throws: `ImageFolderError`, or `DatasetError.interrupted`.
    func read() throws -> (train: ImageDataset, valid: ImageDataset?) {
        var format = try self.format()
        let count = folder.train.count + (folder.valid?.count ?? 0)
        let bytes =
            Double(count) * Double(format.channels) * Double(format.size.height) * Double(format.size.width)
        let limit = min(Double(Self.maxSetSize), memory)
        guard bytes <= limit else {
            throw ImageFolderError.setTooLarge(root: folder.root, bytes: bytes, limit: limit)
        }
        let counter = ImageCounter(total: count, report: progress)
        do {
            return try decode(format, counter)
        } catch is ColourAmongGrey {
            // The first picture is grey, a later one is not: decode again with three planes.
            format.planes = 3
            counter.restart()
            return try decode(format, counter)
        }
    }

    private func decode(_ format: Format, _ counter: ImageCounter) throws -> (ImageDataset, ImageDataset?) {
        let train = try decode(folder.train, format, counter)
        return (train, try folder.valid.map { try decode($0, format, counter) })
    }

    private func decode(_ entries: [ImageFolder.Entry], _ format: Format, _ counter: ImageCounter) throws
        -> ImageDataset
    {
        let imageSize = format.planes * format.size.height * format.size.width
        // Blocks of large images are small, so that threads end at about the same time.
        let blockSize = max(1, min(64, (1 << 20) / imageSize))
        let pixels = try [UInt8](unsafeUninitializedCapacity: entries.count * imageSize) { buffer, filled in
            // Each image is written by one thread only.
            nonisolated(unsafe) let buffer = buffer
            let blocks = (entries.count + blockSize - 1) / blockSize
            _ = try Workers.map(
                blocks, threads: threads, checkCancellation: { if isCancelled() { throw DatasetError.interrupted } }
            ) { block in
                var converter = ImageConverter(
                    format, fixesSize: options.resize == nil, fixesChannels: options.channels == nil)
                for index in block * blockSize..<min((block + 1) * blockSize, entries.count) {
                    try converter.convert(
                        PictureFile(folder.root + "/" + entries[index].path, size: entries[index].size),
                        into: UnsafeMutableBufferPointer(
                            rebasing: buffer[index * imageSize..<(index + 1) * imageSize]))
                    counter.addOne()
                }
            }
            filled = entries.count * imageSize
        }
        return ImageDataset(
            pixels: pixels, labels: entries.map(\.label), planes: format.planes, height: format.size.height,
            width: format.size.width, channels: format.channels, classNames: folder.classNames, origin: folder.root)
    }
}

/// A picture in colour, found while decoding to one plane.
struct ColourAmongGrey: Error {}
