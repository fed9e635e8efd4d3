import CZlib

/// A zlib decompressor for gzip data that arrives in pieces.
final class GzipStream {
    private let path: String
    /// On the heap: zlib requires that the address does not change.
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the input so far ends with a complete gzip member and a valid checksum.
    private(set) var isAtEnd = false

    /// - Throws: `DatasetError.corruptGzip` if zlib cannot start.
    init(path: String) throws {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipOnly = MAX_WBITS + 16
        let status = inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw DatasetError.corruptGzip(path: path, code: status, reason: "zlib cannot start")
        }
        self.path = path
        self.stream = stream
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Decompresses from `source` into `target` until one of them is used up.
    ///
    /// Several gzip members are concatenated, as in gzip itself.
    /// - Returns: the number of bytes read and written; both 0 if no progress is possible.
    /// - Throws: `DatasetError.corruptGzip`.
    func inflate(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws -> (taken: Int, made: Int) {
        if isAtEnd {
            if source.isEmpty { return (0, 0) }
            inflateReset(stream)
            isAtEnd = false
        }
        // zlib's counts have 32 bits.
        let offered = min(source.count, 1 << 30)
        let room = min(target.count, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.pointee.avail_in = UInt32(offered)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(room)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isAtEnd = true
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "cannot be decompressed"
            throw DatasetError.corruptGzip(path: path, code: status, reason: reason)
        }
        return (offered - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out))
    }
}
