#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps two calls from writing into one folder; the system lets go of it when the process ends.
struct FolderLock {
    private let descriptor: Int32

    /// - Throws: `DownloadError.busy`, or `.cannotWrite` where the folder cannot be opened.
    init(_ folder: String) throws {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw DownloadError.cannotWrite(path: folder, reason: String(cString: strerror(errno)))
        }
        // Where the file system knows no locks, there is none.
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(descriptor)
            throw DownloadError.busy(folder: folder)
        }
    }

    /// Closing would do, were it not for processes that are just being started, by this one or for somebody else's code: until
    /// they become another program they hold the lock as well.
    func release() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
