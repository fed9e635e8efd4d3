import Foundation
import Parallel
import Synchronization
import Testing

@Suite("Workers")
struct WorkersTests {
    private struct Failure: Error, Equatable { var index: Int }

    @Test("results are in order, whatever the number of threads", arguments: [1, 2, 7, 100])
    func order(threads: Int) throws {
        #expect(try Workers.map(50, threads: threads) { $0 * $0 } == (0..<50).map { $0 * $0 })
        #expect(try Workers.map(0, threads: threads) { $0 }.isEmpty)
    }

    @Test("the error of the lowest index is thrown, and work ends")
    func errors() {
        let calls = Atomic(0)
        #expect(throws: Failure(index: 5)) {
            try Workers.map(100_000, threads: 1) { index in
                calls.add(1, ordering: .relaxed)
                if index >= 5 { throw Failure(index: index) }
            }
        }
        #expect(calls.load(ordering: .relaxed) == 6)
    }

    @Test("cancellation ends the call before the next index")
    func cancellation() {
        let calls = Atomic(0)
        #expect(throws: Failure(index: -1)) {
            try Workers.map(
                100_000, threads: 2,
                checkCancellation: { if calls.load(ordering: .relaxed) > 9 { throw Failure(index: -1) } }
            ) { _ in calls.add(1, ordering: .relaxed) }
        }
        #expect(calls.load(ordering: .relaxed) < 20)
    }

    @Test("each thread runs the body once, and the call waits for all")
    func threads() {
        let calls = Atomic(0)
        Workers.run(9) { calls.add(1, ordering: .relaxed) }
        #expect(calls.load(ordering: .relaxed) == 9)
    }

    @Test("the calling thread works, too")
    func callingThread() {
        let main = pthread_self()
        let here = Atomic(0)
        Workers.run(3) { if pthread_equal(pthread_self(), main) != 0 { here.add(1, ordering: .relaxed) } }
        #expect(here.load(ordering: .relaxed) == 1)
    }
}
