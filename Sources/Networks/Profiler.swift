import OneDNN

/// Where the time of a training goes: calls and seconds of each step, and of what is not oneDNN's.
///
/// Belongs to one run. A step is timed only where a profiler is set.
public final class Profiler {
    /// One kind of work.
    public struct Entry: Sendable {
        /// What is computed: "convolution 16x3x3x3 of 64x3x28x28".
        public let purpose: String
        /// By what: "jit:avx512_core", or "onecycle".
        public let implementation: String
        /// Floating-point operations of a call; 0 where nobody counts them.
        public let flops: Double
        public fileprivate(set) var calls = 0
        public fileprivate(set) var seconds = 0.0
    }

    /// Everything registered so far, in order.
    public private(set) var entries: [Entry] = []
    private let clock = ContinuousClock()

    public init() {}

    /// Makes room for a kind of work.
    /// - Returns: its number.
    public func register(_ purpose: String, implementation: String = "onecycle", flops: Double = 0) -> Int {
        entries.append(Entry(purpose: purpose, implementation: implementation, flops: flops))
        return entries.count - 1
    }

    /// Makes room for steps.
    /// - Returns: the number of the first.
    func register(_ steps: [any Step]) -> Int {
        for step in steps { _ = register(step.purpose, implementation: step.implementation, flops: step.flops) }
        return entries.count - steps.count
    }

    /// Does `work` and counts it as number `index`.
    public func measure<Result, Failure: Error>(_ index: Int, _ work: () throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        let start = clock.now
        let result = try work()
        entries[index].calls += 1
        entries[index].seconds += (clock.now - start) / .seconds(1)
        return result
    }
}
