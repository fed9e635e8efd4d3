import Dispatch

/// Work that is split over threads and whose result does not depend on how.
enum Workers {
    /// Runs `body` for every index below `count`, on at most `threads` threads at a time; thread t takes the indices t,
    /// t + threads, ... in order.
    ///
    /// - Returns: what `body` returned, by index.
    /// - Throws: the error of the lowest index that threw. After an error a thread leaves its other indices out.
    static func map<Result: Sendable>(
        _ count: Int, threads: Int, _ body: @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        let threads = max(1, min(threads, count))
        if threads == 1 { return try (0..<count).map(body) }

        var outcomes: [Swift.Result<Result, any Error>?] = Array(repeating: nil, count: count)
        outcomes.withUnsafeMutableBufferPointer { outcomes in
            // Each index is written by one thread only.
            nonisolated(unsafe) let outcomes = outcomes
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for index in stride(from: thread, to: count, by: threads) {
                    let outcome = Swift.Result { try body(index) }
                    outcomes[index] = outcome
                    if case .failure = outcome { return }
                }
            }
        }
        let done = outcomes.compactMap { $0 }
        for case .failure(let error) in done { throw error }
        return try done.map { try $0.get() }
    }
}
