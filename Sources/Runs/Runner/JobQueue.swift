import Foundation
import Synchronization

/// The jobs of a call, shared by its workers. Free jobs come first; those of other calls follow when they become free.
final class JobQueue: Sendable {
    /// A job for a worker.
    enum Next {
        case run(RunPlan.Item, Lease)
        /// Another call did it.
        case done(RunPlan.Item)
        case failed(RunPlan.Item, any Error)
    }

    /// A job that another call holds.
    struct Held {
        let item: RunPlan.Item
        let holder: LeaseHolder
        fileprivate let nextLook: SuspendingClock.Instant

        fileprivate var key: Key { Key(spec: item.job.spec, unit: item.job.unit, holder: holder) }
    }

    fileprivate struct Key: Hashable {
        var spec: Int
        var unit: WorkUnit
        var holder: LeaseHolder
    }

    private struct State {
        var free: ArraySlice<RunPlan.Item>
        var held: [Held] = []
        /// Jobs that workers are trying to take.
        var attempts = 0
        /// Jobs that workers have.
        var running = 0
        /// The moment from which the call only waits for others; nil while it works.
        var idleSince: SuspendingClock.Instant?
        var reported: Set<Key> = []
    }

    private enum Step {
        case attempt(RunPlan.Item)
        case wait(report: [Held])
        case end
    }

    /// Between two looks at a held job.
    private static let pause = Duration.milliseconds(500)
    /// The time after which a wait is reported. Most waits are shorter.
    private static let reportedWait = Duration.seconds(1)

    private let state: Mutex<State>
    private let taker: JobTaker
    private let shouldEnd: @Sendable () -> Bool
    private let report: @Sendable ([Held]) -> Void

    /// - Parameters:
    ///   - shouldEnd: whether no job starts any more.
    ///   - report: receives jobs of other calls, once for each holder, if the call has nothing else to do.
    init(
        _ items: [RunPlan.Item], taker: JobTaker, shouldEnd: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable ([Held]) -> Void
    ) {
        state = Mutex(State(free: items[...]))
        self.taker = taker
        self.shouldEnd = shouldEnd
        self.report = report
    }

    /// The next job. Waits while other calls hold all jobs that are left.
    /// - Returns: nil if the worker is no longer needed.
    func next() -> Next? {
        while !shouldEnd() {
            switch step(at: SuspendingClock().now) {
            case .end: return nil
            case .wait(let held):
                if !held.isEmpty { report(held) }
                Thread.sleep(forTimeInterval: 0.05)
            case .attempt(let item):
                if let next = attempt(item) { return next }
            }
        }
        return nil
    }

    /// Counts the end of a job that `next` returned as `.run`.
    func end() { state.withLock { $0.running -= 1 } }

    /// Queues a job again after another call took its lease.
    func putBack(_ item: RunPlan.Item) {
        state.withLock { state in
            state.running -= 1
            state.held.append(
                Held(item: item, holder: LeaseHolder(), nextLook: SuspendingClock().now + Self.pause))
        }
    }

    private func step(at now: SuspendingClock.Instant) -> Step {
        state.withLock { state in
            if let item = state.free.popFirst() {
                state.attempts += 1
                return .attempt(item)
            }
            if let index = state.held.firstIndex(where: { $0.nextLook <= now }) {
                state.attempts += 1
                return .attempt(state.held.remove(at: index).item)
            }
            if state.held.isEmpty, state.attempts == 0 { return .end }
            return .wait(report: state.running == 0 && state.attempts == 0 ? unreported(&state, at: now) : [])
        }
    }

    private func unreported(_ state: inout State, at now: SuspendingClock.Instant) -> [Held] {
        let since = state.idleSince ?? now
        state.idleSince = since
        guard now - since >= Self.reportedWait else { return [] }
        return state.held.filter { state.reported.insert($0.key).inserted }
    }

    private func attempt(_ item: RunPlan.Item) -> Next? {
        let attempt = taker.take(item)
        return state.withLock { state in
            state.attempts -= 1
            switch attempt {
            case .taken(let lease):
                state.running += 1
                state.idleSince = nil
                return .run(item, lease)
            case .done: return .done(item)
            case .failed(let error): return .failed(item, error)
            case .held(let holder):
                state.held.append(Held(item: item, holder: holder, nextLook: SuspendingClock().now + Self.pause))
                return nil
            }
        }
    }
}
