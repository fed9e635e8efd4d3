import Files

/// Tells whether a file is the one that was wanted.
struct ContentCheck {
    let file: RemoteFile

    /// What is wrong with the file at `path`; nil: it is the right one.
    ///
    /// - Parameter mayBePlain: whether a file that was decompressed already will do.
    /// - Throws: `DatasetError.unreadable` or `.notAFile`.
    func problem(at path: String, mayBePlain: Bool = false) throws -> ContentProblem? {
        let start = try Self.start(of: path)
        let isGzip = start.starts(with: [0x1f, 0x8b])
        if !isGzip {
            if start.isEmpty { return .empty }
            if !mayBePlain { return .notGzip(isPage: Self.isPage(start)) }
        }
        switch file.checksum {
        case .content(let expected):
            do {
                return try contentProblem(at: path, expected: expected)
            } catch DatasetError.corruptGzip(_, _, let reason) {
                return .damaged(reason: reason)
            }
        case .file(let expected):
            if !isGzip { return .cannotTell }
            let found = try DatasetError.reading { () throws(FileError) in try ContentDigest.ofFile(path) }
            return found == expected ? nil : .wrongHash(expected: expected, found: found)
        }
    }

    /// Decompresses piece by piece and never beyond what the right file gives.
    private func contentProblem(at path: String, expected: String) throws -> ContentProblem? {
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

    /// Whether the first bytes are those of a web page: what stands before the first "<" is blank.
    private static func isPage(_ start: [UInt8]) -> Bool {
        start.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "<")
    }
}
