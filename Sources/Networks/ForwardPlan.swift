import OneDNN

/// The forward operations of a network for one batch size, with the layouts oneDNN settled on; no memory yet.
///
/// An activation behind a convolution is computed with it. The order of the plan is the order of the layers.
struct ForwardPlan {
    /// One operation: what it is, its input's and output's layout.
    struct Node {
        enum Kind {
            case convolution(weights: MemoryDescriptor, window: Window, bias: Bool, fused: Activation?)
            case activation(Activation)
            case globalAveragePool(kernel: (Int, Int))
        }
        let kind: Kind
        /// Index of the layer its parameters belong to.
        let layer: Int
        let operation: PrimitiveDescriptor
        let source: MemoryDescriptor
        let destination: MemoryDescriptor
    }

    let nodes: [Node]
    /// Layout of the batch of images: `.nchw` or `.nhwc`.
    let input: MemoryDescriptor

    /// The layouts of convolution weights, by layer.
    var weightLayouts: [Int: MemoryDescriptor] {
        var layouts: [Int: MemoryDescriptor] = [:]
        for node in nodes {
            if case .convolution(let weights, _, _, _) = node.kind { layouts[node.layer] = weights }
        }
        return layouts
    }

    /// - Parameter weights: layouts that are already fixed, by layer; the others are left to oneDNN.
    init(
        _ definition: NetworkDefinition, batchSize: Int, _ propagation: Propagation, weights: [Int: MemoryDescriptor],
        on engine: Engine
    ) throws(OneDNNError) {
        let builder = ForwardNodeBuilder(
            propagation: propagation, engine: engine, channelsLast: definition.hasNarrowActivations)
        let inputDims = definition.input.batch(of: batchSize)
        var nodes: [Node] = []
        var layer = 0
        while layer < definition.layers.count {
            let dims = definition.shapes[layer + 1].batch(of: batchSize)
            let source: MemoryDescriptor
            if let last = nodes.last {
                source = last.destination
            } else {
                source = try MemoryDescriptor(inputDims, .nchw)
            }
            switch definition.layers[layer] {
            case .convolution(_, let window, let bias):
                var fused: Activation?
                if layer + 1 < definition.layers.count, case .activation(let next) = definition.layers[layer + 1] {
                    fused = next
                }
                let convolution = ForwardNodeBuilder.Convolution(
                    layer: layer, window: window, bias: bias, fused: fused, weights: weights[layer])
                nodes.append(
                    nodes.isEmpty
                        ? try builder.firstConvolution(convolution, imageDims: inputDims, to: dims)
                        : try builder.convolution(convolution, of: source, to: dims))
                if fused != nil { layer += 1 }
            case .activation(let activation):
                nodes.append(try builder.activation(activation, layer: layer, of: source))
            case .globalAveragePool:
                nodes.append(try builder.globalAveragePool(layer: layer, of: source, to: dims))
            case .flatten:
                break  // Values of one pixel a channel are rows already.
            }
            layer += 1
        }
        self.nodes = nodes
        if let first = nodes.first { input = first.source } else { input = try MemoryDescriptor(inputDims, .nchw) }
    }
}
