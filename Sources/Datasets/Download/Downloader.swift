import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Fetches the files of a set into a folder: those that are missing, from the first mirror that gives them.
///
/// A file appears in its place when it is whole and its checksum right. Until then it grows in NAME.partial, which a
/// failed or interrupted call leaves behind, and from whose end the next one goes on.
public struct Downloader: Sendable {
    /// What happens meanwhile.
    public enum Event: Sendable, Equatable {
        /// Is there already, and right.
        case present(path: String)
        /// A mirror is asked, for what follows the first `from` bytes.
        case began(file: RemoteFile, url: String, from: Int)
        /// So many bytes are there.
        case received(file: RemoteFile, bytes: Int)
        /// A mirror failed.
        case failed(url: String, problem: TransferProblem)
        /// Is in its place.
        case done(path: String, url: String)
    }

    private let set: RemoteSet
    private let folder: String
    private let stallSeconds: Int

    /// Seconds at less than a kilobyte a second after which a mirror counts as stalled.
    public static let defaultStallSeconds = 20

    /// - Parameters:
    ///   - folder: is made where it is missing.
    ///   - mirrors: instead of the set's own; none: those.
    public init(
        _ set: RemoteSet, into folder: String, mirrors: [String] = [], stallSeconds: Int = defaultStallSeconds
    ) {
        self.set = mirrors.isEmpty ? set : RemoteSet(files: set.files, mirrors: mirrors)
        self.folder = folder
        self.stallSeconds = stallSeconds
    }

    /// Where a source's files are looked for: below the working directory's `data`.
    public static func defaultFolder(for source: DatasetSource) -> String {
        "data/" + DataLocator.subfolder(of: source)
    }

    /// Fetches what is missing.
    ///
    /// - Parameters:
    ///   - isCancelled: asked often; ends the call when true.
    ///   - report: told what happens, from this thread.
    /// - Throws: `DownloadError`, or `DatasetError` where a file in the folder cannot be read.
    public func fetch(isCancelled: () -> Bool, report: (Event) -> Void) throws {
        do {
            try FileSystem.makeFolder(folder)
        } catch {
            throw DownloadError.cannotWrite(path: folder, reason: "the folder cannot be made")
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
            // Those that failed come last from here on.
            mirrors = Array(mirrors[index...] + mirrors[..<index])
        }
    }

    /// The path of a file that is there already and right.
    /// - Throws: `DownloadError.inTheWay` for one that is not and that would be read nevertheless.
    private func present(_ file: RemoteFile) throws -> String? {
        guard let path = DataLocator.find(file.stem, in: folder) else { return nil }
        guard let problem = try ContentCheck(file: file).problem(at: path, mayBePlain: true) else { return path }
        // A damaged file of just this name is replaced.
        guard path == target(of: file) else { throw DownloadError.inTheWay(path: path, problem: problem) }
        return nil
    }

    /// Asks one mirror, twice where what it gave does not fit what was there of the file.
    /// - Returns: whether the file is in its place.
    private func fetch(
        _ file: RemoteFile, from mirror: String, by curl: String, isCancelled: () -> Bool, report: (Event) -> Void
    ) throws -> Bool {
        let url = address(of: file, at: mirror)
        let partial = target(of: file) + ".partial"
        // curl would wait for the other end of a pipe.
        if FileSystem.exists(partial), !FileSystem.isRegular(partial) {
            throw DownloadError.cannotWrite(path: partial, reason: "something else than a file goes by this name")
        }
        let transfer = CurlTransfer(
            curl: curl, url: url, path: partial, stallSeconds: stallSeconds, mostBytes: file.mostBytes)
        while true {
            let begun = CurlTransfer.size(of: partial)
            report(.began(file: file, url: url, from: begun))
            let outcome = transfer.run(isCancelled: isCancelled) { report(.received(file: file, bytes: $0)) }
            if CurlTransfer.size(of: partial) == 0 { unlink(partial) }
            let problem: TransferProblem
            switch outcome {
            case .complete:
                guard let wrong = try contentProblem(of: partial, file) else {
                    try writing { () throws(FileError) in try FileSystem.move(partial, to: target(of: file)) }
                    report(.done(path: target(of: file), url: url))
                    return true
                }
                unlink(partial)
                if begun > 0 { continue }
                problem = .wrong(wrong)
            case .cannotResume:
                unlink(partial)
                if begun > 0 { continue }
                problem = .cutOff(kept: 0)
            case .failed(let failure):
                if case .tooLarge = failure {
                    unlink(partial)
                    if begun > 0 { continue }
                }
                problem = failure
            case .cannotWrite(let reason): throw DownloadError.cannotWrite(path: partial, reason: reason)
            case .interrupted: throw DownloadError.interrupted
            }
            report(.failed(url: url, problem: problem))
            return false
        }
    }

    private func contentProblem(of partial: String, _ file: RemoteFile) throws -> ContentProblem? {
        // A server that sends nothing leaves no file.
        if CurlTransfer.size(of: partial) == 0 { return .empty }
        return try ContentCheck(file: file).problem(at: partial)
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
