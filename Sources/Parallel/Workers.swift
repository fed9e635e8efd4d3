import Synchronization

/// Work on several threads, with results that do not depend on their number.
///
/// The calling thread works, too. If the system starts fewer threads than requested, these do all the work.
package enum Workers {
    /// Runs `body` for every index below `count`, on at most `threads` threads. Each thread takes the next free index.
    ///
    /// - Parameter checkCancellation: called before each index, from any thread; its error ends the call.
    /// - Returns: the results of `body`, by index.
    /// - Throws: the error of the lowest index that threw. After an error no further index is taken.
    package static func map<Result: Sendable>(
        _ count: Int, threads: Int, checkCancellation: @Sendable () throws -> Void = {},
        _ body: @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        var outcomes: [Swift.Result<Result, any Error>?] = Array(repeating: nil, count: count)
        let next = Atomic(0)
        let ends = Atomic(false)
        outcomes.withUnsafeMutableBufferPointer { outcomes in
            // Each index is written by one thread only.
            nonisolated(unsafe) let outcomes = outcomes
            run(min(threads, count)) {
                while !ends.load(ordering: .relaxed) {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    if index >= count { return }
                    let outcome = Swift.Result {
                        try checkCancellation()
                        return try body(index)
                    }
                    outcomes[index] = outcome
                    if case .failure = outcome { ends.store(true, ordering: .relaxed) }
                }
            }
        }
        // Indices are taken in order: all indices below a failed one have an outcome.
        return try outcomes.compactMap { try $0?.get() }
    }

    /// Runs `helper` on at most `count` further threads while the calling thread runs `main`, and waits for all of them.
    ///
    /// If the system starts no more threads, fewer than `count` run `helper`. So it should take its work from a queue that
    /// `main` empties, too.
    /// - Returns: the result of `main`.
    /// - Throws: its error, after the other threads have ended.
    package static func run<Result>(
        beside count: Int, helper: @Sendable () -> Void, main: () throws -> Result
    ) rethrows -> Result {
        try withoutActuallyEscaping(helper) { helper in
            var others: [WorkerThread] = []
            while others.count < count, let thread = WorkerThread(helper) { others.append(thread) }
            defer { for thread in others { thread.join() } }
            return try main()
        }
    }

    /// Runs `body` once on each of `count` threads, the calling one among them, and waits for all of them.
    ///
    /// `count` may exceed the number of cores. If the system starts no more threads, `body` runs fewer than `count`
    /// times, but at least once. So it should take its work from a queue.
    package static func run(_ count: Int, _ body: @Sendable () -> Void) {
        withoutActuallyEscaping(body) { body in
            var others: [WorkerThread] = []
            while others.count < count - 1, let thread = WorkerThread(body) { others.append(thread) }
            body()
            for thread in others { thread.join() }
        }
    }
}
