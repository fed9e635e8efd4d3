internal import CDNNL

/// The logical dimensions of a tensor and how its values lie in memory. Immutable.
package final class MemoryDescriptor {
    /// How values lie: the plain orders by letter, and oneDNN's free choice.
    package enum Layout: Sendable {
        /// Whatever the primitive that takes it works best with.
        case any
        /// [X]
        case vector
        /// [N, C], C innermost
        case nc
        /// [N, C, H, W], W innermost
        case nchw
        /// [N, C, H, W], C innermost
        case nhwc
        /// [O, I, H, W], W innermost: PyTorch's order of convolution weights
        case oihw
        /// [O, I, H, W], O innermost, then I
        case hwio
        /// [N, C, H, W] in blocks of 8 or 16 channels
        case nchw8c, nchw16c

        var tag: dnnl_format_tag_t {
            switch self {
            case .any: dnnl_format_tag_any
            case .vector: dnnl_a
            case .nc: dnnl_ab
            case .nchw, .oihw: dnnl_abcd
            case .nhwc: dnnl_acdb
            case .hwio: dnnl_cdba
            case .nchw8c: dnnl_aBcd8b
            case .nchw16c: dnnl_aBcd16b
            }
        }
    }

    /// The numbers that a tensor consists of.
    package enum Element: Sendable {
        /// IEEE 754's 32 bits.
        case float32
        /// The upper half of a float32: 8 bits of mantissa.
        case bfloat16

        var type: dnnl_data_type_t {
            switch self {
            case .float32: dnnl_f32
            case .bfloat16: dnnl_bf16
            }
        }

        /// Bytes of a number.
        package var size: Int { self == .float32 ? 4 : 2 }
    }

    let handle: cdnnl_md_t
    /// Logical dimensions, without padding.
    package let dims: [Int]

    /// A tensor of `dims` in `layout`.
    package init(_ dims: [Int], _ layout: Layout, of element: Element = .float32) throws(OneDNNError) {
        var handle: cdnnl_md_t?
        let dims64 = dims.map { Int64($0) }
        let status = cdnnl_md_create(&handle, Int32(dims.count), dims64, element.type, layout.tag)
        try check(status, "a tensor of \(shapeText(dims))")
        guard let handle else {
            throw OneDNNError(status: dnnl_runtime_error, attempted: "a tensor of \(shapeText(dims))")
        }
        self.handle = handle
        self.dims = dims
    }

    /// The layout that a primitive descriptor chose.
    init(of descriptor: const_dnnl_primitive_desc_t, _ query: dnnl_query_t, dims: [Int]) throws(OneDNNError) {
        var handle: cdnnl_md_t?
        try check(cdnnl_md_query(&handle, descriptor, query, 0), "the layout of a tensor of \(shapeText(dims))")
        guard let handle else { throw OneDNNError(status: dnnl_runtime_error, attempted: "the layout of a tensor") }
        self.handle = handle
        self.dims = dims
    }

    deinit { cdnnl_md_destroy(handle) }

    /// Bytes of a tensor in this layout, padding included; 0 if nothing is stored.
    package var byteCount: Int { cdnnl_md_size(handle) }

    /// Its numbers; workspaces of bytes count as float32.
    package var element: Element { cdnnl_md_type(handle) == dnnl_bf16 ? .bfloat16 : .float32 }

    /// Number of values, padding included.
    package var count: Int { byteCount / element.size }

    /// Whether a tensor of this layout has no padding.
    package var isDense: Bool { byteCount == dims.reduce(element.size, *) }

    /// Floats of a buffer that holds it; a workspace's bytes need not be a multiple of 4.
    package var floatsToHold: Int {
        (byteCount + MemoryLayout<Float>.stride - 1) / MemoryLayout<Float>.stride
    }

    /// Whether values lie the same way, and are the same kind of numbers.
    package func isSameLayout(as other: MemoryDescriptor) -> Bool {
        cdnnl_md_equal(handle, other.handle) != 0
    }

    /// Whether values lie in the order of `layout`, whatever their kind.
    package func isLaid(out layout: Layout) throws(OneDNNError) -> Bool {
        isSameLayout(as: try MemoryDescriptor(dims, layout, of: element))
    }
}

/// "64x3x28x28"
package func shapeText(_ dims: [Int]) -> String {
    dims.map(String.init).joined(separator: "x")
}
