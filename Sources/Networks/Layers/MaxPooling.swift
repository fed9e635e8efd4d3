import CKernels
import OneDNN

/// A planned maximum pooling over windows that neither overlap nor reach beyond the image, with loops of ours.
///
/// They give oneDNN's values and take a fifth to a half of its time: each value of the gradient is written once.
struct MaxPoolingNode: Node {
    let layer: String
    let source: MemoryDescriptor
    let destination: MemoryDescriptor
    private let windows: onecycle_windows

    /// - Returns: nil for other windows, and for values in plain order, which has no lanes.
    init?(_ window: Window, _ place: PlanningPlace) throws(OneDNNError) {
        // A place in a window is a byte.
        guard window.stride == window.kernel, window.padding == 0, (2...15).contains(window.kernel),
            let layout = try ActivationLayout(place.source), layout.shape.lanes > 1
        else { return nil }
        let dims = place.source.dims
        layer = place.path
        source = place.source
        destination = try MemoryDescriptor(
            [dims[0], dims[1], dims[2] / window.kernel, dims[3] / window.kernel], layout.order, of: source.element)
        windows = onecycle_windows(
            planes: layout.shape.images * layout.shape.blocks, height: dims[2], width: dims[3],
            lanes: layout.shape.lanes, side: window.kernel, is_half: layout.shape.is_half)
    }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        var places: AlignedBuffer?
        if binder.propagation == .training {
            // A byte for each value.
            places = binder.allocator.buffer(floatCount: (destination.count + 3) / 4, for: layer)
        }
        let buffers = [source.buffer, destination.buffer] + [places].compactMap { $0 }
        binder.append(
            LoopStep("maximum pooling of \(shapeText(source.descriptor.dims))", buffers: buffers) {
                [windows, x = source.floats, y = destination.floats, places = places?.bytes] in
                onecycle_max_pool(x, y, places, windows)
            })
        return BoundMaxPooling(
            layer: layer, windows: windows, source: source, destination: destination, places: places)
    }
}

/// A maximum pooling's gradient.
private struct BoundMaxPooling: BoundNode {
    let layer: String
    let windows: onecycle_windows
    let source: Memory
    let destination: Memory
    /// The places of the maxima; nil for inference.
    let places: AlignedBuffer?

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let places else { return nil }
        let arranged = try binder.arranged(gradient.memory, as: destination.descriptor, for: layer)
        let next = try binder.take(source.descriptor, for: giver)
        binder.append(
            LoopStep(
                "gradient of maximum pooling of \(shapeText(source.descriptor.dims))",
                buffers: [arranged.buffer, places, next.buffer]
            ) { [windows, dy = arranged.floats, dx = next.floats, places = places.bytes] in
                onecycle_max_pool_backward(dy, places, dx, windows)
            })
        if arranged !== gradient.memory { binder.give(arranged) }
        return binder.replace(gradient, by: next)
    }
}

extension AlignedBuffer {
    /// The buffer as bytes.
    fileprivate var bytes: UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(floats).assumingMemoryBound(to: UInt8.self)
    }
}
