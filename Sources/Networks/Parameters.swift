public import OneDNN

/// A network's trainable values and their gradients, each in one flat buffer, in the layout oneDNN computes with.
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

    let slots: [Slot]
    /// Values, all tensors one after the other, each on a cache line's boundary.
    public let values: AlignedBuffer
    /// Gradients, laid out like the values.
    public let gradients: AlignedBuffer
    private let engine: Engine
    private let scratchpad: Scratchpad

    /// Zero values for `definition`, laid out as its forward pass over `batchSize` images wants them.
    public init(for definition: NetworkDefinition, batchSize: Int, on engine: Engine) throws(OneDNNError) {
        let layouts = try ForwardPlan(definition, batchSize: batchSize, .training, weights: [:], on: engine)
            .weightLayouts
        var places: [(NetworkDefinition.Parameter, MemoryDescriptor, Int)] = []
        var offset = 0
        for parameter in definition.parameters {
            let descriptor =
                if !parameter.isBias, let layout = layouts[parameter.layer] {
                    layout
                } else {
                    try MemoryDescriptor(parameter.dims, parameter.dims.count == 1 ? .vector : .oihw)
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
        self.slots = slots
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

    /// Copies in every tensor in plain order ([O, I, H, W], [O]).
    /// - Precondition: one tensor a parameter, in the definition's order, of its size.
    public func load(_ tensors: [[Float]]) throws(OneDNNError) {
        precondition(tensors.count == slots.count, "a tensor for each parameter")
        for (slot, tensor) in zip(slots, tensors) {
            precondition(tensor.count == slot.parameter.count, "as many values as \(slot.parameter.name) has")
            let plain = try plainMemory(for: slot)
            for (index, value) in tensor.enumerated() { plain.floats[index] = value }
            try reorder(from: plain, to: slot.value)
        }
    }

    /// Every tensor's values in plain order ([O, I, H, W], [O]), in the definition's order.
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
        let plain = try plainMemory(for: slot)
        try reorder(from: memory, to: plain)
        return Array(UnsafeBufferPointer(start: plain.floats, count: slot.parameter.count))
    }

    private func plainMemory(for slot: Slot) throws(OneDNNError) -> Memory {
        let dims = slot.parameter.dims
        return try Memory(MemoryDescriptor(dims, dims.count == 1 ? .vector : .oihw), on: engine)
    }

    private func reorder(from source: Memory, to destination: Memory) throws(OneDNNError) {
        let operation = try Operation.reorder(from: source.descriptor, to: destination.descriptor, on: engine)
        try Execution(
            operation, [(.source, source), (.destination, destination)], scratchpad: scratchpad, on: engine)()
    }
}
