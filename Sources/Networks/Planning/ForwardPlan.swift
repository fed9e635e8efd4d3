import OneDNN

/// The forward operations of a network for one batch size, with the layouts that oneDNN chose; no memory yet.
struct ForwardPlan {
    let nodes: [any Node]
    /// Layout of the batch of images: `.nchw` or `.nhwc`.
    let input: MemoryDescriptor

    /// - Parameters:
    ///   - layers: the network's.
    ///   - image: the shape of an image.
    ///   - channelsLast: whether activations lie [N, H, W, C].
    ///   - weights: layouts that are fixed already, by layer; oneDNN chooses the others.
    init(
        _ layers: LayerSequence, of image: ImageShape, batchSize: Int, _ propagation: Propagation, channelsLast: Bool,
        weights: [String: MemoryDescriptor], on engine: Engine
    ) throws(OneDNNError) {
        var planner = SequencePlanner(
            propagation: propagation, channelsLast: channelsLast, weights: weights, engine: engine)
        let images = try MemoryDescriptor(image.batch(of: batchSize), .nchw)
        nodes = try planner.plan(layers, of: images, isNetwork: true)
        input = nodes.first?.source ?? images
    }

    /// The layouts of convolution weights, by layer.
    var weightLayouts: [String: MemoryDescriptor] { nodes.weightLayouts }
}

extension [any Node] {
    /// The layouts of convolution weights in all nodes, by layer.
    var weightLayouts: [String: MemoryDescriptor] {
        reduce(into: [:]) { layouts, node in layouts.merge(node.weightLayouts) { first, _ in first } }
    }
}
