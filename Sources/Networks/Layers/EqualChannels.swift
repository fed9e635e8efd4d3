import CKernels
import OneDNN

/// Weights of a convolution that reads one of several equal channels. It multiplies by the sum of the weights over the
/// channels. The gradient of that sum is the gradient of each channel's weights.
extension StepBinder {
    /// Adds a copy of stored weights into another layout; of their sums over the channels if `copy` has one channel.
    mutating func copyWeights(_ stored: Memory, to copy: Memory, of layer: String) throws(OneDNNError) {
        let (dims, one) = (stored.descriptor.dims, copy.descriptor.dims)
        guard dims != one else { return try self.copy(stored, to: copy) }
        let plain = try inPlainOrder(stored, dims: dims, of: layer)
        if plain !== stored { try self.copy(stored, to: plain) }
        let sums = try inPlainOrder(copy, dims: one, of: layer)
        append(
            LoopStep("sum over the channels of \(shapeText(dims))", buffers: [plain.buffer, sums.buffer]) {
                [from = plain.floats, to = sums.floats, taps = dims[2] * dims[3]] in
                onecycle_sum_channels(from, dims[0], dims[1], taps, to)
            })
        if sums !== copy { try self.copy(sums, to: copy) }
    }

    /// Adds a copy of gradients into the layout of the stored weights; for each channel if `gradient` has one.
    mutating func copyWeightGradient(_ gradient: Memory, to stored: Memory, of layer: String) throws(OneDNNError) {
        let (dims, one) = (stored.descriptor.dims, gradient.descriptor.dims)
        guard dims != one else { return try copy(gradient, to: stored) }
        let sums = try inPlainOrder(gradient, dims: one, of: layer)
        if sums !== gradient { try copy(gradient, to: sums) }
        let plain = try inPlainOrder(stored, dims: dims, of: layer)
        append(
            LoopStep("repetition for the channels of \(shapeText(dims))", buffers: [sums.buffer, plain.buffer]) {
                [from = sums.floats, to = plain.floats, taps = dims[2] * dims[3]] in
                onecycle_repeat_channels(from, dims[0], dims[1], taps, to)
            })
        if plain !== stored { try copy(plain, to: stored) }
    }

    /// `memory` if it holds float32 in plain order; otherwise new memory of that layout, not filled.
    private func inPlainOrder(_ memory: Memory, dims: [Int], of layer: String) throws(OneDNNError) -> Memory {
        let layout = try MemoryDescriptor(dims, .oihw)
        return memory.descriptor.isSameLayout(as: layout) ? memory : try allocator.memory(layout, for: layer)
    }
}
