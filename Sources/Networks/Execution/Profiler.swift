import OneDNN

/// The time of a training by kind of work: calls and seconds of each operation, of gathering, loss and update.
///
/// Belongs to one run, and its parts to the parts of a batch: threads that compute side by side write to profilers of
/// their own. Nothing is timed without a profiler.
public final class Profiler {
    /// One kind of work.
    public struct Entry: Sendable {
        /// The work: "convolution 16x3x3x3 of 64x3x28x28".
        public let purpose: String
        /// Its implementation: "jit:avx512_core", or "onecycle".
        public let implementation: String
        /// Floating-point operations of a call; 0 if they are not counted.
        public let flops: Double
        /// Number of calls.
        public fileprivate(set) var calls = 0
        /// Seconds of all calls.
        public fileprivate(set) var seconds = 0.0
    }

    /// Everything registered so far, in order, that of the parts last.
    public var entries: [Entry] { own + parts.flatMap(\.entries) }

    private var own: [Entry] = []
    private var parts: [Profiler] = []
    private let clock = ContinuousClock()

    /// A profiler without entries.
    public init() {}

    /// A profiler for one part of a batch, whose entries are among these.
    package func makePart() -> Profiler {
        let part = Profiler()
        parts.append(part)
        return part
    }

    /// Adds a kind of work.
    /// - Returns: its index.
    fileprivate func register(_ purpose: String, implementation: String = "onecycle", flops: Double = 0) -> Int {
        own.append(Entry(purpose: purpose, implementation: implementation, flops: flops))
        return own.count - 1
    }

    /// Does `work` and times it as entry `index`.
    fileprivate func measure<Result, Failure: Error>(_ index: Int, _ work: () throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        let start = clock.now
        let result = try work()
        own[index].calls += 1
        own[index].seconds += (clock.now - start) / .seconds(1)
        return result
    }
}

/// Times one kind of work if there is a profiler, and just does it otherwise.
package struct WorkTimer {
    private let timed: (profiler: Profiler, index: Int)?

    /// - Parameters:
    ///   - profiler: takes the times; nil: none are taken.
    ///   - purpose: the work, as the profile calls it.
    package init(_ profiler: Profiler? = nil, _ purpose: @autoclosure () -> String = "") {
        timed = profiler.map { ($0, $0.register(purpose())) }
    }

    /// Times a step of a network.
    init(_ profiler: Profiler, _ step: any Step) {
        let index = profiler.register(step.purpose, implementation: step.implementation, flops: step.flops)
        timed = (profiler, index)
    }

    /// Does `work`.
    @inline(__always)
    package func callAsFunction<Result, Failure: Error>(_ work: () throws(Failure) -> Result) throws(Failure) -> Result
    {
        guard let timed else { return try work() }
        return try timed.profiler.measure(timed.index, work)
    }
}
