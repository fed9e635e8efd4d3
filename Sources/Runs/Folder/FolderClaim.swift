import Files
import Foundation
import Specs

/// A call's claim on a run folder while it trains there, or on the folder's range test while it uses that.
///
/// Calls of the same settings share a claim; a call of other settings is refused until they end. The claim is an advisory
/// lock on a file whose content is the hash of the settings. The system releases it when the process ends, however it ends.
final class FolderClaim: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Claims a folder for a training.
    /// - Throws: `StoreError.inUse` if calls of another training hold the folder; `StoreError.file`.
    convenience init(on folder: RunFolder, training hash: String) throws(StoreError) {
        try self.init(folder.file(.claim), hash, refusal: .inUse(path: folder.path))
    }

    /// Claims a folder's range test.
    /// - Throws: `StoreError.rangeTestInUse` if calls use a test of other settings; `StoreError.file`.
    convenience init(on folder: RunFolder, rangeTest hash: String) throws(StoreError) {
        try self.init(folder.file(.rangeTestClaim), hash, refusal: .rangeTestInUse(path: folder.path))
    }

    private init(_ path: String, _ hash: String, refusal: StoreError) throws(StoreError) {
        self.path = path
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
                throw refusal
            case .changing:
                close(descriptor)
                usleep(20_000)
            }
        }
        throw refusal
    }

    /// Whether calls of another training hold a folder now. Writes nothing.
    static func isInUse(_ folder: RunFolder, byOthersThan spec: ResolvedSpec) -> Bool {
        isHeld(folder.file(.claim), byOthersThan: spec.trainingHash)
    }

    /// Whether calls use a range test of other settings now. Writes nothing.
    static func isRangeTestInUse(_ folder: RunFolder, byOthersThan spec: ResolvedSpec) -> Bool {
        isHeld(folder.file(.rangeTestClaim), byOthersThan: spec.finderHash)
    }

    private static func isHeld(_ path: String, byOthersThan hash: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        if content(of: descriptor) == hash { return false }
        // Killed calls leave the file without a lock.
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
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
        return content(of: descriptor) == hash ? .taken : .other
    }

    private static func content(of descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private static func isCurrent(_ descriptor: Int32, _ path: String) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }

    deinit {
        // The last call to leave removes the file.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isCurrent(descriptor, path) { unlink(path) }
        close(descriptor)
    }
}
