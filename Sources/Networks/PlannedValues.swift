import OneDNN

/// The bytes of the values that `ForwardBinding` will make memory for.
struct PlannedValues {
    var need = MemoryNeed()
    private let propagation: Propagation

    init(_ propagation: Propagation) { self.propagation = propagation }

    mutating func add(_ nodes: [ForwardPlan.Node]) {
        var mayOverwrite = false
        for node in nodes {
            add(node, mayOverwrite: mayOverwrite)
            mayOverwrite = node.leavesResultFree
        }
    }

    private mutating func add(_ node: ForwardPlan.Node, mayOverwrite: Bool) {
        let result = node.destination.byteCount
        switch node.kind {
        case .view: return
        case .activation, .dropout:
            if !node.isInPlace(mayOverwrite: mayOverwrite, propagation) { need.add(result, at: node.layer) }
            // The mask.
            if case .dropout = node.kind { need.add(result, at: node.layer) }
        case .residual(let layers, let shortcut):
            add(layers)
            add(shortcut)
            need.add(result, at: node.layer)
        case .convolution, .linear, .batchNorm, .pool, .reorder: need.add(result, at: node.layer)
        }
        if propagation == .training, let workspace = try? node.operation?.layout(of: .workspace, dims: []) {
            need.add(workspace.byteCount, at: node.layer)
        }
    }
}
