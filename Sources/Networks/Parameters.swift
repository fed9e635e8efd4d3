public import OneDNN

/// A network's trainable values and their gradients, each in one flat buffer, in the layout oneDNN computes with, and the
/// running statistics of its batch normalizations.
///
/// Blocked layouts pad channels; padding is zero in values and gradients alike and stays so under every optimizer, so
/// that one loop may run over the whole buffer.
public final class Parameters {
    /// One tensor's place in the buffers.
    struct Slot {
        let parameter: NetworkDefinition.Parameter
        let descriptor: MemoryDescriptor
        let value: Memory
        let gradient: Memory
    }

    /// Running mean and variance of a batch normalization.
    struct Statistics {
        let normalization: NetworkDefinition.Normalization
        let mean: Memory
        let variance: Memory
        /// Batches that they had seen when they were loaded.
        var batchesBefore = 0
    }

    let slots: [Slot]
    private(set) var statistics: [Statistics]
    /// Values, all tensors one after the other, each on a cache line's boundary.
    public let values: AlignedBuffer
    /// Gradients, laid out like the values.
    public let gradients: AlignedBuffer
    /// Batches that the running statistics have seen here.
    public internal(set) var batchesSeen = 0
    private let engine: Engine
    private let scratchpad: Scratchpad

    /// Zero values for `definition`, laid out as its forward pass over `batchSize` images wants them; running means 0 and
    /// variances 1.
    public init(for definition: NetworkDefinition, batchSize: Int, on engine: Engine) throws(OneDNNError) {
        let plan = try ForwardPlan(definition, batchSize: batchSize, .training, weights: [:], on: engine)
        var places: [(NetworkDefinition.Parameter, MemoryDescriptor, Int)] = []
        var offset = 0
        for parameter in definition.parameters {
            let descriptor: MemoryDescriptor
            if parameter.role == .weight, let layout = plan.weightLayouts[parameter.layer] {
                descriptor = layout
            } else {
                descriptor = try Parameters.plainLayout(of: parameter)
            }
            places.append((parameter, descriptor, offset))
            offset += AlignedBuffer.roundedToLines(descriptor.byteCount / MemoryLayout<Float>.stride)
        }
        let values = AlignedBuffer(floatCount: offset)
        let gradients = AlignedBuffer(floatCount: offset)
        var slots: [Slot] = []
        for (parameter, descriptor, offset) in places {
            slots.append(
                Slot(
                    parameter: parameter, descriptor: descriptor,
                    value: try Memory(descriptor, in: values, at: offset, on: engine),
                    gradient: try Memory(descriptor, in: gradients, at: offset, on: engine)))
        }
        var statistics: [Statistics] = []
        for normalization in definition.normalizations {
            let layout = try MemoryDescriptor([normalization.channels], .vector)
            let entry = Statistics(
                normalization: normalization, mean: try Memory(layout, on: engine),
                variance: try Memory(layout, on: engine))
            for channel in 0..<normalization.channels { entry.variance.floats[channel] = 1 }
            statistics.append(entry)
        }
        self.slots = slots
        self.statistics = statistics
        self.values = values
        self.gradients = gradients
        self.engine = engine
        scratchpad = Scratchpad(on: engine)
    }

    /// Number of floats in each buffer, padding included.
    public var floatCount: Int { values.floatCount }

    /// Whether every value is a finite number. A loss can look like one where weights are not: oneDNN's ReLU makes 0 of
    /// what is no number.
    public var areFinite: Bool {
        UnsafeBufferPointer(start: values.floats, count: floatCount).allSatisfy(\.isFinite)
    }

    /// Copies in every tensor in plain order ([O, I, H, W], [O, F], [O]).
    /// - Precondition: one tensor a parameter, in the definition's order, of its size.
    public func load(_ tensors: [[Float]]) throws(OneDNNError) {
        precondition(tensors.count == slots.count, "a tensor for each parameter")
        for (slot, tensor) in zip(slots, tensors) {
            precondition(tensor.count == slot.parameter.count, "as many values as \(slot.parameter.name) has")
            let plain = try Memory(Parameters.plainLayout(of: slot.parameter), on: engine)
            for (index, value) in tensor.enumerated() { plain.floats[index] = value }
            try reorder(from: plain, to: slot.value)
        }
    }

    /// Copies in parameters and running statistics.
    /// - Precondition: the state is one of the definition.
    public func load(_ state: NetworkState) throws(OneDNNError) {
        try load(state.parameters)
        precondition(state.statistics.count == statistics.count, "statistics for each batch normalization")
        batchesSeen = 0
        for (index, entry) in state.statistics.enumerated() {
            let channels = statistics[index].normalization.channels
            precondition(
                entry.mean.count == channels && entry.variance.count == channels, "a mean and a variance a channel")
            for channel in 0..<channels {
                statistics[index].mean.floats[channel] = entry.mean[channel]
                statistics[index].variance.floats[channel] = entry.variance[channel]
            }
            statistics[index].batchesBefore = entry.batches
        }
    }

    /// Parameters and running statistics as they are now.
    public func state() throws(OneDNNError) -> NetworkState {
        NetworkState(
            parameters: try plainValues(),
            statistics: statistics.map { entry in
                func values(_ memory: Memory) -> [Float] {
                    Array(UnsafeBufferPointer(start: memory.floats, count: entry.normalization.channels))
                }
                return .init(
                    mean: values(entry.mean), variance: values(entry.variance),
                    batches: entry.batchesBefore + batchesSeen)
            })
    }

    /// Every tensor's values in plain order, in the definition's order.
    public func plainValues() throws(OneDNNError) -> [[Float]] {
        var tensors: [[Float]] = []
        for slot in slots { tensors.append(try plain(slot.value, of: slot)) }
        return tensors
    }

    /// Every tensor's gradient, likewise.
    public func plainGradients() throws(OneDNNError) -> [[Float]] {
        var tensors: [[Float]] = []
        for slot in slots { tensors.append(try plain(slot.gradient, of: slot)) }
        return tensors
    }

    private func plain(_ memory: Memory, of slot: Slot) throws(OneDNNError) -> [Float] {
        let plain = try Memory(Parameters.plainLayout(of: slot.parameter), on: engine)
        try reorder(from: memory, to: plain)
        return Array(UnsafeBufferPointer(start: plain.floats, count: slot.parameter.count))
    }

    private static func plainLayout(of parameter: NetworkDefinition.Parameter) throws(OneDNNError) -> MemoryDescriptor {
        switch parameter.dims.count {
        case 1: try MemoryDescriptor(parameter.dims, .vector)
        case 2: try MemoryDescriptor(parameter.dims, .nc)
        default: try MemoryDescriptor(parameter.dims, .oihw)
        }
    }

    private func reorder(from source: Memory, to destination: Memory) throws(OneDNNError) {
        let operation = try Operation.reorder(from: source.descriptor, to: destination.descriptor, on: engine)
        try Execution(
            operation, [(.source, source), (.destination, destination)], scratchpad: scratchpad, on: engine)()
    }
}
