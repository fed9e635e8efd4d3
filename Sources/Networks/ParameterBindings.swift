import OneDNN

/// The memory of parameters by layer.
struct ParameterBindings {
    private var slots: [String: [Parameters.Slot]] = [:]
    private var running: [String: Parameters.Statistics] = [:]

    init(_ parameters: Parameters) {
        for slot in parameters.slots { slots[slot.parameter.layer, default: []].append(slot) }
        for entry in parameters.statistics { running[entry.normalization.layer] = entry }
    }

    /// Layouts of weights, by layer.
    var weightLayouts: [String: MemoryDescriptor] {
        slots.compactMapValues { $0.first { $0.parameter.role == .weight }?.descriptor }
    }

    /// A layer's tensor.
    func slot(_ role: NetworkDefinition.Parameter.Role, of layer: String) -> Parameters.Slot? {
        slots[layer]?.first { $0.parameter.role == role }
    }

    /// A batch normalization's running statistics.
    func statistics(of layer: String) -> Parameters.Statistics? { running[layer] }

    /// Weights and bias as arguments of a forward pass.
    func values(of layer: String) -> [(Execution.Argument, Memory)] {
        arguments(of: layer, [(.weights, .weight), (.bias, .bias)])
    }

    /// Scale and shift likewise.
    func scaleAndShift(of layer: String) -> [(Execution.Argument, Memory)] {
        arguments(of: layer, [(.scale, .scale), (.shift, .shift)])
    }

    private func arguments(of layer: String, _ roles: [(Execution.Argument, NetworkDefinition.Parameter.Role)])
        -> [(Execution.Argument, Memory)]
    {
        roles.compactMap { argument, role in slot(role, of: layer).map { (argument, $0.value) } }
    }
}
