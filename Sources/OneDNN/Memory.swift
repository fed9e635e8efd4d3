internal import CDNNL

/// Values in memory under a descriptor: oneDNN's handle on a part of an `AlignedBuffer`.
public final class Memory {
    let handle: dnnl_memory_t
    /// How the values lie.
    public let descriptor: MemoryDescriptor
    /// What it is a part of.
    public let buffer: AlignedBuffer
    /// The first value.
    public let floats: UnsafeMutablePointer<Float>

    /// Memory of its own, all zero.
    public convenience init(_ descriptor: MemoryDescriptor, on engine: Engine) throws(OneDNNError) {
        try self.init(
            descriptor, in: AlignedBuffer(floatCount: descriptor.floatsToHold), at: 0,
            on: engine)
    }

    /// A part of `buffer` that starts at `offset` floats.
    public init(_ descriptor: MemoryDescriptor, in buffer: AlignedBuffer, at offset: Int, on engine: Engine)
        throws(OneDNNError)
    {
        precondition(
            offset >= 0
                && offset * MemoryLayout<Float>.stride + descriptor.byteCount
                    <= buffer.floatCount * MemoryLayout<Float>.stride,
            "a tensor lies within its buffer")
        let floats = buffer.floats + offset
        var handle: dnnl_memory_t?
        let status = cdnnl_memory_create(&handle, descriptor.handle, engine.handle, floats)
        try check(status, "memory of \(shapeText(descriptor.dims))")
        guard let handle else { throw OneDNNError(status: dnnl_runtime_error, attempted: "memory") }
        self.handle = handle
        self.descriptor = descriptor
        self.buffer = buffer
        self.floats = floats
    }

    deinit { dnnl_memory_destroy(handle) }

    /// Number of floats, padding included.
    public var floatCount: Int { descriptor.byteCount / MemoryLayout<Float>.stride }

    /// The same bytes under another descriptor of their size.
    public func viewed(as other: MemoryDescriptor, on engine: Engine) throws(OneDNNError) -> Memory {
        try Memory(other, in: buffer, at: floats - buffer.floats, on: engine)
    }
}

/// Floats on a cache line's boundary (64 bytes), zero at first.
public final class AlignedBuffer {
    /// The first value.
    public let floats: UnsafeMutablePointer<Float>
    /// Number of values.
    public let floatCount: Int

    /// - Parameter floatCount: how many values; zero is allowed.
    public init(floatCount: Int) {
        self.floatCount = floatCount
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, floatCount) * MemoryLayout<Float>.stride, alignment: 64)
        floats = raw.bindMemory(to: Float.self, capacity: max(1, floatCount))
        floats.initialize(repeating: 0, count: floatCount)
    }

    deinit { UnsafeMutableRawPointer(floats).deallocate() }

    /// Rounds a number of floats up to whole cache lines.
    public static func roundedToLines(_ floatCount: Int) -> Int { (floatCount + 15) / 16 * 16 }
}
