public import OneDNN

/// What a network's memory comes to, told from its plans before any of it is there.
///
/// Counted are parameters, activations and their gradients with all padding, workspaces, dropout's masks and the transposed
/// copies of weights. Not counted is what oneDNN keeps for itself: code, and what it adds gradients up in where several
/// threads share a run.
public struct MemoryPlan {
    private let definition: NetworkDefinition
    private let engine: Engine
    private let weightLayouts: [String: MemoryDescriptor]

    /// - Parameter batchSize: number of images that weights are laid out for, as that of `Parameters`.
    /// - Throws: `OneDNNError` where an operation cannot be computed on this CPU.
    public init(_ definition: NetworkDefinition, batchSize: Int, on engine: Engine) throws(OneDNNError) {
        self.definition = definition
        self.engine = engine
        weightLayouts = try ForwardPlan(definition, batchSize: batchSize, .training, weights: [:], on: engine)
            .weightLayouts
    }

    /// One copy of every parameter.
    public var parameters: MemoryNeed {
        var need = MemoryNeed()
        for parameter in definition.parameters {
            let layout = parameter.role == .weight ? weightLayouts[parameter.layer] : nil
            need.add(layout?.byteCount ?? MemoryLayout<Float>.stride * parameter.count, at: parameter.layer)
        }
        return need
    }

    /// What an `Executable` takes besides the parameters.
    /// - Throws: `OneDNNError` likewise.
    public func executable(batchSize: Int, _ propagation: Propagation) throws(OneDNNError) -> MemoryNeed {
        let plan = try ForwardPlan(
            definition, batchSize: batchSize, propagation, weights: weightLayouts, on: engine)
        var values = PlannedValues(propagation)
        values.need.add(plan.input.byteCount, at: "")
        values.add(plan.nodes)
        guard propagation == .training, let output = plan.nodes.last else { return values.need }
        var gradients = PlannedGradients(on: engine)
        gradients.need.add(output.destination.byteCount, at: output.layer)
        try gradients.add(plan.nodes)
        return values.need + gradients.need
    }
}
