import Synchronization

/// Counts the images that threads have read.
final class ImageCounter: Sendable {
    private let done = Atomic<Int>(0)
    private let total: Int
    private let report: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    init(total: Int, report: (@Sendable (_ done: Int, _ total: Int) -> Void)?) {
        self.total = total
        self.report = report
    }

    func addOne() {
        let (_, done) = done.add(1, ordering: .relaxed)
        report?(done, total)
    }

    func restart() { done.store(0, ordering: .relaxed) }
}
