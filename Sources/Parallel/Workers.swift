import Dispatch
import Foundation
import Synchronization

/// Work on several threads, with results that do not depend on their number.
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
            DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
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
}

extension Workers {
    /// Runs `body` once on each of `count` new threads, and waits for all of them.
    ///
    /// Unlike in `map`, `count` may exceed the number of cores. Stacks have 8 MB.
    package static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for _ in 0..<count {
            group.enter()
            let thread = Thread {
                body()
                group.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
    }
}
