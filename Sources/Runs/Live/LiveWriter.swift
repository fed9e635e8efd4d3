import Foundation
import Synchronization

/// Writes the growing files of a call's runs, on one thread of its own that begins with the first run.
final class LiveWriter: @unchecked Sendable {
    // Guards everything below.
    private let condition = NSCondition()
    private var runs: [ObjectIdentifier: LiveRun] = [:]
    private var thread: pthread_t?
    private var isOver = false
    /// Whether to look at the runs again at once.
    private var isWoken = false
    /// When the thread wakes up by itself.
    private var due = ContinuousClock.Instant.now

    /// Follows a run. If the system gives no thread, the run is followed only when it ends.
    func add(_ run: LiveRun) {
        condition.withLock {
            runs[ObjectIdentifier(run)] = run
            if thread == nil { thread = start() }
            // The thread looks at new runs in time, unless it waits longer than they are quiet.
            if due > .now + .seconds(LiveRun.quietSeconds) { wakeLocked() }
        }
    }

    func remove(_ run: LiveRun) { condition.withLock { runs[ObjectIdentifier(run)] = nil } }

    /// Makes the thread look at its runs.
    func wake() { condition.withLock { wakeLocked() } }

    private func wakeLocked() {
        isWoken = true
        condition.signal()
    }

    /// Ends the thread, and waits for its end.
    func close() {
        let thread = condition.withLock {
            isOver = true
            condition.signal()
            defer { self.thread = nil }
            return self.thread
        }
        if let thread { pthread_join(thread, nil) }
    }

    private func start() -> pthread_t? {
        let context = Unmanaged.passRetained(self)
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let code = pthread_create(
            &thread, nil,
            { context in
                let context: UnsafeMutableRawPointer? = context
                if let context { Unmanaged<LiveWriter>.fromOpaque(context).takeRetainedValue().loop() }
                return nil
            }, context.toOpaque())
        if code == 0 { return thread }
        context.release()
        return nil
    }

    private func loop() {
        condition.lock()
        defer { condition.unlock() }
        while !isOver {
            isWoken = false
            let current = Array(runs.values)
            // A run may end meanwhile; it locks its own files.
            condition.unlock()
            let next = current.compactMap { $0.tick() }.min()
            condition.lock()
            if isOver || isWoken { continue }
            due = next ?? .now + .seconds(3600)
            _ = condition.wait(until: Date(timeIntervalSinceNow: max(0, (due - .now) / .seconds(1))))
        }
    }
}
