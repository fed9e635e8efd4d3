internal import CNettle

/// SHA-256 of content that arrives in pieces, as 64 hexadecimal digits.
package struct ContentDigest {
    private var context = sha256_ctx()

    package init() { nettle_sha256_init(&context) }

    /// Adds a piece.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        nettle_sha256_update(&context, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }

    /// The digest of everything added so far.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var (context, digest) = (context, [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE)))
        nettle_sha256_digest(&context, digest.count, &digest)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The digest of bytes.
    package static func of(_ bytes: some Collection<UInt8>) -> String {
        var digest = ContentDigest()
        if bytes.withContiguousStorageIfAvailable({ digest.update(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes { digest.update($0) }
        }
        return digest.hexadecimal
    }

    /// The digest of a text's UTF-8.
    package static func of(_ text: String) -> String { of(text.utf8) }

    /// The digest of a regular file, read in pieces.
    package static func ofFile(_ path: String) throws(FileError) -> String {
        let file = try InputFile(path)
        return try file.digest()
    }
}

extension InputFile {
    /// The digest of the rest of the file.
    package func digest() throws(FileError) -> String {
        var digest = ContentDigest()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try buffer.withUnsafeMutableBytes { bytes in
                Result { () throws(FileError) in try read(into: bytes) }
            }.get()
            if count == 0 { return digest.hexadecimal }
            buffer.withUnsafeBytes { digest.update(.init(rebasing: $0[..<count])) }
        }
    }
}
