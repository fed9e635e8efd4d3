#if canImport(Glibc)
    import Glibc
#endif

/// The threads of oneDNN's kernels: none but the calling one.
///
/// A kernel on several threads adds up in an order that depends on their number. So every kernel runs on the thread that
/// calls it, and parts of a batch run side by side instead (`Team` in `Parallel`). Debian's oneDNN runs on OpenMP, whose
/// thread count is a property of the calling thread. The function that sets it is looked up in the process, which has
/// loaded oneDNN's runtime. Another runtime has no such function, and its kernels may use several threads.
package enum KernelThreads {
    /// From now on, kernels that the current thread plans or executes run on it alone.
    package static func keepToCaller() { setCount?(1) }

    private static let setCount: (@convention(c) (Int32) -> Void)? = {
        #if canImport(Glibc)
            guard let symbol = dlsym(nil, "omp_set_num_threads") else { return nil }
            return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)
        #else
            return nil
        #endif
    }()
}
