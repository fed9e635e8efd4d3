/// A file that mirrors offer, and how to know it again.
public struct RemoteFile: Sendable, Equatable {
    /// What tells the right file from others; SHA-256, 64 hexadecimal digits.
    public enum Checksum: Sendable, Equatable {
        /// Of what the file decompresses to: whoever compressed it.
        case content(String)
        /// Of the file as it is.
        case file(String)
    }

    /// Its name: "train-images-idx3-ubyte.gz".
    public var name: String
    /// Bytes that a mirror sends: those of the best-known mirror, since the next one may compress otherwise.
    public var usualBytes: Int
    /// Bytes that it decompresses to.
    public var contentBytes: Int
    public var checksum: Checksum

    public init(name: String, usualBytes: Int, contentBytes: Int, checksum: Checksum) {
        self.name = name
        self.usualBytes = usualBytes
        self.contentBytes = contentBytes
        self.checksum = checksum
    }

    /// Most bytes that are taken: what does not compress at all grows by a few thousandths.
    var mostBytes: Int { contentBytes + contentBytes / 100 + 4096 }

    /// The name without `.gz`.
    var stem: String { name.hasSuffix(".gz") ? String(name.dropLast(3)) : name }
}
