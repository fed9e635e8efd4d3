#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Identifies one version of a file: every write, and every other file of the same name, has another stamp.
///
/// Its time is compared with earlier times of the same file only, never with a clock.
package struct FileStamp: Sendable, Equatable {
    private let device: UInt64
    private let file: UInt64
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// The stamp of the file or folder at a path; nil if it does not exist. Links are not followed.
    package init?(of path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The stamp of an open file.
    package init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        file = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
    }
}
