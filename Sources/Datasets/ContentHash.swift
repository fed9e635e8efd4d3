import Crypto

/// SHA-256 over the sizes (each as eight bytes, least significant first), then the labels, then the pixels.
func contentHash(sizes: [Int], labels: [UInt8], pixels: [UInt8]) -> String {
    var hasher = SHA256()
    for size in sizes {
        withUnsafeBytes(of: UInt64(size).littleEndian) { hasher.update(bufferPointer: $0) }
    }
    labels.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    pixels.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return hexadecimal(hasher.finalize())
}

/// SHA-256 of a text's bytes, 64 hexadecimal digits.
func sha256(of text: String) -> String { sha256(of: Array(text.utf8)) }

/// SHA-256 of bytes, 64 hexadecimal digits.
func sha256(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
