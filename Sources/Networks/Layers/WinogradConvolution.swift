import CKernels
import OneDNN

/// A convolution by Winograd's algorithm, if it is faster than oneDNN's.
///
/// It takes a half to a quarter of the definition's products. Its rounding error is 1.5 to 2.5 times as large
/// (`winograd.c`). The rule below excludes convolutions whose transforms cost more than the products that they save.
struct WinogradConvolution: Node {
    let layer: String
    let source: MemoryDescriptor
    let destination: MemoryDescriptor
    /// In the order of the loops.
    fileprivate let weights: MemoryDescriptor
    fileprivate let shape: onecycle_winograd
    /// Computes the results if a maximum pooling comes next; the gradients are ours. Nil: the results are ours, too.
    ///
    /// If two pixels of a window are almost equal, rounding decides which of them gets the gradient. With our results,
    /// `mnist_cnn` leaves PyTorch's recorded run after about ten steps.
    private let direct: ConvolutionNode?

    /// - Parameters:
    ///   - stored: layout of the weights, if it is fixed already.
    ///   - direct: the same convolution by oneDNN.
    /// - Returns: nil if oneDNN shall compute all of it.
    init?(
        _ convolution: Convolution, _ place: PlanningPlace, stored: MemoryDescriptor?,
        instead direct: () throws(OneDNNError) -> ConvolutionNode
    ) throws(OneDNNError) {
        let window = convolution.window
        let source = place.source
        let (images, channels) = (source.dims[0], source.dims[1])
        let (rows, columns) = (window.outputSize(of: source.dims[2]), window.outputSize(of: source.dims[3]))
        guard window.stride == 1, window.kernel == 3 || window.kernel == 5, window.padding < window.kernel,
            channels % 16 == 0, convolution.out % 16 == 0, channels * convolution.out <= Self.maxWeights,
            source.element == .float32, Self.saving(window.kernel, rows: rows, columns: columns) >= 2,
            OneDNNLibrary.hasFusedMultiplyAdd
        else { return nil }
        let lanes = OneDNNLibrary.hasWideRegisters ? 16 : 8
        let blocks: MemoryDescriptor.Layout = lanes == 16 ? .nchw16c : .nchw8c
        guard onecycle_winograd_runs(lanes) != 0, try source.isLaid(out: blocks) else { return nil }
        let weights = try MemoryDescriptor([convolution.out, channels, window.kernel, window.kernel], .hwio)
        if let stored, !stored.isSameLayout(as: weights) { return nil }
        let destination = try MemoryDescriptor([images, convolution.out, rows, columns], blocks)
        let direct = place.precedesMaximum ? try direct() : nil
        if let direct, !direct.destination.isSameLayout(as: destination) { return nil }
        layer = place.path
        self.source = source
        self.destination = destination
        self.weights = weights
        self.direct = direct
        shape = onecycle_winograd(
            images: images, in_blocks: channels / lanes, out_blocks: convolution.out / lanes, lanes: lanes,
            height: source.dims[2], width: source.dims[3], rows: rows, columns: columns, kernel: window.kernel,
            padding: window.padding)
    }

    /// With more weights for each tap, their transforms do not stay in a core's cache.
    private static let maxWeights = 256 * 256

    /// Products of the definition for each product of the tiles.
    private static func saving(_ kernel: Int, rows: Int, columns: Int) -> Double {
        let (tile, results) = (6, 7 - kernel)
        let tiles = ((rows + results - 1) / results) * ((columns + results - 1) / results)
        return Double(kernel * kernel * rows * columns) / Double(tile * tile * tiles)
    }

    var weightLayouts: [String: MemoryDescriptor] { [layer: weights] }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        let bias = binder.parameters.slot(.bias, of: layer)?.value
        if let weight = binder.parameters.slot(.weight, of: layer)?.value, let direct {
            let copy = try binder.allocator.memory(direct.weights, for: layer)
            try binder.copy(weight, to: copy)
            _ = try binder.execute(
                direct.operation, source: source, destination: destination,
                [(.weights, copy)] + (bias.map { [(.bias, $0)] } ?? []), flops: direct.flops, of: layer)
        } else if let weight = binder.parameters.slot(.weight, of: layer)?.value {
            let scratch = scratch(from: binder.allocator)
            binder.append(
                step("", buffers: [source, destination, weight, bias].compactMap(\.?.buffer) + [scratch]) {
                    [shape, x = source.floats, y = destination.floats, weights = weight.floats, biases = bias?.floats]
                    in
                    onecycle_winograd_forward(x, weights, biases, y, shape, scratch.floats)
                })
        }
        return BoundWinograd(node: self, source: source, destination: destination)
    }

    fileprivate func scratch(from allocator: TensorAllocator) -> AlignedBuffer {
        allocator.workspace(floatCount: onecycle_winograd_scratch(shape), for: layer)
    }

    /// A step of it, as others of convolutions are named, counted as the definition multiplies.
    fileprivate func step(_ kind: String, buffers: [AlignedBuffer], _ loop: @escaping () -> Void) -> LoopStep {
        LoopStep(
            "\(kind)convolution \(shapeText(weights.dims)) of \(shapeText(source.dims))", by: "onecycle:winograd",
            flops: 2 * Double(destination.count) * Double(weights.dims.dropFirst().reduce(1, *)), buffers: buffers, loop
        )
    }
}

/// Its gradients.
private struct BoundWinograd: BoundNode {
    let node: WinogradConvolution
    let source: Memory
    let destination: Memory

    var layer: String { node.layer }
    var isTrained: Bool { true }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let weight = binder.parameters.slot(.weight, of: layer) else { return nil }
        let bias = binder.parameters.slot(.bias, of: layer)?.gradient
        let scratch = node.scratch(from: binder.allocator)
        let (shape, given) = (node.shape, gradient.memory)
        let read = [source, given, weight.gradient, bias].compactMap(\.?.buffer) + [scratch]
        binder.append(
            node.step("weight gradient of ", buffers: read) {
                [x = source.floats, dy = given.floats, weights = weight.gradient.floats, biases = bias?.floats] in
                onecycle_winograd_weights_gradient(x, dy, shape, weights, biases, scratch.floats)
            })
        guard needsSource else { return binder.consume(gradient) }

        let next = try binder.take(node.source, for: giver)
        binder.append(
            node.step("data gradient of ", buffers: [given, weight.value, next].map(\.buffer) + [scratch]) {
                [dy = given.floats, weights = weight.value.floats, dx = next.floats] in
                onecycle_winograd_source_gradient(dy, weights, dx, shape, scratch.floats)
            })
        return binder.replace(gradient, by: next)
    }
}
