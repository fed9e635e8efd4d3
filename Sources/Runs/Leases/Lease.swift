import Synchronization

/// The right to compute one unit, held by this call until `release`.
///
/// It only saves work. No result depends on it: a seed's folder is renamed as a whole, whoever holds the lease.
package final class Lease: Sendable {
    /// The lease file.
    package let path: String
    private let record: Mutex<LeaseRecord>
    private let held = Atomic(true)
    private let isDoubted = Atomic(false)
    private let renewals: LeaseRenewals

    init(_ record: LeaseRecord, at path: String, renewals: LeaseRenewals) {
        self.path = path
        self.record = Mutex(record)
        self.renewals = renewals
    }

    /// False once the file is gone or another call's. The holder must then end its work on the unit.
    package var isHeld: Bool { held.load(ordering: .relaxed) }

    /// Removes the lease file, unless it is another call's.
    package func release() {
        renewals.remove(self)
        record.withLock { record in
            if held.exchange(false, ordering: .relaxed) { LeaseFile.remove(at: path, nonce: record.nonce) }
        }
    }

    /// Gives a sign of life.
    /// - Returns: whether to look again soon: the file may be gone for a moment, while another call judges it.
    func renew() -> Bool {
        record.withLock { record in
            guard isHeld else { return false }
            record.renewals += 1
            guard case .lost = LeaseFile.renew(record.bytes, at: path, nonce: record.nonce) else {
                isDoubted.store(false, ordering: .relaxed)
                return false
            }
            if isDoubted.exchange(true, ordering: .relaxed) { held.store(false, ordering: .relaxed) }
            return isHeld
        }
    }
}
