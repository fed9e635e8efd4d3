internal import CKernels

/// A thread that runs a closure once. It takes no signals except those of its own faults.
struct WorkerThread: @unchecked Sendable {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let handle: OpaquePointer

    /// Starts the thread; nil if the system starts no more threads.
    init?(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        let handle = onecycle_thread_start(
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
            }, work.toOpaque())
        guard let handle else {
            work.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits until the closure has returned. To be called once.
    func join() { onecycle_thread_join(handle) }
}
