import Files

/// Checks the content of a downloaded file.
struct ContentCheck {
    let file: RemoteFile

    /// The issue with the file at `path`; nil if it is the right file.
    ///
    /// - Parameter mayBePlain: whether a decompressed file is accepted.
    /// - Throws: `DatasetError.unreadable` or `.notAFile`.
    func issue(at path: String, mayBePlain: Bool = false) throws -> ContentIssue? {
        let start = try Self.start(of: path)
        let isGzip = start.starts(with: [0x1f, 0x8b])
        if !isGzip {
            if start.isEmpty { return .empty }
            if !mayBePlain { return .notGzip(isPage: Self.isPage(start)) }
        }
        switch file.checksum {
        case .content(let expected):
            do {
                return try contentIssue(at: path, expected: expected)
            } catch DatasetError.corruptGzip(_, _, let reason) {
                return .damaged(reason: reason)
            }
        case .file(let expected):
            if !isGzip { return .unverifiable }
            let found = try DatasetError.reading { () throws(FileError) in try ContentDigest.ofFile(path) }
            return found == expected ? nil : .wrongHash(expected: expected, found: found)
        }
    }

    /// Decompresses piece by piece, and stops after the size of the right file.
    private func contentIssue(at path: String, expected: String) throws -> ContentIssue? {
        let reader = try ByteReader(path: path)
        var digest = ContentDigest()
        var total = 0
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
            while total <= file.contentBytes, case let count = try reader.read(into: buffer), count > 0 {
                digest.update(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
                total += count
            }
        }
        if total > file.contentBytes { return .tooLong(expected: file.contentBytes) }
        try reader.expectEnd(after: total)
        let found = digest.hexadecimal
        return found == expected ? nil : .wrongHash(expected: expected, found: found)
    }

    private static func start(of path: String) throws -> [UInt8] {
        try DatasetError.reading { () throws(FileError) in
            try InputFile.first(256, of: path, limit: .max).bytes
        }
    }

    /// Whether the file starts with "<", after white space.
    private static func isPage(_ start: [UInt8]) -> Bool {
        start.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "<")
    }
}
