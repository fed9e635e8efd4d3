import Crypto

extension InputFile {
    /// SHA-256 of everything from here to the end.
    func hash() throws -> String {
        var hasher = SHA256()
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
            while case let count = try readBlock(into: buffer), count > 0 {
                hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
            }
        }
        return hexadecimal(hasher.finalize())
    }
}
