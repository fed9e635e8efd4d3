import Parallel
import Synchronization

/// Writes the growing files of a call's runs on one thread, which starts with the first run.
final class LiveWriter: Sendable {
    private struct State {
        var runs: [ObjectIdentifier: LiveRun] = [:]
        var thread: RepeatingThread?
        /// When the thread wakes up by itself.
        var due = ContinuousClock.Instant.now
    }

    private let state = Mutex(State())

    /// Adds a run. If the system starts no thread, the run's files are written only when it ends.
    func add(_ run: LiveRun) {
        state.withLock { state in
            state.runs[ObjectIdentifier(run)] = run
            if state.thread == nil { state.thread = RepeatingThread { [self] in tick() } }
            // A thread that sleeps past the run's first second would see the run too late.
            if state.due > .now + .seconds(LiveRun.quietSeconds) { state.thread?.wake() }
        }
    }

    func remove(_ run: LiveRun) { state.withLock { $0.runs[ObjectIdentifier(run)] = nil } }

    /// Makes the thread look at its runs.
    func wake() { state.withLock { $0.thread?.wake() } }

    /// Ends the thread, and waits for its end.
    func close() {
        let thread = state.withLock { state in
            defer { state.thread = nil }
            return state.thread
        }
        thread?.close()
    }

    /// - Returns: the time to the next look.
    private func tick() -> Duration {
        // A run may end meanwhile; it locks its own files.
        let runs = state.withLock { Array($0.runs.values) }
        let next = runs.compactMap { $0.tick() }.min()
        return state.withLock { state in
            state.due = next ?? .now + .seconds(3600)
            return max(.zero, state.due - .now)
        }
    }
}
