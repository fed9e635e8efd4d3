package import Files
import Foundation

/// The file operations of leases. Only the holder writes a lease file; other calls read it, or set a dead one aside.
package enum LeaseFile {
    /// Max number of bytes that are read.
    private static let sizeLimit = 4096

    /// A lease file at one moment. Its holder's next renewal changes it.
    package struct Look: Sendable, Equatable {
        package let stamp: FileStamp
        /// Empty if this user may not read the file.
        package let bytes: [UInt8]

        /// nil unless the file is as a call writes it.
        package var record: LeaseRecord? { LeaseRecord(bytes) }
    }

    /// The result of a renewal.
    enum Renewal {
        case renewed
        /// The file is gone, or another call's.
        case lost
        /// The file cannot be read or written now.
        case failed
    }

    /// Creates a lease file. Of several calls, exactly one succeeds, also on NFS.
    /// - Returns: false if the file exists.
    /// - Throws: `FileError` if it cannot be written.
    package static func create(_ bytes: [UInt8], at path: String) throws(FileError) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw FileError(path: path, operation: .write, reason: .init(code: errno))
        }
        var code = put(bytes, in: descriptor) ? 0 : errno
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0 { return true }
        unlink(path)
        throw FileError(path: path, operation: .write, reason: .init(code: code))
    }

    /// Reads a lease file.
    /// - Returns: nil if it does not exist.
    /// - Throws: `FileError` if it cannot be read. Without permission to read, a look without bytes is returned.
    package static func look(at path: String) throws(FileError) -> Look? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ESTALE: return nil
            case EACCES: return FileStamp(of: path).map { Look(stamp: $0, bytes: []) }
            default: throw FileError(path: path, operation: .read, reason: .init(code: errno))
            }
        }
        defer { close(descriptor) }
        guard let bytes = content(of: descriptor), let stamp = FileStamp(descriptor: descriptor) else {
            if errno == ESTALE { return nil }
            throw FileError(path: path, operation: .read, reason: .init(code: errno))
        }
        return Look(stamp: stamp, bytes: bytes)
    }

    /// Replaces the content in place, if the lease is still the one with this nonce.
    static func renew(_ bytes: [UInt8], at path: String, nonce: String) -> Renewal {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return errno == ENOENT || errno == ESTALE ? .lost : .failed }
        defer { close(descriptor) }
        guard let old = content(of: descriptor) else { return .failed }
        guard LeaseRecord(old)?.nonce == nonce else { return .lost }
        return put(bytes, in: descriptor) && fsync(descriptor) == 0 ? .renewed : .failed
    }

    /// Removes the lease with this nonce; another call's stays.
    static func remove(at path: String, nonce: String) {
        withFolderLock(of: path) {
            guard (try? look(at: path))?.record?.nonce == nonce else { return }
            unlink(path)
        }
    }

    /// Moves a dead lease out of the way, if it is still as it was judged.
    ///
    /// Of several calls, one renames it. If the renamed file is not the one that was judged, that call puts it back.
    package static func setAside(_ dead: Look, at path: String) throws(FileError) {
        try withFolderLock(of: path) { () throws(FileError) in
            guard try look(at: path) == dead else { return }
            let aside = asidePath(of: path)
            guard rename(path, aside) == 0 || FileSystem.exists(aside) else {
                if errno == ENOENT || errno == ESTALE { return }
                throw FileError(path: path, operation: .write, reason: .init(code: errno))
            }
            // Without hard links a lease that was alive is lost, and its holder notices.
            if try look(at: aside) != dead { link(aside, path) }
            unlink(aside)
        }
    }

    /// Whether a name is that of a lease that a killed call was setting aside.
    static func isAside(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(asideSuffix) }

    private static let asideSuffix = ".lease.dead"

    /// ".seed-3.5F2A...lease.dead" for ".seed-3.lease"
    private static func asidePath(of path: String) -> String {
        path.dropLast(".lease".count) + ".\(UUID().uuidString)\(asideSuffix)"
    }

    /// Serializes the calls of one machine for a moment. The others rely on the check after the rename.
    private static func withFolderLock<Failure: Error>(
        of path: String, _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        var lock: FolderLock?
        // A stopped process may hold the lock: wait half a second at most.
        for _ in 0..<100 {
            do {
                lock = try FolderLock(FileSystem.parent(of: path))
            } catch {
                break
            }
            if lock != nil { break }
            usleep(5_000)
        }
        defer { withExtendedLifetime(lock) {} }
        try body()
    }

    private static func content(of descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: sizeLimit)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count < 0 ? nil : Array(bytes[..<count])
    }

    private static func put(_ bytes: [UInt8], in descriptor: Int32) -> Bool {
        let count = pwrite(descriptor, bytes, bytes.count, 0)
        if count >= 0, count < bytes.count { errno = ENOSPC }
        return count == bytes.count
    }
}
