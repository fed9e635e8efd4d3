import OneDNN

/// Buffers for gradients of activations, reused as soon as their values are not needed any more.
///
/// Padded layouts are allocated apart: their padding is zero from the start and must stay so, since a kernel may sum it.
final class GradientPool {
    private var free: [AlignedBuffer] = []
    private let allocator: TensorAllocator

    init(_ allocator: TensorAllocator) { self.allocator = allocator }

    /// Memory with arbitrary content.
    /// - Parameter layer: path of the layer that a new buffer is counted for.
    func take(_ descriptor: MemoryDescriptor, for layer: String) throws(OneDNNError) -> Memory {
        guard descriptor.isDense else { return try allocator.memory(descriptor, for: layer) }
        let floats = AlignedBuffer.roundedToLines(descriptor.floatsToHold)
        let smallest = free.indices.filter { free[$0].floatCount >= floats }.min {
            free[$0].floatCount < free[$1].floatCount
        }
        let buffer = smallest.map { free.remove(at: $0) } ?? allocator.buffer(floatCount: floats, for: layer)
        return try Memory(descriptor, in: buffer, at: 0, on: allocator.engine)
    }

    /// Returns memory that `take` gave.
    func give(_ memory: Memory) {
        if memory.descriptor.isDense { free.append(memory.buffer) }
    }
}
