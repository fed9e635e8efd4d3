import Synchronization

/// Counts pictures as threads read them.
final class PictureCounter: Sendable {
    private let done = Atomic<Int>(0)
    private let total: Int
    private let report: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    init(total: Int, report: (@Sendable (_ done: Int, _ total: Int) -> Void)?) {
        self.total = total
        self.report = report
    }

    func add(_ count: Int) {
        let (_, done) = done.add(count, ordering: .relaxed)
        report?(done, total)
    }

    func restart() { done.store(0, ordering: .relaxed) }
}
