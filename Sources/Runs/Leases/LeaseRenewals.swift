import Dispatch
import Foundation
import Synchronization

/// Renews the leases of a call on one thread of its own, however many they are.
final class LeaseRenewals: Sendable {
    private struct State {
        var leases: [ObjectIdentifier: Lease] = [:]
        var isRunning = false
        var isClosed = false
    }

    private let interval: Duration
    /// The time to a second look at a lease that seems lost.
    private let doubt: Duration
    private let state = Mutex(State())
    private let closing = DispatchSemaphore(value: 0)

    init(interval: Duration, doubt: Duration) {
        self.interval = interval
        self.doubt = doubt
    }

    /// Renews a lease until `remove`. The first one starts the thread.
    func add(_ lease: Lease) {
        let isFirst = state.withLock { state in
            state.leases[ObjectIdentifier(lease)] = lease
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isFirst else { return }
        let thread = Thread { [self] in renewUntilClosed() }
        thread.start()
    }

    func remove(_ lease: Lease) { state.withLock { $0.leases[ObjectIdentifier(lease)] = nil } }

    /// Ends the thread, and releases the leases that are left.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            return Array(state.leases.values)
        }
        closing.signal()
        for lease in left { lease.release() }
    }

    private func renewUntilClosed() {
        var pause = interval
        while true {
            let seconds = pause / .seconds(1)
            if closing.wait(timeout: .now() + seconds) == .success { return }
            let leases = state.withLock { $0.isClosed ? [] : Array($0.leases.values) }
            // Every lease is renewed, whatever the others give.
            let isDoubtful = leases.map { $0.renew() }.contains(true)
            pause = isDoubtful ? doubt : interval
        }
    }
}
