import CKernels
import OneDNN

/// y = x / (1 - p) for the values that are kept, 0 for a share p of them; in training only
///
/// Alpha dropout replaces them by SELU's negative limit and keeps mean and variance (Klambauer et al., arXiv 1706.02515).
struct Dropout: LayerRule {
    let p: Double
    let isAlpha: Bool

    var type: String { isAlpha ? "alpha_dropout" : "dropout" }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        guard p >= 0, p < 1 else { throw refusal(of: input, path: path, "its p of \(p) is not in [0, 1)") }
        return input
    }

    /// Works on values in plain order, with copies if they lie otherwise. So a drop depends on a value's place in its
    /// sample, not on this CPU's layout.
    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let index = planner.nextDropout()
        if planner.propagation == .inference || p == 0 { return PlannedLayer(nodes: []) }
        let source = place.source
        func node(_ data: MemoryDescriptor) -> DropoutNode {
            DropoutNode(layer: place.path, dropout: self, index: index, source: data)
        }
        guard source.dims.count == 4, try !source.isLaid(out: .nchw) else { return PlannedLayer(nodes: [node(source)]) }
        return try place.inPlainOrder(on: planner.engine, node)
    }
}

/// A planned dropout.
private struct DropoutNode: Node {
    let layer: String
    let dropout: Dropout
    /// Number of this dropout in its network.
    let index: Int
    let source: MemoryDescriptor

    var destination: MemoryDescriptor { source }
    var leavesResultFree: Bool { false }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = mayOverwrite ? source : try binder.allocator.memory(destination, for: layer)
        if !mayOverwrite { try binder.copy(source, to: destination) }
        let mask = binder.allocator.buffer(floatCount: destination.count, for: layer)
        let key = binder.dropoutKey
        binder.append(
            DropoutStep(destination, mask: mask, p: dropout.p, isAlpha: dropout.isAlpha, index: index, key: key))
        return BoundDropout(layer: layer, source: source, destination: destination, mask: mask)
    }
}

/// A dropout's gradient.
private struct BoundDropout: BoundNode {
    let layer: String
    let source: Memory
    let destination: Memory
    /// The factors of the gradient.
    let mask: AlignedBuffer

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        let owned = try binder.owned(gradient, for: layer)
        binder.append(MaskStep(owned.memory, mask: mask))
        return owned
    }
}

/// Dropout or alpha dropout over a whole buffer, in place; keeps the factors of the gradient.
private final class DropoutStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [values.buffer, mask] }
    private let mask: AlignedBuffer
    private let values: Memory
    private let key: DropoutKey
    private let first: UInt32
    private let index: UInt64
    private let threshold: UInt32
    private let scale: Float
    private let shift: Float
    private let dropped: Float

    /// - Parameters:
    ///   - mask: takes the factors of the gradient, one for each value.
    ///   - p: share that is dropped, in (0, 1).
    ///   - isAlpha: whether to drop to SELU's negative limit and restore mean and variance, as PyTorch's `AlphaDropout`.
    ///   - index: number of this dropout in its network.
    init(_ values: Memory, mask: AlignedBuffer, p: Double, isAlpha: Bool, index: Int, key: DropoutKey) {
        self.values = values
        self.key = key
        first = UInt32(truncatingIfNeeded: key.firstImage * (values.count / values.descriptor.dims[0]))
        self.index = UInt64(index)
        self.mask = mask
        threshold = UInt32(min(p * 0x1p32, 0x1p32 - 1))
        if isAlpha {
            let limit = -1.7580993408473766
            let scale = 1 / ((1 - p) * (1 + p * limit * limit)).squareRoot()
            let shift = -scale * limit * p
            self.scale = Float(scale)
            self.shift = Float(shift)
            dropped = Float(scale * limit + shift)
        } else {
            scale = Float(1 / (1 - p))
            shift = 0
            dropped = 0
        }
        purpose = (isAlpha ? "alpha_dropout of " : "dropout of ") + shapeText(values.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        let key = wordKey(key.seed, key.step, index)
        switch values.descriptor.element {
        case .float32:
            onecycle_dropout(
                values.floats, mask.floats, values.count, first, key, threshold, scale, shift, dropped)
        case .bfloat16:
            onecycle_dropout_bf16(
                values.halves, mask.floats, values.count, first, key, threshold, scale, shift, dropped)
        }
    }
}

/// 32 bits out of three words.
private func wordKey(_ seed: UInt64, _ step: UInt64, _ index: UInt64) -> UInt32 {
    var z = seed &* 0x9E37_79B9_7F4A_7C15
    for word in [step, index] {
        z = (z ^ word) &* 0xBF58_476D_1CE4_E5B9
        z ^= z >> 29
        z = z &* 0x94D0_49BB_1331_11EB
        z ^= z >> 32
    }
    return UInt32(truncatingIfNeeded: z)
}

/// gradient = gradient * mask
private final class MaskStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [gradient.buffer, mask] }
    private let gradient: Memory
    private let mask: AlignedBuffer

    init(_ gradient: Memory, mask: AlignedBuffer) {
        self.gradient = gradient
        self.mask = mask
        purpose = "gradient of dropout of " + shapeText(gradient.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        switch gradient.descriptor.element {
        case .float32: onecycle_multiply(gradient.floats, mask.floats, mask.floatCount)
        case .bfloat16: onecycle_multiply_bf16(gradient.halves, mask.floats, mask.floatCount)
        }
    }
}
