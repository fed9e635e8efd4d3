import OneDNN

/// Buffers for gradients of activations, used again as soon as nobody needs what they hold.
///
/// Padded layouts are not among them: their padding is zero from the start and must stay so, since a kernel may add it up.
final class GradientPool {
    private var free: [AlignedBuffer] = []
    private let engine: Engine

    init(on engine: Engine) { self.engine = engine }

    /// Memory whose content is whatever it was before.
    func take(_ descriptor: MemoryDescriptor) throws(OneDNNError) -> Memory {
        guard descriptor.isDense else { return try Memory(descriptor, on: engine) }
        let floats = AlignedBuffer.roundedToLines(descriptor.byteCount / MemoryLayout<Float>.stride)
        if let index = free.indices.filter({ free[$0].floatCount >= floats }).min(by: {
            free[$0].floatCount < free[$1].floatCount
        }) {
            return try Memory(descriptor, in: free.remove(at: index), at: 0, on: engine)
        }
        return try Memory(descriptor, in: AlignedBuffer(floatCount: floats), at: 0, on: engine)
    }

    /// Gives memory back that `take` gave.
    func give(_ memory: Memory) {
        if memory.descriptor.isDense { free.append(memory.buffer) }
    }
}
