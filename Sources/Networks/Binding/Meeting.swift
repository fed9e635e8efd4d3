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

extension Meeting {
    /// Nothing: a meeting is no work of one part.
    package func callAsFunction() throws(OneDNNError) {}
}
