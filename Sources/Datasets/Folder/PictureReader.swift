import Parallel
import Raster

/// Reads the pictures of a folder, on as many threads as are given; the result does not depend on how many.
struct PictureReader {
    let folder: PictureFolder
    let options: PictureOptions
    let threads: Int
    /// Bytes that the set may take.
    var memory = Double.infinity
    /// Asked often, from any thread; ends reading when true.
    var isCancelled: @Sendable () -> Bool = { false }
    /// Told how many pictures of how many are read, from any thread.
    let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    /// Bytes of the largest file that is read.
    static let fileLimit = 1 << 28
    /// Bytes of the largest set: [N, P, H, W] of both parts.
    static let setLimit = 1 << 34

    /// What all images of the set have in common.
    struct Format: Sendable, Equatable {
        var size: ImageSize
        var channels: Int
        /// 1 where every picture read so far is grey.
        var planes: Int
        /// Path of the picture it was told from.
        var first: String
    }

    /// The format, told from the first picture's header.
    /// - Throws: `PictureFolderError`.
    func format() throws -> Format {
        guard let first = folder.train.first else {
            throw PictureFolderError.tooFewClasses(root: folder.root, found: [])
        }
        let path = folder.root + "/" + first.path
        let header = try PictureFile(path).header()
        let size = options.resize ?? ImageSize(height: header.height, width: header.width)
        let channels = options.channels ?? header.channels
        return Format(size: size, channels: channels, planes: min(channels, header.channels), first: path)
    }

    /// Decodes everything.
    /// - Returns: the pictures to train on, and those to validate on where the folder has such.
    /// - Throws: `PictureFolderError`, or `DatasetError.interrupted`.
    func read() throws -> (train: ImageDataset, valid: ImageDataset?) {
        var format = try self.format()
        let count = folder.train.count + (folder.valid?.count ?? 0)
        let bytes =
            Double(count) * Double(format.channels) * Double(format.size.height) * Double(format.size.width)
        let limit = min(Double(Self.setLimit), memory)
        guard bytes <= limit else {
            throw PictureFolderError.setTooLarge(root: folder.root, bytes: bytes, limit: limit)
        }
        let counter = PictureCounter(total: count, report: progress)
        do {
            return try decode(format, counter)
        } catch is ColourAmongGrey {
            // Grey pictures came first, and one plane was thought to be enough.
            format.planes = 3
            counter.restart()
            return try decode(format, counter)
        }
    }

    private func decode(_ format: Format, _ counter: PictureCounter) throws -> (ImageDataset, ImageDataset?) {
        let train = try decode(folder.train, format, counter)
        return (train, try folder.valid.map { try decode($0, format, counter) })
    }

    private func decode(_ entries: [PictureFolder.Entry], _ format: Format, _ counter: PictureCounter) throws
        -> ImageDataset
    {
        let imageSize = format.planes * format.size.height * format.size.width
        // Large pictures one at a time, so that no thread is left with the last many.
        let blockSize = max(1, min(64, (1 << 20) / imageSize))
        let pixels = try [UInt8](unsafeUninitializedCapacity: entries.count * imageSize) { buffer, filled in
            // Each image is written by one thread only.
            nonisolated(unsafe) let buffer = buffer
            let blocks = (entries.count + blockSize - 1) / blockSize
            _ = try Workers.map(
                blocks, threads: threads, checkCancellation: { if isCancelled() { throw DatasetError.interrupted } }
            ) { block in
                var converter = PictureConverter(
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

/// Thrown where one plane an image is not enough after all.
struct ColourAmongGrey: Error {}
