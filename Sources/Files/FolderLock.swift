#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An advisory lock on a folder. The system releases it when the process ends.
package final class FolderLock: Sendable {
    private let descriptor: Int32

    /// - Returns: nil if another process holds the lock. On file systems without locks, every call succeeds.
    /// - Throws: `FileError` if the folder cannot be opened.
    package init?(_ folder: String) throws(FileError) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileError(path: folder, operation: .write, reason: .init(code: errno))
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
    }

    /// Whether the folder at this path is the locked one: another process may have moved it, and made a new one.
    package func isLocked(_ folder: String) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(folder, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }

    /// Unlocks before closing: a starting child process has a copy of the descriptor, and with it the lock, until `exec`.
    deinit {
        if descriptor < 0 { return }
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
