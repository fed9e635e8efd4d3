import OneDNN

/// A node of a forward pass that is bound to memory, with the values that its gradient needs.
protocol BoundNode {
    /// Path of its layer.
    var layer: String { get }
    /// The values that it takes.
    var source: Memory { get }
    /// The values that it gives.
    var destination: Memory { get }
    /// Whether it or a node in it has parameters.
    var isTrained: Bool { get }

    /// Binds the gradients of its parameters and its source.
    /// - Parameters:
    ///   - gradient: of `destination`.
    ///   - needsSource: whether the gradient of `source` is needed.
    ///   - giver: path of the layer that gives `source`; its gradient is counted for that layer.
    /// - Returns: the gradient of `source`; nil if it is not needed.
    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
}

extension BoundNode {
    var isTrained: Bool { false }
}

/// The gradient of a node's result.
struct Gradient {
    var memory: Memory
    /// Whether its buffer may be overwritten and given back; otherwise another node still reads it.
    var isOwned: Bool
}
