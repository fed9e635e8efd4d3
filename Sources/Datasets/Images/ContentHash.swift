import Files

/// SHA-256 of the sizes (eight bytes each, least significant first), the labels and the pixels, in this order.
func contentHash(sizes: [Int], labels: [UInt8], pixels: [UInt8]) -> String {
    var digest = ContentDigest()
    for size in sizes {
        withUnsafeBytes(of: UInt64(size).littleEndian) { digest.update($0) }
    }
    labels.withUnsafeBytes { digest.update($0) }
    pixels.withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal
}
