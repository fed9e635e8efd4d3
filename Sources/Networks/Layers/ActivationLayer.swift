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
            binder.append(function.step(source, to: destination))
        } else {
            if !isInPlace { try binder.copy(source, to: destination) }
            binder.append(Activation.seluStep(destination))
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
        guard let function = oneDNNFunction, self != .relu else {
            let owned = try binder.owned(gradient, for: layer)
            if case .custom(let function) = self {
                binder.append(function.gradientStep(source, gradient: owned.memory))
            } else {
                binder.append(ownGradientStep(destination, gradient: owned.memory))
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

extension Activation {
    /// SELU over a whole buffer, in place.
    fileprivate static func seluStep(_ values: Memory) -> LoopStep {
        let (floats, halves, count) = (values.floats, values.halves, values.count)
        let isHalf = values.descriptor.element == .bfloat16
        return LoopStep("selu of \(shapeText(values.descriptor.dims))", buffers: [values.buffer]) {
            isHalf ? onecycle_selu_bf16(halves, count) : onecycle_selu(floats, count)
        }
    }

    /// gradient = gradient f', by the results, of SELU or ReLU.
    fileprivate func ownGradientStep(_ results: Memory, gradient: Memory) -> LoopStep {
        let isSELU = self == .selu
        let (y, dy, halves, count) = (results.floats, gradient.floats, (results.halves, gradient.halves), results.count)
        let isHalf = results.descriptor.element == .bfloat16
        return LoopStep(
            "gradient of \(type) of \(shapeText(results.descriptor.dims))", buffers: [results.buffer, gradient.buffer]
        ) {
            switch (isSELU, isHalf) {
            case (true, false): onecycle_selu_backward(y, dy, count)
            case (true, true): onecycle_selu_backward_bf16(halves.0, halves.1, count)
            case (false, false): onecycle_relu_backward(y, dy, count)
            case (false, true): onecycle_relu_backward_bf16(halves.0, halves.1, count)
            }
        }
    }
}

extension CustomActivation {
    /// destination = f(source)
    fileprivate func step(_ source: Memory, to destination: Memory) -> LoopStep {
        let (x, y, count) = (source.floats, destination.floats, source.count)
        return LoopStep(
            "\(name) of \(shapeText(source.descriptor.dims))", by: "swift",
            buffers: [source.buffer, destination.buffer]
        ) { [value] in
            for index in 0..<count { y[index] = value(x[index]) }
        }
    }

    /// gradient = gradient f'(source)
    fileprivate func gradientStep(_ source: Memory, gradient: Memory) -> LoopStep {
        let (x, dy, count) = (source.floats, gradient.floats, source.count)
        return LoopStep(
            "gradient of \(name) of \(shapeText(source.descriptor.dims))", by: "swift",
            buffers: [source.buffer, gradient.buffer]
        ) { [derivative] in
            for index in 0..<count { dy[index] *= derivative(x[index]) }
        }
    }
}
