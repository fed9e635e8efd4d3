import Text

/// Why a file's content is wrong.
public enum ContentIssue: Equatable, Sendable {
    /// The file is empty.
    case empty
    /// The file is not gzip data; `isPage`: it is a web page.
    case notGzip(isPage: Bool)
    /// zlib could not decompress the file; `reason` is its message.
    case damaged(reason: String)
    /// The file decompresses to more than `expected` bytes.
    case tooLong(expected: Int)
    /// The SHA-256 differs; both in hexadecimal digits.
    case wrongHash(expected: String, found: String)
    /// The file is decompressed, and only the compressed file has a known checksum.
    case unverifiable
}

/// Why a transfer from a mirror failed.
public enum TransferIssue: Equatable, Sendable {
    /// The server refused; `status` is the HTTP status code.
    case refused(status: Int)
    /// The transfer was slower than 1 kB/s for this time.
    case stalled(seconds: Int)
    /// The connection ended early; `kept` bytes were received and kept.
    case cutOff(kept: Int)
    /// The server sends more than `limit` bytes.
    case tooLarge(limit: Int)
    /// No connection; `reason` is curl's message.
    case unreachable(reason: String)
    /// The content is wrong.
    case wrong(ContentIssue)
}

/// A set could not be downloaded.
public enum DownloadError: Error, Equatable, Sendable {
    /// All mirrors failed; each failure was reported as an event.
    case allMirrorsFailed(file: String)
    /// The program `curl` is not installed.
    case noCurl(urls: [String], folder: String)
    /// A wrong file would be read instead of the downloaded one.
    case inTheWay(path: String, issue: ContentIssue)
    /// The system refused to write.
    case cannotWrite(path: String, reason: String)
    /// Another call is downloading into the same folder.
    case busy(folder: String)
    /// The user interrupted the call.
    case interrupted
}

extension ContentIssue: CustomStringConvertible {
    /// The issue as part of a line.
    public var description: String {
        switch self {
        case .empty: "empty"
        case .notGzip(let isPage): isPage ? "a web page, not a gzip file" : "not a gzip file"
        case .damaged(let reason): "damaged gzip data (\(reason))"
        case .tooLong(let expected): "the wrong file (it decompresses to more than \(expected) bytes)"
        case .wrongHash(let expected, let found):
            "the wrong file (its SHA-256 is \(found.prefix(12))..., not \(expected.prefix(12))...)"
        case .unverifiable: "decompressed, but only the compressed file has a known checksum"
        }
    }
}

extension TransferIssue: CustomStringConvertible {
    /// The issue as part of a line.
    public var description: String {
        switch self {
        case .refused(let status): "the server returned status \(status)"
        case .stalled(let seconds): "stalled: less than 1 kB/s for \(seconds) s"
        case .cutOff(let kept):
            kept == 0 ? "cut off before the first byte" : "cut off after \(kept) bytes, which are kept"
        case .tooLarge(let limit): "more than \(limit) bytes, the maximum for this file"
        case .unreachable(let reason): "no connection: \(OneLine.text(reason))"
        case .wrong(let issue): "the file received is \(issue)"
        }
    }
}

extension DownloadError: CustomStringConvertible {
    /// The problem and the remedy, on one line.
    public var description: String {
        switch self {
        case .allMirrorsFailed(let file): "\(file): all mirrors failed; try later, or choose another with --mirror"
        case .noCurl(let urls, let folder):
            "curl is not installed; install it, or put these files into \(folder): \(urls.joined(separator: ", "))"
        case .inTheWay(let path, let issue):
            "\(path): would be read instead of the downloaded file, but it is \(issue); move or remove it"
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written: \(reason); choose another folder with --to"
        case .busy(let folder): "\(folder): another call is downloading into this folder; wait for it"
        case .interrupted: "interrupted; the next call resumes the download"
        }
    }
}
