/// A file that mirrors offer, with its checksum.
public struct RemoteFile: Sendable, Equatable {
    /// SHA-256 of the file or of its content, 64 hexadecimal digits.
    public enum Checksum: Sendable, Equatable {
        /// Of the decompressed content; mirrors may compress it differently.
        case content(String)
        /// Of the compressed file.
        case file(String)
    }

    /// The file's name: "train-images-idx3-ubyte.gz".
    public var name: String
    /// Size of the compressed file on the first mirror, bytes; other mirrors may differ.
    public var typicalBytes: Int
    /// Size of the decompressed content, bytes.
    public var contentBytes: Int
    /// SHA-256 of the file or of its content.
    public var checksum: Checksum

    /// Creates a file from its parts.
    public init(name: String, typicalBytes: Int, contentBytes: Int, checksum: Checksum) {
        self.name = name
        self.typicalBytes = typicalBytes
        self.contentBytes = contentBytes
        self.checksum = checksum
    }

    /// Maximum download size, bytes: gzip enlarges incompressible content by less than 1 %.
    var maxBytes: Int { contentBytes + contentBytes / 100 + 4096 }

    /// The name without `.gz`.
    var stem: String { name.hasSuffix(".gz") ? String(name.dropLast(3)) : name }
}
