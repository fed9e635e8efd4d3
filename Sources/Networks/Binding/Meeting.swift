package import OneDNN

/// A point of a pass at which the parts of a batch meet: the steps behind it need sums over the whole batch.
///
/// A `CompiledNetwork` runs the steps between two meetings by itself. The parts of a batch have the same meetings.
package protocol Meeting: Step {
    /// The work of a meeting, prepared for the parts of one batch: it combines their sums, in order, and gives every part
    /// the result.
    /// - Parameter parts: this meeting in each part, this one first.
    func combining(_ parts: [any Meeting]) -> () -> Void
}

/// A meeting over sums of one kind.
final class SumsMeeting<Sums>: Meeting {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    let buffers: [AlignedBuffer]
    private let sums: Sums
    private let combine: ([Sums]) -> Void

    /// - Parameters:
    ///   - sums: of this part.
    ///   - buffers: of the sums.
    ///   - combine: takes the sums of all parts, in order; allocates nothing.
    init(_ purpose: String, over sums: Sums, buffers: [AlignedBuffer], _ combine: @escaping ([Sums]) -> Void) {
        self.purpose = purpose
        self.sums = sums
        self.buffers = buffers
        self.combine = combine
    }

    func combining(_ parts: [any Meeting]) -> () -> Void {
        let sums = parts.compactMap { ($0 as? SumsMeeting<Sums>)?.sums }
        precondition(sums.count == parts.count, "the parts of a batch have the same meetings")
        return { [combine] in combine(sums) }
    }

    /// Nothing: a meeting is no work of one part.
    func callAsFunction() throws(OneDNNError) {}
}
