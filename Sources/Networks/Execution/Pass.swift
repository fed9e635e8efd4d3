import OneDNN

/// The steps of a forward or a backward pass, in segments. Between two segments, the parts of a batch meet.
package struct Pass {
    /// All steps, in order.
    let steps: [any Step]
    /// One less than the segments.
    package let meetings: [any Meeting]
    /// The work of each meeting if this part is the whole batch.
    let alone: [() -> Void]
    private let ranges: [Range<Int>]
    /// One for each step; none: the steps are not timed.
    private var timers: [WorkTimer] = []

    init(_ steps: [any Step]) {
        self.steps = steps
        meetings = steps.compactMap { $0 as? any Meeting }
        alone = meetings.map { $0.combining([$0]) }
        let ends = steps.indices.filter { steps[$0] is any Meeting }
        ranges = zip([0] + ends.map { $0 + 1 }, ends + [steps.count]).map { $0..<$1 }
    }

    /// Number of segments.
    package var segments: Int { ranges.count }

    /// Times every step from now on.
    mutating func profile(with profiler: Profiler) { timers = steps.map { WorkTimer(profiler, $0) } }

    /// Runs the steps of a segment, on the calling thread alone.
    func run(_ segment: Int) throws(OneDNNError) {
        KernelThreads.keepToCaller()
        let range = ranges[segment]
        if timers.isEmpty {
            for index in range { try steps[index]() }
        } else {
            for index in range {
                let (step, timer) = (steps[index], timers[index])
                try timer { () throws(OneDNNError) in try step() }
            }
        }
    }
}
