import OneDNN

/// A list of layers in the order in which they are computed, each with its path.
///
/// An activation that keeps the order of values moves behind a maximum pooling: the same values, a quarter of the work.
struct LayerSequence {
    /// A layer and its place in the network.
    struct Entry {
        let layer: Layer
        let path: String
    }

    let entries: [Entry]

    /// - Parameter path: what the paths of `layers` begin with: "" or "3.layers.".
    init(_ layers: [Layer], path: String) {
        var entries = layers.enumerated().map { Entry(layer: $1, path: path + "\($0)") }
        for index in entries.indices.dropLast() {
            if case .activation(let activation) = entries[index].layer, activation.isMonotonic,
                case .pool(.maximum, _) = entries[index + 1].layer
            {
                entries.swapAt(index, index + 1)
            }
        }
        self.entries = entries
    }
}
