/// Decides whether the holder of a lease is alive.
///
/// A process of this system is looked up. Otherwise the lease is watched, since a living holder renews it. The time
/// between looks is measured by this judge's clock, so clocks of two machines are never compared.
package struct LeaseJudge {
    /// The state of a lease's holder.
    package enum Verdict: Sendable, Equatable {
        /// Its process runs.
        case alive
        /// Its process has ended, or it was silent for too long.
        case dead
        /// It renewed the lease a short while ago, or it was not watched for long enough.
        case undecided
    }

    private struct Watch {
        var look: LeaseFile.Look
        var since: SuspendingClock.Instant
        var last: SuspendingClock.Instant
    }

    /// The max time between two looks of one watch. A judge that was itself stopped or cut off begins anew.
    package static let maxGap = Duration.seconds(10)

    private let process: ProcessIdentity
    private let patience: Duration
    private var watches: [String: Watch] = [:]

    /// - Parameters:
    ///   - process: the one that judges.
    ///   - patience: silence after which a holder on another system counts as dead.
    package init(_ process: ProcessIdentity, patience: Duration) {
        self.process = process
        self.patience = patience
    }

    /// Judges a lease, and remembers the look.
    /// - Parameters:
    ///   - path: the lease file's.
    ///   - now: the moment of the look.
    package mutating func verdict(
        on look: LeaseFile.Look, at path: String, now: SuspendingClock.Instant
    ) -> Verdict {
        if let holder = look.record?.process, holder.isOnSystem(of: process) {
            switch holder.state {
            case .running: return .alive
            case .ended: return .dead
            case .unknown: break
            }
        }
        guard var watch = watches[path], watch.look == look, now - watch.last <= Self.maxGap else {
            watches[path] = Watch(look: look, since: now, last: now)
            return .undecided
        }
        watch.last = now
        watches[path] = watch
        return now - watch.since >= patience ? .dead : .undecided
    }

    /// Forgets a lease that is gone.
    package mutating func forget(_ path: String) { watches[path] = nil }
}
