import Files
import Foundation

/// A call's claim on a run folder while it trains there.
///
/// Calls of one training share a folder; a call of another training is refused until they end. The claim is an advisory
/// lock on `.onecycle.lock`, whose content is the training's hash. The system releases it when the process ends, however it ends.
final class FolderClaim: Sendable {
    private let descriptor: Int32
    private let path: String

    /// - Throws: `StoreError.inUse` if another training holds the folder; `StoreError.file`.
    init(on folder: RunFolder, training hash: String) throws(StoreError) {
        path = folder.file(.claim)
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
            guard descriptor >= 0 else {
                throw .file(FileError(path: path, operation: .write, reason: .init(code: errno)))
            }
            switch Self.claim(descriptor, at: path, hash) {
            case .taken:
                self.descriptor = descriptor
                return
            case .other:
                close(descriptor)
                throw .inUse(path: folder.path)
            case .changing:
                close(descriptor)
                usleep(20_000)
            }
        }
        throw .inUse(path: folder.path)
    }

    private enum Attempt {
        case taken
        /// Calls of another training hold it.
        case other
        /// Another call is taking or leaving it just now.
        case changing
    }

    private static func claim(_ descriptor: Int32, at path: String, _ hash: String) -> Attempt {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            guard isCurrent(descriptor, path) else { return .changing }
            let bytes = Array(hash.utf8)
            guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
                // A full disk holds no claim; the next write reports it.
                return .taken
            }
            flock(descriptor, LOCK_SH)
        } else if errno != EWOULDBLOCK {
            // A file system without locks.
            return .taken
        } else if flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            return .changing
        }
        // Between the two locks, another call may have taken or removed it.
        guard isCurrent(descriptor, path) else { return .changing }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count >= 0 && String(decoding: bytes.prefix(count), as: UTF8.self) == hash ? .taken : .other
    }

    private static func isCurrent(_ descriptor: Int32, _ path: String) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }

    deinit {
        // The last call to leave takes the file with it.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isCurrent(descriptor, path) { unlink(path) }
        close(descriptor)
    }
}
