package import OneDNN

/// Flat arrays with a number for each parameter, such as an optimizer's averages, in the layout of the values.
extension Parameters {
    /// The tensors of such an array, each in plain order, in the definition's order.
    /// - Precondition: the array has `floatCount` numbers.
    package func plainTensors(of flat: [Float]) throws(OneDNNError) -> [[Float]] {
        precondition(flat.count == floatCount, "a number for each parameter, padding included")
        let buffer = AlignedBuffer(floatCount: floatCount)
        for (index, value) in flat.enumerated() { buffer.floats[index] = value }
        var tensors: [[Float]] = []
        for slot in slots { tensors.append(try plain(try memory(of: slot, in: buffer), of: slot)) }
        return tensors
    }

    /// The array of such tensors; its padding is zero.
    /// - Precondition: one tensor per parameter, in the definition's order, of its size.
    package func flatArray(of tensors: [[Float]]) throws(OneDNNError) -> [Float] {
        precondition(tensors.count == slots.count, "a tensor for each parameter")
        let buffer = AlignedBuffer(floatCount: floatCount)
        for (slot, tensor) in zip(slots, tensors) {
            precondition(tensor.count == slot.parameter.count, "as many values as \(slot.parameter.name) has")
            let plain = try Memory(Parameters.plainLayout(of: slot.parameter), on: engine)
            for (index, value) in tensor.enumerated() { plain.floats[index] = value }
            try reorder(from: plain, to: try memory(of: slot, in: buffer))
        }
        return Array(UnsafeBufferPointer(start: buffer.floats, count: floatCount))
    }

    /// A slot's part of another buffer.
    private func memory(of slot: ParameterSlot, in buffer: AlignedBuffer) throws(OneDNNError) -> Memory {
        try Memory(slot.descriptor, in: buffer, at: slot.value.floats - values.floats, on: engine)
    }
}
