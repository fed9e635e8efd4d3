import CKernels
public import OneDNN

/// A network's trainable values and their gradients, and the running statistics of its batch normalizations.
///
/// Values and gradients are flat buffers in the layouts that oneDNN computes with. Blocked layouts pad channels. Padding
/// is zero in both and every optimizer keeps it so. So one loop may run over the whole buffer.
public final class Parameters {
    let slots: [ParameterSlot]
    private(set) var statistics: [RunningStatistics]
    /// Values, all tensors one after the other, each on a cache line's boundary.
    package let values: AlignedBuffer
    /// Gradients, laid out like the values.
    package let gradients: AlignedBuffer
    /// Batches that the running statistics have seen here.
    public internal(set) var batchesSeen = 0
    let engine: Engine
    private let scratchpad: Scratchpad

    /// Zero values for `definition`, in the layouts of its forward pass over `batchSize` images; running means 0 and variances
    /// 1.
    package convenience init(for definition: NetworkDefinition, batchSize: Int, on engine: Engine) throws(OneDNNError) {
        try self.init(
            for: definition, batchSize: batchSize, TensorAllocator(isPlanning: false, on: engine))
    }

    /// The same, with memory from `allocator`.
    init(for definition: NetworkDefinition, batchSize: Int, _ allocator: TensorAllocator) throws(OneDNNError) {
        let engine = allocator.engine
        let plan = try ForwardPlan(definition, batchSize: batchSize, .training, weights: [:], on: engine)
        let weightLayouts = plan.weightLayouts
        var places: [(NetworkParameter, MemoryDescriptor, Int)] = []
        var offset = 0
        for parameter in definition.parameters {
            let descriptor: MemoryDescriptor
            if parameter.role == .weight, let layout = weightLayouts[parameter.layer] {
                descriptor = layout
            } else {
                descriptor = try Parameters.plainLayout(of: parameter)
            }
            places.append((parameter, descriptor, offset))
            offset += AlignedBuffer.roundedToLines(descriptor.byteCount / MemoryLayout<Float>.stride)
        }
        let values = allocator.buffer(floatCount: offset, for: "")
        let gradients = allocator.buffer(floatCount: offset, for: "")
        var slots: [ParameterSlot] = []
        for (parameter, descriptor, offset) in places {
            slots.append(
                ParameterSlot(
                    parameter: parameter, descriptor: descriptor,
                    value: try Memory(descriptor, in: values, at: offset, on: engine),
                    gradient: try Memory(descriptor, in: gradients, at: offset, on: engine)))
        }
        var statistics: [RunningStatistics] = []
        for normalization in definition.normalizations {
            let layout = try MemoryDescriptor([normalization.channels], .vector)
            let entry = RunningStatistics(
                normalization: normalization, mean: try allocator.memory(layout, for: normalization.layer),
                variance: try allocator.memory(layout, for: normalization.layer))
            if allocator.isPlanning {
                statistics.append(entry)
                continue
            }
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

    /// The tensors by layer.
    /// - Parameter gradients: takes the place of `self.gradients`; nil: those.
    func bindings(gradients: AlignedBuffer?) throws(OneDNNError) -> ParameterBindings {
        guard let gradients else { return ParameterBindings(slots, statistics) }
        var slots: [ParameterSlot] = []
        for slot in self.slots {
            let offset = slot.gradient.floats - self.gradients.floats
            slots.append(
                ParameterSlot(
                    parameter: slot.parameter, descriptor: slot.descriptor, value: slot.value,
                    gradient: try Memory(slot.descriptor, in: gradients, at: offset, on: engine)))
        }
        return ParameterBindings(slots, statistics)
    }

    /// Gradients for a part of a batch, laid out like `gradients`; all zero.
    package func makeGradients() -> AlignedBuffer { AlignedBuffer(floatCount: floatCount) }

    /// Adds the gradients of parts to `gradients`, part after part. Shares the loop with the thread's team.
    /// - Parameter parts: addresses of `makeGradients`' values.
    package func add(_ parts: [UnsafePointer<Float>?]) {
        onecycle_add_gradients(gradients.floats, parts, parts.count, floatCount)
    }

    /// Bytes of one copy of every parameter, by layer.
    var need: MemoryNeed {
        slots.reduce(into: MemoryNeed()) { $0.add($1.descriptor.byteCount, at: $1.parameter.layer) }
    }

    /// The values as an optimizer takes them: [floatCount].
    package var valueBuffer: UnsafeMutableBufferPointer<Float> { .init(start: values.floats, count: floatCount) }

    /// The gradients, likewise.
    package var gradientBuffer: UnsafeBufferPointer<Float> { .init(start: gradients.floats, count: floatCount) }

    /// Number of floats in each buffer, padding included.
    public var floatCount: Int { values.floatCount }

    /// Whether every value is a finite number. A loss can be finite although weights are not: oneDNN's ReLU turns NaN into 0.
    public var areFinite: Bool {
        UnsafeBufferPointer(start: values.floats, count: floatCount).allSatisfy(\.isFinite)
    }

    /// Sets every tensor from plain order ([O, I, H, W], [O, F], [O]).
    /// - Precondition: one tensor per parameter, in the definition's order, of its size.
    public func load(_ tensors: [[Float]]) throws(OneDNNError) {
        precondition(tensors.count == slots.count, "a tensor for each parameter")
        for (slot, tensor) in zip(slots, tensors) {
            precondition(tensor.count == slot.parameter.count, "as many values as \(slot.parameter.name) has")
            let plain = try Memory(Parameters.plainLayout(of: slot.parameter), on: engine)
            for (index, value) in tensor.enumerated() { plain.floats[index] = value }
            try reorder(from: plain, to: slot.value)
        }
    }

    /// Sets parameters and running statistics.
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

    /// The current parameters and running statistics.
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

    /// Every tensor's gradient in plain order, in the definition's order.
    public func plainGradients() throws(OneDNNError) -> [[Float]] {
        var tensors: [[Float]] = []
        for slot in slots { tensors.append(try plain(slot.gradient, of: slot)) }
        return tensors
    }

    func plain(_ memory: Memory, of slot: ParameterSlot) throws(OneDNNError) -> [Float] {
        let plain = try Memory(Parameters.plainLayout(of: slot.parameter), on: engine)
        try reorder(from: memory, to: plain)
        return Array(UnsafeBufferPointer(start: plain.floats, count: slot.parameter.count))
    }

    static func plainLayout(of parameter: NetworkParameter) throws(OneDNNError) -> MemoryDescriptor {
        switch parameter.dims.count {
        case 1: try MemoryDescriptor(parameter.dims, .vector)
        case 2: try MemoryDescriptor(parameter.dims, .nc)
        default: try MemoryDescriptor(parameter.dims, .oihw)
        }
    }

    func reorder(from source: Memory, to destination: Memory) throws(OneDNNError) {
        let operation = try PrimitiveDescriptor.reorder(from: source.descriptor, to: destination.descriptor, on: engine)
        try Execution(
            operation, [(.source, source), (.destination, destination)], scratchpad: scratchpad, on: engine)()
    }
}
