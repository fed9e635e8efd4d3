/// The header of an IDX file of bytes (LeCun's page on MNIST): two zeros, type 8 (unsigned bytes), the number of
/// dimensions. Each dimension follows in four bytes, most significant first.
struct IDXHeader: Equatable {
    /// Sizes, slowest axis first: [N] for labels, [N, H, W] for images.
    let dimensions: [Int]
    /// Size of the data after the header, bytes.
    let contentSize: Int

    /// Size of the header, bytes.
    var size: Int { 4 + 4 * dimensions.count }

    /// Maximum size of the data, bytes; larger files are refused before memory is allocated.
    static let maxContentSize = 1 << 30

    /// Reads the header and checks it against the size of the file.
    ///
    /// - Parameter rank: the expected number of dimensions.
    /// - Throws: `DatasetError`.
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
            guard !overflow, product <= Self.maxContentSize else {
                throw DatasetError.tooLarge(path: path, dimensions: dimensions, limit: Self.maxContentSize)
            }
            contentSize = product
        }
        self.dimensions = dimensions
        self.contentSize = contentSize
        // Detects truncation early: exactly for plain files, by the maximum compression ratio for gzip files.
        if reader.maxBytes < size + contentSize {
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
