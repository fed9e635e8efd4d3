import Files
import Synchronization

/// The leases of one call: takes free ones, judges those of other calls, and renews its own.
package final class LeaseKeeper: Sendable {
    /// The times of the protocol.
    package struct Times: Sendable {
        /// Between two signs of life.
        package var renewal = Duration.seconds(10)
        /// The silence after which a holder on another system counts as dead: several renewals.
        package var patience = Duration.seconds(LeaseHolder.patience)
        /// Between two looks at a lease of the call's own that seems lost.
        package var doubt = Duration.seconds(1)

        package init() {}
    }

    /// The result of an attempt to take a lease.
    package enum Taking: Sendable {
        case taken(Lease)
        case held(by: LeaseHolder)
    }

    private let process: ProcessIdentity
    private let judge: Mutex<LeaseJudge>
    private let renewals: LeaseRenewals

    /// - Parameter process: the call's own.
    package init(_ process: ProcessIdentity = .current, times: Times = Times()) {
        self.process = process
        judge = Mutex(LeaseJudge(process, patience: times.patience))
        renewals = LeaseRenewals(interval: times.renewal, doubt: times.doubt)
    }

    deinit { close() }

    /// Releases what is held, and ends the thread that renews. Leases taken later are not renewed.
    func close() { renewals.close() }

    /// Takes a unit that no living call holds.
    /// - Parameters:
    ///   - folder: it must exist.
    ///   - work: the hash of the training or of the range test.
    /// - Returns: the lease, or the holder that still has it.
    /// - Throws: `StoreError.file`.
    package func take(_ unit: WorkUnit, in folder: RunFolder, of work: String) throws(StoreError) -> Taking {
        let path = folder.lease(of: unit)
        let record = LeaseRecord(work: work, process: process)
        var holder = LeaseHolder(nil, seenBy: process)
        // The lease may change between these calls. If it still does after ten attempts, it counts as held.
        for _ in 0..<10 {
            if try StoredFile.of({ () throws(FileError) in try LeaseFile.create(record.bytes, at: path) }) {
                judge.withLock { $0.forget(path) }
                let lease = Lease(record, at: path, renewals: renewals)
                renewals.add(lease)
                return .taken(lease)
            }
            guard let found = try find(at: path) else { continue }
            holder = LeaseHolder(found.look.record, seenBy: process)
            guard found.verdict == .dead else { break }
            try StoredFile.of { () throws(FileError) in try LeaseFile.setAside(found.look, at: path) }
        }
        return .held(by: holder)
    }

    /// The holder of a unit's lease.
    /// - Returns: nil if it is free or its holder is dead.
    /// - Throws: `StoreError.file`.
    func holder(of unit: WorkUnit, in folder: RunFolder) throws(StoreError) -> LeaseHolder? {
        guard let found = try find(at: folder.lease(of: unit)), found.verdict != .dead else { return nil }
        return LeaseHolder(found.look.record, seenBy: process)
    }

    /// Sets aside the seeds' leases of dead calls, and looks for another training.
    /// - Returns: the holder of a seed of another training than `work`, if one may be alive.
    /// - Throws: `StoreError.file`.
    func holderOfOtherTraining(than work: String, in folder: RunFolder) throws(StoreError) -> (
        LeaseHolder, isAlive: Bool
    )? {
        var undecided: LeaseHolder?
        for path in try leaseFiles(in: folder) {
            guard let found = try find(at: path) else { continue }
            let holder = LeaseHolder(found.look.record, seenBy: process)
            switch found.verdict {
            case .dead: try StoredFile.of { () throws(FileError) in try LeaseFile.setAside(found.look, at: path) }
            case .alive where found.look.record?.work != work: return (holder, true)
            case .undecided where found.look.record?.work != work: undecided = holder
            case .alive, .undecided: break
            }
        }
        return undecided.map { ($0, false) }
    }

    /// The seeds' lease files. Those that a killed call was setting aside are removed.
    private func leaseFiles(in folder: RunFolder) throws(StoreError) -> [String] {
        let names = try StoredFile.of { () throws(FileError) in try FileSystem.names(in: folder.path) }
        for name in names where LeaseFile.isAside(name) { try StoredFile.remove(folder.file(name)) }
        return names.filter(FolderName.isSeedLease).sorted().map(folder.file)
    }

    private func find(at path: String) throws(StoreError) -> (look: LeaseFile.Look, verdict: LeaseJudge.Verdict)? {
        guard let look = try StoredFile.of({ () throws(FileError) in try LeaseFile.look(at: path) }) else {
            judge.withLock { $0.forget(path) }
            return nil
        }
        return (look, judge.withLock { $0.verdict(on: look, at: path, now: SuspendingClock().now) })
    }
}
