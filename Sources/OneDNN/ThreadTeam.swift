#if canImport(Glibc)
    import Glibc
#endif

/// The number of threads that oneDNN's kernels use when the current thread calls them.
///
/// Debian's oneDNN runs on OpenMP, whose thread count is a property of the calling thread: parallel runs each set their own.
/// The function is looked up in the process, which has loaded oneDNN's runtime. Another runtime has no such function; the
/// count then stays as the library chose it.
public enum ThreadTeam {
    /// Sets the count for the current thread.
    /// - Returns: whether the runtime took it.
    @discardableResult
    public static func set(_ count: Int) -> Bool {
        guard let setNumThreads else { return false }
        setNumThreads(Int32(clamping: max(1, count)))
        return true
    }

    private typealias SetNumThreads = @convention(c) (Int32) -> Void

    private static let setNumThreads: SetNumThreads? = {
        #if canImport(Glibc)
            guard let symbol = dlsym(nil, "omp_set_num_threads") else { return nil }
            return unsafeBitCast(symbol, to: SetNumThreads.self)
        #else
            return nil
        #endif
    }()
}
