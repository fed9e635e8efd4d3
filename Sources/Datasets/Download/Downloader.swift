import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Downloads the missing files of a set, trying one mirror after the other.
///
/// A file is downloaded to NAME.partial and takes its name when it is complete and its checksum is right. A failed or
/// interrupted call leaves NAME.partial behind, and the next call resumes it.
public struct Downloader: Sendable {
    /// An event during a download.
    public enum Event: Sendable, Equatable {
        /// The file exists and its checksum is right.
        case present(path: String)
        /// A transfer from a mirror starts, after the first `from` bytes.
        case began(file: RemoteFile, url: String, from: Int)
        /// The file has this size now, bytes.
        case received(file: RemoteFile, bytes: Int)
        /// A mirror failed.
        case failed(url: String, issue: TransferIssue)
        /// The file is complete.
        case done(path: String, url: String)
    }

    private let set: RemoteSet
    private let folder: String
    private let stallSeconds: Int

    /// Default time at less than 1 kB/s after which a transfer counts as stalled, seconds.
    public static let defaultStallSeconds = 20

    /// Creates a downloader.
    /// - Parameters:
    ///   - set: the files and their mirrors.
    ///   - folder: the target folder; it is created if it is missing.
    ///   - mirrors: addresses that replace the set's mirrors; empty: the set's own.
    ///   - stallSeconds: time at less than 1 kB/s after which a transfer counts as stalled, seconds.
    public init(
        _ set: RemoteSet, into folder: String, mirrors: [String] = [], stallSeconds: Int = defaultStallSeconds
    ) {
        self.set = mirrors.isEmpty ? set : RemoteSet(files: set.files, mirrors: mirrors)
        self.folder = folder
        self.stallSeconds = stallSeconds
    }

    /// The default folder of a source's files, in the working directory's `data`.
    public static func defaultFolder(for source: DatasetSource) -> String {
        "data/" + DataLocator.subfolder(of: source)
    }

    /// Downloads the missing files.
    ///
    /// - Parameters:
    ///   - isCancelled: called often; the call stops if it returns true.
    ///   - report: receives the events, on this thread.
    /// - Throws: `DownloadError`, or `DatasetError` if a file in the folder cannot be read.
    public func fetch(isCancelled: () -> Bool, report: (Event) -> Void) throws {
        do {
            try FileSystem.makeFolder(folder)
        } catch {
            throw DownloadError.cannotWrite(path: folder, reason: "the folder cannot be created")
        }
        guard let lock = try writing({ () throws(FileError) in try FolderLock(folder) }) else {
            throw DownloadError.busy(folder: folder)
        }
        defer { withExtendedLifetime(lock) {} }
        var mirrors = set.mirrors
        for file in set.files {
            if let path = try present(file) {
                report(.present(path: path))
                continue
            }
            guard let curl = CurlTransfer.find() else {
                let urls = set.files.map { address(of: $0, at: mirrors.first ?? "") }
                throw DownloadError.noCurl(urls: urls, folder: folder)
            }
            guard
                let index = try mirrors.firstIndex(where: {
                    try fetch(file, from: $0, by: curl, isCancelled: isCancelled, report: report)
                })
            else { throw DownloadError.allMirrorsFailed(file: file.name) }
            // Mirrors that failed move to the end of the list.
            mirrors = Array(mirrors[index...] + mirrors[..<index])
        }
    }

    /// The path of a file that exists and has the right content; nil if it must be downloaded.
    /// - Throws: `DownloadError.inTheWay` for a wrong file that would be read instead of the downloaded one.
    private func present(_ file: RemoteFile) throws -> String? {
        guard let path = DataLocator.find(file.stem, in: folder) else { return nil }
        guard let issue = try ContentCheck(file: file).issue(at: path, mayBePlain: true) else { return path }
        // A damaged file is replaced if it has the name of the download.
        guard path == target(of: file) else { throw DownloadError.inTheWay(path: path, issue: issue) }
        return nil
    }

    /// Downloads a file from one mirror. A resumed transfer that fails the check is repeated from the start, once.
    /// - Returns: whether the file is complete.
    private func fetch(
        _ file: RemoteFile, from mirror: String, by curl: String, isCancelled: () -> Bool, report: (Event) -> Void
    ) throws -> Bool {
        let url = address(of: file, at: mirror)
        let partial = target(of: file) + ".partial"
        // A pipe would make curl wait for its other end.
        if FileSystem.exists(partial), !FileSystem.isRegular(partial) {
            throw DownloadError.cannotWrite(path: partial, reason: "not a regular file")
        }
        let transfer = CurlTransfer(
            curl: curl, url: url, path: partial, stallSeconds: stallSeconds, maxBytes: file.maxBytes)
        while true {
            let begun = CurlTransfer.size(of: partial)
            report(.began(file: file, url: url, from: begun))
            let outcome = transfer.run(isCancelled: isCancelled) { report(.received(file: file, bytes: $0)) }
            if CurlTransfer.size(of: partial) == 0 { unlink(partial) }
            let issue: TransferIssue
            switch outcome {
            case .complete:
                guard let wrong = try contentIssue(of: partial, file) else {
                    try writing { () throws(FileError) in try FileSystem.move(partial, to: target(of: file)) }
                    report(.done(path: target(of: file), url: url))
                    return true
                }
                unlink(partial)
                if begun > 0 { continue }
                issue = .wrong(wrong)
            case .cannotResume:
                unlink(partial)
                if begun > 0 { continue }
                issue = .cutOff(kept: 0)
            case .failed(let failure):
                if case .tooLarge = failure {
                    unlink(partial)
                    if begun > 0 { continue }
                }
                issue = failure
            case .cannotWrite(let reason): throw DownloadError.cannotWrite(path: partial, reason: reason)
            case .interrupted: throw DownloadError.interrupted
            }
            report(.failed(url: url, issue: issue))
            return false
        }
    }

    private func contentIssue(of partial: String, _ file: RemoteFile) throws -> ContentIssue? {
        // If the server sends nothing, curl creates no file.
        if CurlTransfer.size(of: partial) == 0 { return .empty }
        return try ContentCheck(file: file).issue(at: partial)
    }

    private func writing<Result>(_ body: () throws(FileError) -> Result) throws(DownloadError) -> Result {
        do throws(FileError) {
            return try body()
        } catch {
            throw .cannotWrite(path: error.path, reason: error.reason.words)
        }
    }

    private func target(of file: RemoteFile) -> String { folder + "/" + file.name }

    private func address(of file: RemoteFile, at mirror: String) -> String {
        mirror + (mirror.hasSuffix("/") ? "" : "/") + file.name
    }
}
