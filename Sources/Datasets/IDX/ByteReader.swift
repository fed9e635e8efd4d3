import Files
import CZlib

/// Reads a file sequentially and decompresses it if it is gzip data.
///
/// Memory use is one buffer, independent of the file. Not thread-safe.
final class ByteReader {
    /// Upper bound of the decompressed size, bytes.
    let maxBytes: Int

    private let file: InputFile
    private let gzip: GzipStream?
    private let input: UnsafeMutableBufferPointer<UInt8>
    private var unread: Range<Int>

    private static let bufferSize = 1 << 18
    /// Maximum compression ratio of deflate.
    private static let maxExpansion = 1032

    /// - Throws: `DatasetError.unreadable` or `.notAFile`.
    init(path: String) throws {
        let file = try DatasetError.reading { () throws(FileError) in try InputFile(path) }
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.bufferSize)
        do {
            let count = try DatasetError.reading { () throws(FileError) in try file.read(into: .init(input)) }
            let isGzip = count >= 2 && input[0] == 0x1f && input[1] == 0x8b
            gzip = isGzip ? try GzipStream(path: path) : nil
            unread = 0..<count
            maxBytes = isGzip ? min(file.size, Int.max / Self.maxExpansion) * Self.maxExpansion : file.size
            self.file = file
            self.input = input
        } catch {
            input.deallocate()
            throw error
        }
    }

    deinit {
        input.deallocate()
    }

    /// Reads until `target` is full or the file ends.
    ///
    /// - Returns: the number of bytes written; fewer than `target.count` only at the end of the file. A truncated gzip
    ///   file ends without an error.
    /// - Throws: `DatasetError.unreadable` or `.corruptGzip`.
    func read(into target: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        var filled = 0
        while filled < target.count {
            if unread.isEmpty { unread = 0..<(try readBlock()) }
            let rest = UnsafeMutableBufferPointer(rebasing: target[filled...])
            let source = UnsafeBufferPointer(rebasing: input[unread])
            let (taken, made): (Int, Int)
            if let gzip {
                // Also called at the end of the file: zlib may hold output that did not fit before.
                (taken, made) = try gzip.inflate(source, into: rest)
            } else {
                taken = min(rest.count, source.count)
                made = taken
                _ = rest.update(fromContentsOf: source[..<taken])
            }
            if taken == 0 && made == 0 { break }
            unread = unread.lowerBound + taken..<unread.upperBound
            filled += made
        }
        return filled
    }

    private func readBlock() throws(DatasetError) -> Int {
        try DatasetError.reading { () throws(FileError) in try file.read(into: .init(input)) }
    }

    /// Checks that the file ends here, and that gzip data ends with its checksum.
    ///
    /// - Parameter expected: number of bytes read so far, for the error.
    /// - Throws: `DatasetError.trailingBytes` or `.corruptGzip`.
    func expectEnd(after expected: Int) throws {
        let left = try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { try read(into: $0) }
        if left > 0 { throw DatasetError.trailingBytes(path: file.path, expected: expected) }
        if let gzip, !gzip.isAtEnd {
            throw DatasetError.corruptGzip(path: file.path, code: Z_BUF_ERROR, reason: "ends before its checksum")
        }
    }
}
