import Dispatch
import Synchronization

/// A thread that calls a closure again and again, until it is closed.
package final class RepeatingThread: Sendable {
    private let loop: Loop
    private let thread: WorkerThread

    /// What the thread and its owner share.
    private final class Loop: Sendable {
        // Its clock is not the time of day, which may be set.
        let signal = DispatchSemaphore(value: 0)
        let isWoken = Atomic(false)
        let isClosed = Atomic(false)

        func wake() {
            if !isWoken.exchange(true, ordering: .acquiringAndReleasing) { signal.signal() }
        }

        func run(after pause: Duration, _ body: () -> Duration) {
            var pause = pause
            while true {
                _ = signal.wait(timeout: .now() + pause / .seconds(1))
                isWoken.store(false, ordering: .sequentiallyConsistent)
                if isClosed.load(ordering: .sequentiallyConsistent) { return }
                pause = body()
            }
        }
    }

    /// Starts the thread; nil if the system starts no more threads.
    /// - Parameters:
    ///   - pause: the time to the first call.
    ///   - body: returns the time to its next call.
    package init?(after pause: Duration = .zero, _ body: @escaping @Sendable () -> Duration) {
        let loop = Loop()
        guard let thread = WorkerThread({ loop.run(after: pause, body) }) else { return nil }
        self.loop = loop
        self.thread = thread
    }

    /// Makes the next call come at once.
    package func wake() { loop.wake() }

    /// Waits until a call in progress has returned, and ends the thread. To be called once, from another thread.
    package func close() {
        loop.isClosed.store(true, ordering: .sequentiallyConsistent)
        loop.wake()
        thread.join()
    }
}
