import OneDNN

/// One operation of a planned forward pass, with the layouts of its source and its result; no memory yet.
protocol Node {
    /// Path of the layer that it belongs to.
    var layer: String { get }
    /// Layout of the values that it takes.
    var source: MemoryDescriptor { get }
    /// Layout of the values that it gives.
    var destination: MemoryDescriptor { get }
    /// Whether only the next node reads its result, which may then be overwritten.
    var leavesResultFree: Bool { get }
    /// Layouts of convolution weights in it, by layer.
    var weightLayouts: [String: MemoryDescriptor] { get }

    /// Allocates its values and adds its steps.
    /// - Parameter mayOverwrite: whether no other node reads `source`.
    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
}

extension Node {
    var leavesResultFree: Bool { true }
    var weightLayouts: [String: MemoryDescriptor] { [:] }
}

extension [any Node] {
    /// The layouts of convolution weights in all nodes, by layer.
    var weightLayouts: [String: MemoryDescriptor] {
        reduce(into: [:]) { layouts, node in layouts.merge(node.weightLayouts) { first, _ in first } }
    }

    /// Binds all nodes, one after the other.
    /// - Parameter source: the values that the first node takes; others may read them, so it does not overwrite them.
    func bind(_ source: Memory, with binder: inout ForwardBinder) throws(OneDNNError) -> [any BoundNode] {
        var bound: [any BoundNode] = []
        for (index, node) in enumerated() {
            let input = bound.last?.destination ?? source
            let mayOverwrite = index > 0 && self[index - 1].leavesResultFree
            bound.append(try node.bind(input, mayOverwrite: mayOverwrite, with: &binder))
        }
        return bound
    }
}
