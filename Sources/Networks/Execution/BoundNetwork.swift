import OneDNN

/// A network's forward and backward steps, bound to memory; or only the bytes of that memory, if its allocator plans.
struct BoundNetwork {
    let images: Memory
    let output: Memory
    /// nil for inference.
    let outputGradient: Memory?
    let forwardSteps: [any Step]
    let backwardSteps: [any Step]
    let dropoutKey: DropoutKey

    init(
        _ definition: NetworkDefinition, batchSize: Int, _ propagation: Propagation, _ parameters: Parameters,
        _ place: PartPlace, _ allocator: TensorAllocator
    ) throws(OneDNNError) {
        let bindings = try parameters.bindings(gradients: place.gradients)
        dropoutKey = DropoutKey(firstImage: place.firstImage)
        let plan = try ForwardPlan(
            definition, batchSize: batchSize, propagation, weights: bindings.weightLayouts, on: allocator.engine)
        let scratchpad = Scratchpad(on: allocator.engine)
        images = try allocator.memory(plan.input, for: "")
        var forward = ForwardBinder(
            propagation, bindings, dropoutKey: dropoutKey, scratchpad: scratchpad, allocator)
        let bound = try plan.nodes.bind(images, with: &forward)
        output = bound.last?.destination ?? images
        forwardSteps = forward.steps
        var backward = BackwardBinder(bindings, scratchpad: scratchpad, allocator)
        if propagation == .training {
            let gradient = try allocator.memory(output.descriptor, for: bound.last?.layer ?? "")
            _ = try backward.bind(
                bound, Gradient(memory: gradient, isOwned: false), needsSource: false, giver: "")
            outputGradient = gradient
        } else {
            outputGradient = nil
        }
        backwardSteps = backward.steps
    }
}
