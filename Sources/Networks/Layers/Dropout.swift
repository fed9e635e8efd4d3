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
        binder.append(dropout.step(destination, mask: mask, index: index, key: key))
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
        binder.append(Dropout.gradientStep(owned.memory, mask: mask))
        return owned
    }
}

extension Dropout {
    /// Dropout or alpha dropout over a whole buffer, in place.
    /// - Parameters:
    ///   - mask: receives the factors of the gradient, one for each value.
    ///   - index: number of this dropout in its network.
    fileprivate func step(_ values: Memory, mask: AlignedBuffer, index: Int, key: DropoutKey) -> LoopStep {
        let (floats, halves, count) = (values.floats, values.halves, values.count)
        let isHalf = values.descriptor.element == .bfloat16
        let first = UInt32(truncatingIfNeeded: key.firstImage * (count / values.descriptor.dims[0]))
        let threshold = UInt32(min(p * 0x1p32, 0x1p32 - 1))
        let (scale, shift, dropped) = constants
        return LoopStep("\(type) of \(shapeText(values.descriptor.dims))", buffers: [values.buffer, mask]) {
            let word = wordKey(key.seed, key.step, UInt64(index))
            if isHalf {
                onecycle_dropout_bf16(halves, mask.floats, count, first, word, threshold, scale, shift, dropped)
            } else {
                onecycle_dropout(floats, mask.floats, count, first, word, threshold, scale, shift, dropped)
            }
        }
    }

    /// A value that is kept becomes scale x + shift, another one `dropped`. Alpha dropout drops to SELU's negative limit
    /// and restores mean and variance, as PyTorch's `AlphaDropout`.
    private var constants: (scale: Float, shift: Float, dropped: Float) {
        guard isAlpha else { return (Float(1 / (1 - p)), 0, 0) }
        let limit = -1.7580993408473766
        let scale = 1 / ((1 - p) * (1 + p * limit * limit)).squareRoot()
        let shift = -scale * limit * p
        return (Float(scale), Float(shift), Float(scale * limit + shift))
    }

    /// gradient = gradient * mask
    fileprivate static func gradientStep(_ gradient: Memory, mask: AlignedBuffer) -> LoopStep {
        let (floats, halves, isHalf) = (gradient.floats, gradient.halves, gradient.descriptor.element == .bfloat16)
        return LoopStep(
            "gradient of dropout of \(shapeText(gradient.descriptor.dims))", buffers: [gradient.buffer, mask]
        ) {
            isHalf
                ? onecycle_multiply_bf16(halves, mask.floats, mask.floatCount)
                : onecycle_multiply(floats, mask.floats, mask.floatCount)
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
