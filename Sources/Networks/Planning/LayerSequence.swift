/// A list of layers in the order in which they are computed, each with its path.
///
/// A monotonic activation moves behind a maximum pooling: the same values for a quarter of the work.
struct LayerSequence {
    /// A layer and its place in the network.
    struct Entry {
        let rule: any LayerRule
        let path: String
    }

    let entries: [Entry]

    /// - Parameter path: the beginning of the layers' paths: "" or "3.layers.".
    init(_ rules: [any LayerRule], path: String) {
        var entries = rules.enumerated().map { Entry(rule: $1, path: path + "\($0)") }
        for index in entries.indices.dropLast() {
            if let activation = entries[index].rule.activation, activation.isMonotonic,
                entries[index + 1].rule.isMaximum
            {
                entries.swapAt(index, index + 1)
            }
        }
        self.entries = entries
    }
}
