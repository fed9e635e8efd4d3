import Parallel
import Synchronization

/// Renews all leases of a call on one thread.
final class LeaseRenewals: Sendable {
    private struct State {
        var leases: [ObjectIdentifier: Lease] = [:]
        var thread: RepeatingThread?
        var isClosed = false
    }

    private let interval: Duration
    /// The time to a second look at a lease that seems lost.
    private let doubt: Duration
    private let state = Mutex(State())

    init(interval: Duration, doubt: Duration) {
        self.interval = interval
        self.doubt = doubt
    }

    /// Renews a lease until `remove`. The first one starts the thread.
    func add(_ lease: Lease) {
        state.withLock { state in
            state.leases[ObjectIdentifier(lease)] = lease
            guard state.thread == nil, !state.isClosed else { return }
            state.thread = RepeatingThread(after: interval) { [self] in renew() }
        }
    }

    func remove(_ lease: Lease) { state.withLock { $0.leases[ObjectIdentifier(lease)] = nil } }

    /// Ends the thread, and releases the leases that are left.
    func close() {
        let (thread, left) = state.withLock { state in
            state.isClosed = true
            defer { state.thread = nil }
            return (state.thread, Array(state.leases.values))
        }
        thread?.close()
        for lease in left { lease.release() }
    }

    /// - Returns: the time to the next renewal.
    private func renew() -> Duration {
        let leases = state.withLock { Array($0.leases.values) }
        // Every lease is renewed, whatever the others give.
        let isDoubtful = leases.map { $0.renew() }.contains(true)
        return isDoubtful ? doubt : interval
    }
}
