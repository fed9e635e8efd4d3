import Dispatch
import Synchronization

/// Work that is split over threads and whose result does not depend on how.
enum Workers {
    /// Runs `body` for every index below `count`, on at most `threads` threads at a time; each takes the next index that
    /// nobody has taken, so that none waits while there is work.
    ///
    /// - Parameter isCancelled: asked before each index, from any thread; ends the call when true.
    /// - Returns: what `body` returned, by index.
    /// - Throws: the error of the lowest index that threw; `DatasetError.interrupted` where the call was cancelled. After
    ///   an error no further index is taken.
    static func map<Result: Sendable>(
        _ count: Int, threads: Int, isCancelled: @Sendable () -> Bool = { false },
        _ body: @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        var outcomes: [Swift.Result<Result, any Error>?] = Array(repeating: nil, count: count)
        let next = Atomic(0)
        let ends = Atomic(false)
        outcomes.withUnsafeMutableBufferPointer { outcomes in
            // Each index is written by one thread only.
            nonisolated(unsafe) let outcomes = outcomes
            DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
                while !ends.load(ordering: .relaxed), !isCancelled() {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    if index >= count { return }
                    let outcome = Swift.Result { try body(index) }
                    outcomes[index] = outcome
                    if case .failure = outcome { ends.store(true, ordering: .relaxed) }
                }
            }
        }
        // Indices are taken in order: all below one that threw have an outcome.
        let done = outcomes.compactMap { $0 }
        for case .failure(let error) in done { throw error }
        guard done.count == count else { throw DatasetError.interrupted }
        return try done.map { try $0.get() }
    }
}
