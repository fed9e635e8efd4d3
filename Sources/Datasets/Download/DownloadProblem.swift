import Text

/// Why a file is not the one that was wanted.
public enum ContentProblem: Error, Equatable, Sendable {
    case empty
    /// The first bytes are not gzip's; `isPage`: they are a web page's.
    case notGzip(isPage: Bool)
    /// zlib could not decompress it.
    case damaged(reason: String)
    /// It decompresses to more than the right file does.
    case tooLong(expected: Int)
    /// SHA-256 in hexadecimal digits.
    case wrongHash(expected: String, found: String)
    /// Only the compressed file has a known checksum.
    case cannotTell
}

/// Why a mirror did not give a file.
public enum TransferProblem: Error, Equatable, Sendable {
    /// HTTP's status code.
    case refused(status: Int)
    /// Next to nothing came for so long.
    case stalled(seconds: Int)
    /// The connection ended too early; so many bytes are kept.
    case cutOff(kept: Int)
    /// More bytes than the file can have.
    case tooLarge(limit: Int)
    /// No connection, for curl's reason.
    case unreachable(reason: String)
    /// What came is not the file.
    case wrong(ContentProblem)
}

/// Why a set could not be fetched.
public enum DownloadError: Error, Equatable, Sendable {
    /// No mirror gave the file; each was reported when it failed.
    case allMirrorsFailed(file: String)
    /// The program that fetches is not installed.
    case noCurl(urls: [String], folder: String)
    /// A file that would be read instead of the one to be fetched.
    case inTheWay(path: String, problem: ContentProblem)
    /// The system refused to write.
    case cannotWrite(path: String, reason: String)
    /// Another call fetches into the same folder.
    case busy(folder: String)
    /// The user ended it.
    case interrupted
}

extension ContentProblem: CustomStringConvertible {
    /// What is wrong, as a part of a line.
    public var description: String {
        switch self {
        case .empty: "empty"
        case .notGzip(let isPage): isPage ? "a web page, not a gzip file" : "not a gzip file"
        case .damaged(let reason): "damaged gzip data (\(reason))"
        case .tooLong(let expected): "not the right file: it decompresses to more than \(expected) bytes"
        case .wrongHash(let expected, let found):
            "not the right file: its SHA-256 is \(found.prefix(12))..., not \(expected.prefix(12))..."
        case .cannotTell: "decompressed, and only the compressed file has a known checksum"
        }
    }
}

extension TransferProblem: CustomStringConvertible {
    /// What went wrong, as a part of a line.
    public var description: String {
        switch self {
        case .refused(let status): "the server answers \(status)"
        case .stalled(let seconds): "stalled: less than 1 kB/s came for \(seconds) s"
        case .cutOff(let kept):
            kept == 0 ? "cut off before the first byte" : "cut off after \(kept) bytes, which are kept to go on from"
        case .tooLarge(let limit): "more than the \(limit) bytes that the file can have"
        case .unreachable(let reason): "no connection: \(OneLine.text(reason))"
        case .wrong(let problem): "what came is \(problem)"
        }
    }
}

extension DownloadError: CustomStringConvertible {
    /// One line, with what would do.
    public var description: String {
        switch self {
        case .allMirrorsFailed(let file): "\(file): no mirror gave it: try later, or name another with --mirror"
        case .noCurl(let urls, let folder):
            "curl is not installed: install it, or put these files into \(folder): \(urls.joined(separator: ", "))"
        case .inTheWay(let path, let problem):
            "\(path): would be read instead of the file to be fetched, and is \(problem): move it away"
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written: \(reason); choose another folder with --to"
        case .busy(let folder): "\(folder): another call fetches into this folder"
        case .interrupted: "interrupted: what has come is kept, the next call goes on from there"
        }
    }
}
