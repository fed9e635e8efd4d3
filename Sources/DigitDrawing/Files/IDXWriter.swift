import Datasets

/// Writes sets as IDX files named as MNIST's.
enum IDXWriter {
    /// Writes the images, [N, H, W], and their class indices, [N].
    /// - Throws: `SetWritingError`.
    static func write(_ set: ImageDataset, _ part: SetPart, to folder: String) throws {
        let images = header(of: [set.count, set.height, set.width]) + set.pixels
        try SetWriter.writeFile(images, to: "\(folder)/\(part.stem)-images-idx3-ubyte")
        try SetWriter.writeFile(header(of: [set.count]) + set.labels, to: "\(folder)/\(part.stem)-labels-idx1-ubyte")
    }

    /// Two zeros, type 8 (unsigned bytes), the number of dimensions, then each dimension in four bytes.
    private static func header(of dimensions: [Int]) -> [UInt8] {
        [0, 0, 8, UInt8(dimensions.count)]
            + dimensions.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
    }
}
