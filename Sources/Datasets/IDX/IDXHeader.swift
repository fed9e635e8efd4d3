/// The head of an IDX file of bytes: two zeros, the type (8: unsigned bytes), the number of dimensions, then each
/// dimension in four bytes, most significant first (LeCun's page on MNIST).
struct IDXHeader: Equatable {
    /// Sizes, slowest first: [N] of labels, [N, H, W] of images.
    let dimensions: [Int]
    /// Bytes that follow the header.
    let contentSize: Int

    /// Bytes of the header itself.
    var size: Int { 4 + 4 * dimensions.count }

    /// Content beyond this is refused, before any memory is taken.
    static let contentLimit = 1 << 30

    /// Reads the header and checks it against the size of the file.
    ///
    /// - Parameter rank: the number of dimensions that the file must have.
    /// - Throws: `DatasetError.notIDX`, `.cutOff` or `.tooLarge`, and what reading throws.
    init(from reader: ByteReader, path: String, rank: Int) throws {
        let size = 4 + 4 * rank
        var bytes = [UInt8](repeating: 0, count: size)
        let found = try bytes.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
        let magic: [UInt8] = [0, 0, 8, UInt8(rank)]
        guard found >= 4, bytes.starts(with: magic) else {
            throw DatasetError.notIDX(path: path, expected: magic, found: Array(bytes[..<min(4, found)]))
        }
        guard found == size else { throw DatasetError.cutOff(path: path, expected: size, found: found) }

        let dimensions = stride(from: 4, to: size, by: 4).map { start in
            bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        var contentSize = 1
        for dimension in dimensions {
            let (product, overflow) = contentSize.multipliedReportingOverflow(by: dimension)
            guard !overflow, product <= Self.contentLimit else {
                throw DatasetError.tooLarge(path: path, dimensions: dimensions, limit: Self.contentLimit)
            }
            contentSize = product
        }
        self.dimensions = dimensions
        self.contentSize = contentSize
        // A plain file says at once that it is cut off; of a gzip file this is known where it could never hold so much.
        if reader.mostBytes < size + contentSize {
            throw DatasetError.cutOff(
                path: path, expected: size + contentSize, found: try Self.countRest(reader) + size)
        }
    }

    private static func countRest(_ reader: ByteReader) throws -> Int {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { buffer in
            var count = 0
            while true {
                let found = try reader.read(into: buffer)
                if found == 0 { return count }
                count += found
            }
        }
    }
}
