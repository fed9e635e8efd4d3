internal import CDNNL

/// Values in memory under a descriptor: oneDNN's handle on a part of an `AlignedBuffer`.
package final class Memory {
    let handle: dnnl_memory_t
    /// How the values lie.
    package let descriptor: MemoryDescriptor
    /// The buffer that holds the values.
    package let buffer: AlignedBuffer
    /// The first value, of float32.
    package let floats: UnsafeMutablePointer<Float>

    /// Memory of its own, all zero.
    package convenience init(_ descriptor: MemoryDescriptor, on engine: Engine) throws(OneDNNError) {
        try self.init(
            descriptor, in: AlignedBuffer(floatCount: descriptor.floatsToHold), at: 0,
            on: engine)
    }

    /// A part of `buffer` that starts at `offset` floats.
    package init(_ descriptor: MemoryDescriptor, in buffer: AlignedBuffer, at offset: Int, on engine: Engine)
        throws(OneDNNError)
    {
        precondition(
            offset >= 0
                && offset * MemoryLayout<Float>.stride + descriptor.byteCount
                    <= buffer.floatCount * MemoryLayout<Float>.stride,
            "a tensor lies within its buffer")
        let floats = buffer.floats + offset
        var handle: dnnl_memory_t?
        let status = cdnnl_memory_create(
            &handle, descriptor.handle, engine.handle, buffer.isAllocated ? floats : nil)
        try check(status, "memory of \(shapeText(descriptor.dims))")
        guard let handle else { throw OneDNNError(status: dnnl_runtime_error, attempted: "memory") }
        self.handle = handle
        self.descriptor = descriptor
        self.buffer = buffer
        self.floats = floats
    }

    deinit { dnnl_memory_destroy(handle) }

    /// Number of values, padding included.
    package var count: Int { descriptor.count }

    /// The first value's bits, of bfloat16.
    package var halves: UnsafeMutablePointer<UInt16> {
        UnsafeMutableRawPointer(floats).assumingMemoryBound(to: UInt16.self)
    }

    /// The same bytes under another descriptor of their size.
    package func viewed(as other: MemoryDescriptor, on engine: Engine) throws(OneDNNError) -> Memory {
        try Memory(other, in: buffer, at: floats - buffer.floats, on: engine)
    }
}

/// Floats on a cache line's boundary (64 bytes), zero at first.
package final class AlignedBuffer {
    /// The first value; only if `isAllocated` may it be read or written.
    package let floats: UnsafeMutablePointer<Float>
    /// Number of values.
    package let floatCount: Int
    /// Whether there is memory behind it; a planned buffer only has a size.
    package let isAllocated: Bool

    /// - Parameter floatCount: how many values; zero is allowed.
    package init(floatCount: Int) {
        self.floatCount = floatCount
        isAllocated = true
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, floatCount) * MemoryLayout<Float>.stride, alignment: 64)
        floats = raw.bindMemory(to: Float.self, capacity: max(1, floatCount))
        floats.initialize(repeating: 0, count: floatCount)
    }

    /// A size without memory, for a plan of what will be allocated.
    package init(plannedFloatCount: Int) {
        floatCount = plannedFloatCount
        isAllocated = false
        floats = .allocate(capacity: 1)
    }

    deinit { UnsafeMutableRawPointer(floats).deallocate() }

    /// Rounds a number of floats up to whole cache lines.
    package static func roundedToLines(_ floatCount: Int) -> Int { (floatCount + 15) / 16 * 16 }
}
