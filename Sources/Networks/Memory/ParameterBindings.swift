import OneDNN

/// One trainable tensor with its place in the flat buffers.
struct ParameterSlot {
    let parameter: NetworkParameter
    let descriptor: MemoryDescriptor
    let value: Memory
    let gradient: Memory
}

/// Running mean and variance of a batch normalization.
struct RunningStatistics {
    let normalization: NetworkNormalization
    let mean: Memory
    let variance: Memory
    /// Batches that they had seen when they were loaded.
    var batchesBefore = 0
}

/// The memory of parameters and running statistics, by layer.
struct ParameterBindings {
    private var slots: [String: [ParameterSlot]] = [:]
    private var running: [String: RunningStatistics] = [:]

    init(_ slots: [ParameterSlot], _ statistics: [RunningStatistics]) {
        for slot in slots { self.slots[slot.parameter.layer, default: []].append(slot) }
        for entry in statistics { running[entry.normalization.layer] = entry }
    }

    /// Layouts of weights, by layer.
    var weightLayouts: [String: MemoryDescriptor] {
        slots.compactMapValues { $0.first { $0.parameter.role == .weight }?.descriptor }
    }

    /// A layer's tensor.
    func slot(_ role: NetworkParameter.Role, of layer: String) -> ParameterSlot? {
        slots[layer]?.first { $0.parameter.role == role }
    }

    /// A batch normalization's running statistics.
    func statistics(of layer: String) -> RunningStatistics? { running[layer] }

    /// Weights and bias as arguments of a forward pass.
    func values(of layer: String) -> [(Execution.Argument, Memory)] {
        let roles: [(argument: Execution.Argument, role: NetworkParameter.Role)] = [
            (.weights, .weight), (.bias, .bias),
        ]
        return roles.compactMap { argument, role in slot(role, of: layer).map { (argument, $0.value) } }
    }
}
