import Files

/// SHA-256 over the sizes (each as eight bytes, least significant first), then the labels, then the pixels.
func contentHash(sizes: [Int], labels: [UInt8], pixels: [UInt8]) -> String {
    var digest = ContentDigest()
    for size in sizes {
        withUnsafeBytes(of: UInt64(size).littleEndian) { digest.update($0) }
    }
    labels.withUnsafeBytes { digest.update($0) }
    pixels.withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal
}
