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
        binder.append(MaxPoolingStep(windows, source, to: destination, places: places))
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
        binder.append(MaxPoolingGradientStep(windows, arranged, places: places, to: next))
        if arranged !== gradient.memory { binder.give(arranged) }
        return binder.replace(gradient, by: next)
    }
}

/// destination = the maximum of each window of source
private final class MaxPoolingStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [source.buffer, destination.buffer] + [places].compactMap { $0 } }
    private let windows: onecycle_windows
    private let source: Memory
    private let destination: Memory
    private let places: AlignedBuffer?

    init(_ windows: onecycle_windows, _ source: Memory, to destination: Memory, places: AlignedBuffer?) {
        self.windows = windows
        self.source = source
        self.destination = destination
        self.places = places
        purpose = "maximum pooling of \(shapeText(source.descriptor.dims))"
    }

    func callAsFunction() throws(OneDNNError) {
        onecycle_max_pool(source.floats, destination.floats, places?.bytes, windows)
    }
}

/// destination = gradient at the places of the maxima, 0 elsewhere
private final class MaxPoolingGradientStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [gradient.buffer, places, destination.buffer] }
    private let windows: onecycle_windows
    private let gradient: Memory
    private let places: AlignedBuffer
    private let destination: Memory

    init(_ windows: onecycle_windows, _ gradient: Memory, places: AlignedBuffer, to destination: Memory) {
        self.windows = windows
        self.gradient = gradient
        self.places = places
        self.destination = destination
        purpose = "gradient of maximum pooling of \(shapeText(destination.descriptor.dims))"
    }

    func callAsFunction() throws(OneDNNError) {
        onecycle_max_pool_backward(gradient.floats, places.bytes, destination.floats, windows)
    }
}

extension AlignedBuffer {
    /// The buffer as bytes.
    fileprivate var bytes: UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(floats).assumingMemoryBound(to: UInt8.self)
    }
}
