import OneDNN

/// The forward operations of a network for one batch size, with the layouts that oneDNN chose; no memory yet.
struct ForwardPlan {
    let nodes: [any Node]
    /// Layout of the batch of images: `.nchw` or `.nhwc`.
    let input: MemoryDescriptor

    /// - Parameters:
    ///   - definition: the network.
    ///   - weights: layouts that are fixed already, by layer; oneDNN chooses the others.
    init(
        _ definition: NetworkDefinition, batchSize: Int, _ propagation: Propagation,
        weights: [String: MemoryDescriptor], on engine: Engine
    ) throws(OneDNNError) {
        let element = definition.precision.element
        var planner = SequencePlanner(
            propagation: propagation, channelsLast: definition.hasNarrowActivations, of: element, weights: weights,
            imageChannels: definition.input.channels, engine: engine)
        let sequence = definition.sequence
        var dims = definition.input.batch(of: batchSize)
        if definition.hasEqualChannels, sequence.entries.first?.rule is Convolution { dims[1] = 1 }
        let images = try MemoryDescriptor(dims, .nchw, of: element)
        var nodes = try planner.plan(sequence, of: images, isNetwork: true)
        if element != .float32 { try Self.convertEnds(of: &nodes, from: images, on: engine) }
        self.nodes = nodes
        input = nodes.first?.source ?? images
    }

    /// Adds nodes that take the images and give the logits as float32.
    private static func convertEnds(of nodes: inout [any Node], from images: MemoryDescriptor, on engine: Engine)
        throws(OneDNNError)
    {
        guard let first = nodes.first, let last = nodes.last else { return }
        let isChannelsLast = try !first.source.isLaid(out: .nchw)
        let gathered = try MemoryDescriptor(images.dims, isChannelsLast ? .nhwc : .nchw)
        nodes.insert(
            try ReorderNode(layer: first.layer, from: gathered, to: first.source, on: engine), at: 0)
        let dims = last.destination.dims
        let logits = try MemoryDescriptor(dims, dims.count == 2 ? .nc : .nchw)
        nodes.append(try ReorderNode(layer: last.layer, from: last.destination, to: logits, on: engine))
    }

    /// The layouts of convolution weights, by layer.
    var weightLayouts: [String: MemoryDescriptor] { nodes.weightLayouts }
}
