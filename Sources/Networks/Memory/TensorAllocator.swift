import OneDNN

/// Allocates the tensors of a network and counts their bytes by layer; or only counts them, for a plan.
///
/// A plan takes the same way through the same code as the real thing, with memory that is not there (`AlignedBuffer`).
final class TensorAllocator {
    let engine: Engine
    /// Whether memory is counted only. Primitives are not made then either: no code is generated for them.
    let isPlanning: Bool
    /// Bytes so far.
    private(set) var need = MemoryNeed()
    private var shared = AlignedBuffer(floatCount: 0)

    init(isPlanning: Bool, on engine: Engine) {
        self.isPlanning = isPlanning
        self.engine = engine
    }

    /// Zeros.
    /// - Parameter layer: path of the layer that they are counted for.
    func buffer(floatCount: Int, for layer: String) -> AlignedBuffer {
        need.add(floatCount * MemoryLayout<Float>.stride, at: layer)
        return isPlanning ? AlignedBuffer(plannedFloatCount: floatCount) : AlignedBuffer(floatCount: floatCount)
    }

    /// Working memory with arbitrary content, for a step that leaves nothing in it. Steps share it: they run one after the
    /// other. A larger request gets a larger buffer; earlier steps keep theirs.
    func workspace(floatCount: Int, for layer: String) -> AlignedBuffer {
        if floatCount > shared.floatCount { shared = buffer(floatCount: floatCount, for: layer) }
        return shared
    }

    /// A tensor of zeros.
    func memory(_ descriptor: MemoryDescriptor, for layer: String) throws(OneDNNError) -> Memory {
        try Memory(descriptor, in: buffer(floatCount: descriptor.floatsToHold, for: layer), at: 0, on: engine)
    }
}
