import CKernels
import OneDNN

/// y = f(x), value by value.
struct ActivationLayer: LayerRule {
    let function: Activation

    var type: String { function.type }
    var activation: Activation? { function }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        switch function {
        case .leakyReLU(let slope) where !(slope >= 0 && slope.isFinite):
            throw refusal(of: input, path: path, "its slope of \(slope) is not 0 or more")
        case .elu(let alpha) where !(alpha >= 0 && alpha.isFinite):
            throw refusal(of: input, path: path, "its alpha of \(alpha) is not 0 or more")
        default: return input
        }
    }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        var operation: PrimitiveDescriptor?
        if let own = function.oneDNNFunction {
            operation = try .elementwise(
                planner.propagation, own, name: function.type, data: place.source, on: planner.engine)
        }
        func node(_ data: MemoryDescriptor) -> ActivationNode {
            ActivationNode(layer: place.path, function: function, operation: operation, source: data)
        }
        guard case .custom = function else { return PlannedLayer(nodes: [node(place.source)]) }
        // A custom function takes float32. Its f(0) may not be 0, and padding must stay 0.
        if place.source.element == .float32, place.source.isDense || place.source.dims.count == 2 {
            return PlannedLayer(nodes: [node(place.source)])
        }
        return try place.inPlainOrder(of: .float32, on: planner.engine, node)
    }
}

/// A planned activation.
private struct ActivationNode: Node {
    let layer: String
    let function: Activation
    /// nil if oneDNN does not have the function.
    let operation: PrimitiveDescriptor?
    let source: MemoryDescriptor

    var destination: MemoryDescriptor { source }
    var leavesResultFree: Bool { false }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let isInPlace = mayOverwrite && (binder.propagation == .inference || function.derivativeNeedsResultOnly)
        let destination = isInPlace ? source : try binder.allocator.memory(destination, for: layer)
        if let operation {
            _ = try binder.execute(operation, source: source, destination: destination, of: layer)
        } else if case .custom(let function) = function {
            binder.append(CustomActivationStep(function, source, to: destination))
        } else {
            if !isInPlace { try binder.copy(source, to: destination) }
            binder.append(SELUStep(destination))
        }
        return BoundActivation(layer: layer, function: function, source: source, destination: destination)
    }
}

/// An activation's gradient.
private struct BoundActivation: BoundNode {
    let layer: String
    let function: Activation
    let source: Memory
    let destination: Memory

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        try function.bindBackward(source: source, destination: destination, gradient, of: layer, with: &binder)
    }
}

extension Activation {
    /// gradient = gradient f', with f' from the result, or from the source if the result does not give it.
    func bindBackward(
        source: Memory, destination: Memory, _ gradient: Gradient, of layer: String, with binder: inout BackwardBinder
    ) throws(OneDNNError) -> Gradient {
        guard let function = oneDNNFunction else {
            let owned = try binder.owned(gradient, for: layer)
            if case .custom(let function) = self {
                binder.append(CustomActivationGradientStep(function, source, gradient: owned.memory))
            } else {
                binder.append(SELUStep(destination, gradient: owned.memory))
            }
            return owned
        }
        let data = derivativeNeedsResultOnly ? destination : source
        let forward = try PrimitiveDescriptor.elementwise(
            .training, function, name: type, data: data.descriptor, on: binder.engine)
        let operation = try PrimitiveDescriptor.elementwiseBackward(
            function, data: data.descriptor, forward: forward, on: binder.engine)
        let next = gradient.isOwned ? gradient.memory : try binder.take(data.descriptor, for: layer)
        try binder.execute(
            operation,
            [
                (derivativeNeedsResultOnly ? .destination : .source, data), (.diffDestination, gradient.memory),
                (.diffSource, next),
            ])
        return Gradient(memory: next, isOwned: true)
    }
}

/// SELU over a whole buffer, in place; with `gradient`, its gradient.
private final class SELUStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [values, gradient].compactMap(\.?.buffer) }
    private let values: Memory
    private let gradient: Memory?

    /// - Parameter values: the source, which the result replaces; for a gradient, the results.
    init(_ values: Memory, gradient: Memory? = nil) {
        self.values = values
        self.gradient = gradient
        purpose = (gradient == nil ? "" : "gradient of ") + "selu of " + shapeText(values.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        switch (values.descriptor.element, gradient) {
        case (.float32, let gradient?): onecycle_selu_backward(values.floats, gradient.floats, values.count)
        case (.float32, nil): onecycle_selu(values.floats, values.count)
        case (.bfloat16, let gradient?): onecycle_selu_backward_bf16(values.halves, gradient.halves, values.count)
        case (.bfloat16, nil): onecycle_selu_bf16(values.halves, values.count)
        }
    }
}

/// destination = f(source)
private final class CustomActivationStep: Step {
    let purpose: String
    var implementation: String { "swift" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [source.buffer, destination.buffer] }
    private let function: CustomActivation
    private let source: Memory
    private let destination: Memory

    init(_ function: CustomActivation, _ source: Memory, to destination: Memory) {
        self.function = function
        self.source = source
        self.destination = destination
        purpose = "\(function.name) of " + shapeText(source.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        for index in 0..<source.count { destination.floats[index] = function.value(source.floats[index]) }
    }
}

/// gradient = gradient f'(source)
private final class CustomActivationGradientStep: Step {
    let purpose: String
    var implementation: String { "swift" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [source.buffer, gradient.buffer] }
    private let function: CustomActivation
    private let source: Memory
    private let gradient: Memory

    init(_ function: CustomActivation, _ source: Memory, gradient: Memory) {
        self.function = function
        self.source = source
        self.gradient = gradient
        purpose = "gradient of \(function.name) of " + shapeText(source.descriptor.dims)
    }

    func callAsFunction() throws(OneDNNError) {
        for index in 0..<source.count { gradient.floats[index] *= function.derivative(source.floats[index]) }
    }
}
