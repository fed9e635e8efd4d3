import Dispatch
import Parallel
import Synchronization
import Testing

@Suite("A thread that repeats")
struct RepeatingThreadTests {
    @Test("calls again after the pause that the last call returned, until it is closed")
    func pauses() throws {
        let calls = Atomic(0)
        let third = DispatchSemaphore(value: 0)
        let thread = try #require(
            RepeatingThread {
                if calls.add(1, ordering: .relaxed).newValue == 3 { third.signal() }
                return .milliseconds(1)
            })
        #expect(third.wait(timeout: .now() + 60) == .success)
        thread.close()
        let made = calls.load(ordering: .relaxed)
        #expect(made >= 3)
        #expect(third.wait(timeout: .now() + 0.05) == .timedOut)
        #expect(calls.load(ordering: .relaxed) == made)
    }

    @Test("a wake makes the next call come at once, one during a call too")
    func wakes() throws {
        let begun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let thread = try #require(
            RepeatingThread(after: .seconds(3600)) {
                begun.signal()
                mayEnd.wait()
                return .seconds(3600)
            })
        #expect(begun.wait(timeout: .now() + 0.05) == .timedOut)
        thread.wake()
        #expect(begun.wait(timeout: .now() + 60) == .success)
        thread.wake()
        mayEnd.signal()
        #expect(begun.wait(timeout: .now() + 60) == .success)
        mayEnd.signal()
        thread.close()
        #expect(begun.wait(timeout: .now() + 0.05) == .timedOut)
    }
}
