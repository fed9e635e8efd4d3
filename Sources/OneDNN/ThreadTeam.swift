#if canImport(Glibc)
    import Glibc
#endif

/// How many threads oneDNN's kernels use when called from the current thread.
///
/// Debian's oneDNN runs on OpenMP, whose thread count is a property of the calling thread: runs that work side by side
/// each set their own. The runtime is found in the process, since oneDNN brought it along; a library built on another
/// runtime has no such function, and then the count stays what the library chose.
public enum ThreadTeam {
    /// Sets the count for the current thread.
    /// - Returns: whether the runtime could be told.
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
