import Crypto

/// SHA-256 over the sizes (each as eight bytes, least significant first), then the labels, then the pixels.
func contentHash(sizes: [Int], labels: [UInt8], pixels: [UInt8]) -> String {
    var hasher = SHA256()
    for size in sizes {
        withUnsafeBytes(of: UInt64(size).littleEndian) { hasher.update(bufferPointer: $0) }
    }
    labels.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    pixels.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    let digits = Array("0123456789abcdef")
    return String(hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
