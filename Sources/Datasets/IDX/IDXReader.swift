/// Reads pairs of IDX files, plain or gzipped: images [N, H, W] and labels [N].
public enum IDXReader {
    /// Images and labels of two files.
    public struct Pair: Sendable, Equatable {
        /// Bytes, [N, H, W].
        public var pixels: [UInt8]
        /// Class indices, [N].
        public var labels: [UInt8]
        /// H.
        public var height: Int
        /// W.
        public var width: Int
    }

    /// Reads a file of images and its file of labels.
    ///
    /// The files are streamed: images that are not selected take no memory.
    /// - Parameters:
    ///   - images: path of a file of bytes with three dimensions.
    ///   - labels: path of a file of bytes with one dimension.
    ///   - classes: number of classes; every label must be less.
    ///   - keeping: labels of the images to keep, in file order; nil keeps all images.
    /// - Throws: `DatasetError`.
    public static func read(images: String, labels: String, classes: Int, keeping: [UInt8]? = nil) throws -> Pair {
        let reader = try ByteReader(path: images)
        let header = try IDXHeader(from: reader, path: images, rank: 3)
        let (count, height, width) = (header.dimensions[0], header.dimensions[1], header.dimensions[2])
        let allLabels = try readLabels(labels, classes: classes, of: images, count: count)
        guard header.contentSize > 0 else { throw DatasetError.noImages(path: images) }

        let pixels: [UInt8]
        let keptLabels: [UInt8]
        if let keeping {
            let kept = allLabels.map { keeping.contains($0) }
            keptLabels = allLabels.filter { keeping.contains($0) }
            guard !keptLabels.isEmpty else { throw DatasetError.noImages(path: images) }
            pixels = try readPlanes(
                reader, header, path: images, kept: kept, keptCount: keptLabels.count, planeSize: height * width)
        } else {
            keptLabels = allLabels
            pixels = try readAll(reader, header, path: images)
        }
        return Pair(pixels: pixels, labels: keptLabels, height: height, width: width)
    }

    /// Reads a file of labels, [N], each below `classes`.
    /// - Parameters:
    ///   - images: the file of images, for errors.
    ///   - count: N, the number of images; another number of labels is an error.
    /// - Throws: `DatasetError`.
    static func readLabels(_ path: String, classes: Int, of images: String, count: Int) throws -> [UInt8] {
        let reader = try ByteReader(path: path)
        let header = try IDXHeader(from: reader, path: path, rank: 1)
        guard header.dimensions[0] == count else {
            throw DatasetError.countsDisagree(
                images: images, imageCount: count, labels: path, labelCount: header.dimensions[0])
        }
        let labels = try readAll(reader, header, path: path)
        if let index = labels.firstIndex(where: { $0 >= classes }) {
            throw DatasetError.labelOutOfRange(path: path, index: index, label: Int(labels[index]), classes: classes)
        }
        return labels
    }

    /// N, H and W of a file of images, all greater than 0.
    /// - Throws: `DatasetError`.
    static func imageHeader(_ path: String) throws -> (count: Int, height: Int, width: Int) {
        let header = try IDXHeader(from: try ByteReader(path: path), path: path, rank: 3)
        guard header.contentSize > 0 else { throw DatasetError.noImages(path: path) }
        return (header.dimensions[0], header.dimensions[1], header.dimensions[2])
    }

    /// Reads all data.
    private static func readAll(_ reader: ByteReader, _ header: IDXHeader, path: String) throws -> [UInt8] {
        let content = try [UInt8](unsafeUninitializedCapacity: header.contentSize) { buffer, filled in
            let target = UnsafeMutableBufferPointer(rebasing: buffer[..<header.contentSize])
            filled = try reader.read(into: target)
        }
        try checkLength(content.count, header, path: path)
        try reader.expectEnd(after: header.size + header.contentSize)
        return content
    }

    /// Reads the planes whose `kept` is true.
    private static func readPlanes(
        _ reader: ByteReader, _ header: IDXHeader, path: String, kept: [Bool], keptCount: Int, planeSize: Int
    ) throws -> [UInt8] {
        // Blocks are large enough for zlib to work efficiently and small enough for the cache.
        let blockPlanes = min(kept.count, max(1, (1 << 18) / planeSize))
        let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: blockPlanes * planeSize)
        defer { block.deallocate() }
        let pixels = try [UInt8](unsafeUninitializedCapacity: keptCount * planeSize) { buffer, filled in
            for first in stride(from: 0, to: kept.count, by: blockPlanes) {
                let planes = min(blockPlanes, kept.count - first)
                let found = try reader.read(into: UnsafeMutableBufferPointer(rebasing: block[..<(planes * planeSize)]))
                try checkLength(first * planeSize + found, header, path: path, upTo: (first + planes) * planeSize)
                for plane in 0..<planes where kept[first + plane] {
                    let source = block[(plane * planeSize)..<((plane + 1) * planeSize)]
                    _ = UnsafeMutableBufferPointer(rebasing: buffer[filled...]).update(fromContentsOf: source)
                    filled += planeSize
                }
            }
        }
        try reader.expectEnd(after: header.size + header.contentSize)
        return pixels
    }

    /// Throws if fewer bytes were found than wanted. `upTo` nil: all data are wanted.
    private static func checkLength(_ found: Int, _ header: IDXHeader, path: String, upTo wanted: Int? = nil) throws {
        if found < wanted ?? header.contentSize {
            throw DatasetError.cutOff(
                path: path, expected: header.size + header.contentSize, found: header.size + found)
        }
    }
}
