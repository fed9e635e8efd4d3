internal import CDNNL

/// A planned operation: which implementation oneDNN chose, and the layouts it wants.
package final class PrimitiveDescriptor {
    let handle: dnnl_primitive_desc_t
    /// The computation, in words.
    package let purpose: String

    init(
        _ purpose: String, _ create: (inout dnnl_primitive_desc_t?, const_dnnl_primitive_attr_t) -> dnnl_status_t,
        fusing function: ElementwiseFunction? = nil
    ) throws(OneDNNError) {
        let attributes = try Attributes(fusing: function)
        var handle: dnnl_primitive_desc_t?
        try check(create(&handle, attributes.handle), purpose)
        guard let handle else { throw OneDNNError(status: dnnl_runtime_error, attempted: purpose) }
        self.handle = handle
        self.purpose = purpose
    }

    deinit { dnnl_primitive_desc_destroy(handle) }

    /// oneDNN's name of the chosen implementation, for instance "jit:avx512_core".
    package var implementation: String { String(cString: cdnnl_implementation_name(handle)) }

    /// Whether machine code was generated for these shapes; other implementations are slower by an order of magnitude.
    package var isGenerated: Bool { implementation.hasPrefix("jit") || implementation.hasPrefix("brg") }

    /// Whether it is one of oneDNN's reference loops, which it uses if it has no kernel.
    package var isReference: Bool { implementation.hasPrefix("ref") }

    /// The tensors whose layout can be asked for.
    package enum Tensor: Sendable {
        case source, weights, destination, diffSource, diffWeights, diffDestination, workspace, scratchpad

        var query: dnnl_query_t {
            switch self {
            case .source: dnnl_query_src_md
            case .weights: dnnl_query_weights_md
            case .destination: dnnl_query_dst_md
            case .diffSource: dnnl_query_diff_src_md
            case .diffWeights: dnnl_query_diff_weights_md
            case .diffDestination: dnnl_query_diff_dst_md
            case .workspace: dnnl_query_workspace_md
            case .scratchpad: dnnl_query_scratchpad_md
            }
        }
    }

    /// The layout of one of its tensors, whose logical dimensions are `dims`.
    package func layout(of tensor: Tensor, dims: [Int]) throws(OneDNNError) -> MemoryDescriptor {
        try MemoryDescriptor(of: handle, tensor.query, dims: dims)
    }
}

/// A primitive bound to its memory: made once, executed every step.
///
/// Its arguments are prepared when it is made, so that executing it allocates nothing here.
package final class Execution: Step {
    /// The places of a primitive's arguments.
    package enum Argument: Sendable {
        case source, weights, bias, destination, workspace, scratchpad
        case diffSource, diffWeights, diffBias, diffDestination
        case secondSource

        var index: Int32 {
            switch self {
            case .source: DNNL_ARG_SRC_0
            case .weights: DNNL_ARG_WEIGHTS_0
            case .bias: DNNL_ARG_BIAS
            case .destination: DNNL_ARG_DST_0
            case .workspace: DNNL_ARG_WORKSPACE
            case .scratchpad: DNNL_ARG_SCRATCHPAD
            case .diffSource: DNNL_ARG_DIFF_SRC_0
            case .diffWeights: DNNL_ARG_DIFF_WEIGHTS_0
            case .diffBias: DNNL_ARG_DIFF_BIAS
            case .diffDestination: DNNL_ARG_DIFF_DST_0
            case .secondSource: DNNL_ARG_SRC_1
            }
        }
    }

    private let primitive: dnnl_primitive_t
    private let engine: Engine
    private let memories: [Memory]
    private let arguments: UnsafeMutableBufferPointer<dnnl_exec_arg_t>
    /// The computation, in words.
    package let purpose: String
    /// oneDNN's name of the implementation.
    package let implementation: String
    package let flops: Double
    package var buffers: [AlignedBuffer] { memories.map(\.buffer) }

    /// - Parameters:
    ///   - descriptor: the operation.
    ///   - bindings: a memory for each argument. Those of the scratchpad are made by `Scratchpad`.
    package init(
        _ descriptor: PrimitiveDescriptor, _ bindings: [(Argument, Memory)], scratchpad: Scratchpad, flops: Double = 0,
        on engine: Engine
    ) throws(OneDNNError) {
        var all = bindings
        if let memory = try scratchpad.memory(for: descriptor) { all.append((.scratchpad, memory)) }
        var primitive: dnnl_primitive_t?
        try check(dnnl_primitive_create(&primitive, descriptor.handle), descriptor.purpose)
        guard let primitive else { throw OneDNNError(status: dnnl_runtime_error, attempted: descriptor.purpose) }
        self.primitive = primitive
        self.engine = engine
        memories = all.map(\.1)
        arguments = .allocate(capacity: all.count)
        for (place, (argument, memory)) in all.enumerated() {
            arguments.initializeElement(at: place, to: dnnl_exec_arg_t(arg: argument.index, memory: memory.handle))
        }
        purpose = descriptor.purpose
        implementation = descriptor.implementation
        self.flops = flops
    }

    deinit {
        arguments.deallocate()
        dnnl_primitive_destroy(primitive)
    }

    /// Computes, and returns when done.
    package func callAsFunction() throws(OneDNNError) {
        let status = dnnl_primitive_execute(primitive, engine.stream, Int32(arguments.count), arguments.baseAddress)
        guard status == dnnl_success else { throw OneDNNError(status: status, attempted: purpose) }
    }
}

/// Working memory that primitives share which run one after the other; as large as the largest request.
package final class Scratchpad {
    private let engine: Engine
    private var buffer = AlignedBuffer(floatCount: 0)

    /// - Parameter engine: the engine of the primitives.
    package init(on engine: Engine) { self.engine = engine }

    /// Working memory for `descriptor`; nil if it needs none. A larger request gets a larger buffer; earlier primitives keep
    /// theirs.
    func memory(for descriptor: PrimitiveDescriptor) throws(OneDNNError) -> Memory? {
        guard let layout = try? MemoryDescriptor(of: descriptor.handle, dnnl_query_scratchpad_md, dims: []),
            layout.byteCount > 0
        else { return nil }
        let floats = AlignedBuffer.roundedToLines((layout.byteCount + 3) / 4)
        if floats > buffer.floatCount { buffer = AlignedBuffer(floatCount: floats) }
        return try Memory(layout, in: buffer, at: 0, on: engine)
    }
}

/// A primitive's attributes: scratchpad by the caller, and a function computed with the result.
private final class Attributes {
    let handle: dnnl_primitive_attr_t

    init(fusing function: ElementwiseFunction?) throws(OneDNNError) {
        var handle: dnnl_primitive_attr_t?
        try check(dnnl_primitive_attr_create(&handle), "attributes")
        guard let handle else { throw OneDNNError(status: dnnl_runtime_error, attempted: "attributes") }
        do throws(OneDNNError) {
            try check(dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl_scratchpad_mode_user), "scratchpad mode")
            if let function {
                var operations: dnnl_post_ops_t?
                try check(dnnl_post_ops_create(&operations), "a fused function")
                defer { dnnl_post_ops_destroy(operations) }
                try check(
                    cdnnl_post_ops_append_eltwise(operations, function.forward, function.alpha, 0),
                    "a fused function")
                try check(dnnl_primitive_attr_set_post_ops(handle, operations), "a fused function")
            }
        } catch {
            dnnl_primitive_attr_destroy(handle)
            throw error
        }
        self.handle = handle
    }

    deinit { dnnl_primitive_attr_destroy(handle) }
}
