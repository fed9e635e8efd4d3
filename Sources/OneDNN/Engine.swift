internal import CDNNL

/// oneDNN's CPU engine with one in-order stream. Belongs to one thread at a time.
///
/// Calls return when the work is done: on the CPU the stream is synchronous. Kernels run on the calling thread alone.
package final class Engine {
    let handle: dnnl_engine_t
    let stream: dnnl_stream_t
    /// The engine that owns `handle`; nil: this one.
    private let owner: Engine?

    /// - Throws: `OneDNNError` if the library cannot be used on this CPU.
    package init() throws(OneDNNError) {
        KernelThreads.keepToCaller()
        var engine: dnnl_engine_t?
        try check(dnnl_engine_create(&engine, dnnl_cpu, 0), "the CPU engine")
        guard let engine else { throw OneDNNError(status: dnnl_runtime_error, attempted: "the CPU engine") }
        do {
            stream = try Self.makeStream(on: engine)
        } catch {
            dnnl_engine_destroy(engine)
            throw error
        }
        handle = engine
        owner = nil
    }

    /// Another stream on the engine of `other`, for work on another thread at the same time.
    /// - Throws: `OneDNNError` if the library has no resources.
    package init(beside other: Engine) throws(OneDNNError) {
        stream = try Self.makeStream(on: other.handle)
        handle = other.handle
        owner = other.owner ?? other
    }

    deinit {
        dnnl_stream_destroy(stream)
        if owner == nil { dnnl_engine_destroy(handle) }
    }

    private static func makeStream(on engine: dnnl_engine_t) throws(OneDNNError) -> dnnl_stream_t {
        var stream: dnnl_stream_t?
        let status = dnnl_stream_create(&stream, engine, UInt32(dnnl_stream_default_flags.rawValue))
        guard status == dnnl_success, let stream else {
            throw OneDNNError(status: status, attempted: "a stream on the CPU")
        }
        return stream
    }
}

/// The oneDNN library that is loaded.
public enum OneDNNLibrary {
    /// The version that is loaded, for instance "2.6.3".
    public static var version: String {
        guard let version = dnnl_version()?.pointee else { return "unknown" }
        return "\(version.major).\(version.minor).\(version.patch)"
    }

    /// The instruction sets that kernels can be limited to.
    public static let instructionSets = ["sse41", "avx", "avx2", "avx512_core", "avx512_core_bf16", "avx512_core_amx"]

    /// Limits generated kernels to the instruction set `name`, so that a smaller machine can repeat a result. Must come before
    /// every other call.
    /// - Returns: whether `name` is one of `instructionSets` and the library accepted it.
    public static func limitInstructionSet(to name: String) -> Bool {
        let limit: dnnl_cpu_isa_t
        switch name {
        case "sse41": limit = dnnl_cpu_isa_sse41
        case "avx": limit = dnnl_cpu_isa_avx
        case "avx2": limit = dnnl_cpu_isa_avx2
        case "avx512_core": limit = dnnl_cpu_isa_avx512_core
        case "avx512_core_bf16": limit = dnnl_cpu_isa_avx512_core_bf16
        case "avx512_core_amx": limit = dnnl_cpu_isa_avx512_core_amx
        default: return false
        }
        return dnnl_set_max_cpu_isa(limit) == dnnl_success
    }

    /// Whether a register holds 16 floats, so that blocks of 16 channels are fastest; otherwise blocks of 8. Every later set
    /// with such registers has all bits of `avx512_core`.
    package static var hasWideRegisters: Bool { has(dnnl_cpu_isa_avx512_core) }

    /// Whether kernels multiply and add in one instruction, on 8 floats at least.
    package static var hasFusedMultiplyAdd: Bool { has(dnnl_cpu_isa_avx2) }

    /// Whether kernels multiply bfloat16 by instructions of their own. Without these, oneDNN imitates them slowly.
    public static var hasBFloat16: Bool { has(dnnl_cpu_isa_avx512_core_bf16) }

    private static func has(_ set: dnnl_cpu_isa_t) -> Bool {
        dnnl_get_effective_cpu_isa().rawValue & set.rawValue == set.rawValue
    }

    /// The instruction set its kernels are generated for, for instance "avx512_core".
    public static var instructionSet: String {
        let isa = dnnl_get_effective_cpu_isa()
        return cdnnl_isa_name(isa).map { String(cString: $0) } ?? "isa_\(isa.rawValue)"
    }
}
