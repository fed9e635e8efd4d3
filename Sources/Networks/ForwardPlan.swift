import OneDNN

/// The forward operations of a network for one batch size, with the layouts oneDNN settled on; no memory yet.
///
/// An activation behind a convolution, a linear layer or a batch normalization is computed with it where oneDNN can.
struct ForwardPlan {
    /// One operation with its input's and output's layout.
    struct Node {
        enum Kind {
            case convolution(weights: MemoryDescriptor, window: Window, bias: Bool, fused: Activation?)
            case linear(bias: Bool, fused: Activation?)
            case batchNorm(fusesReLU: Bool)
            case activation(Activation)
            case pool(Pooling, PoolingWindow)
            /// The same values in the destination's layout.
            case reorder
            /// The same bytes under the destination's descriptor.
            case view
            /// Number `index` of the network's dropouts.
            case dropout(p: Double, isAlpha: Bool, index: Int)
            case residual(layers: [Node], shortcut: [Node])
        }
        let kind: Kind
        /// Path of the layer its parameters belong to.
        let layer: String
        /// nil where oneDNN has nothing to compute.
        let operation: PrimitiveDescriptor?
        let source: MemoryDescriptor
        let destination: MemoryDescriptor
        /// Floating-point operations of the forward pass.
        var flops = 0.0

        /// Whether it or what it holds has parameters.
        var isTrained: Bool {
            switch kind {
            case .convolution, .linear, .batchNorm: true
            case .residual(let layers, let shortcut): (layers + shortcut).contains(where: \.isTrained)
            default: false
            }
        }

        /// Whether nobody needs its result but the node behind it. A view shares what came before it.
        var leavesResultFree: Bool {
            switch kind {
            case .convolution(_, _, _, let fused), .linear(_, let fused): fused == nil
            case .batchNorm(let fusesReLU): !fusesReLU
            case .pool, .reorder, .residual: true
            case .activation, .view, .dropout: false
            }
        }

        /// Whether its result takes the place of its source.
        /// - Parameter mayOverwrite: whether nobody else needs the source.
        func isInPlace(mayOverwrite: Bool, _ propagation: Propagation) -> Bool {
            switch kind {
            case .activation(let activation):
                mayOverwrite && (propagation == .inference || activation.derivativeNeedsResultOnly)
            case .dropout: mayOverwrite
            default: false
            }
        }
    }

    let nodes: [Node]
    /// Layout of the batch of images: `.nchw` or `.nhwc`.
    let input: MemoryDescriptor

    /// - Parameter weights: layouts that are already fixed, by layer; the others are left to oneDNN.
    init(
        _ definition: NetworkDefinition, batchSize: Int, _ propagation: Propagation,
        weights: [String: MemoryDescriptor],
        on engine: Engine
    ) throws(OneDNNError) {
        var planner = SequencePlanner(
            propagation: propagation, channelsLast: definition.hasNarrowActivations, weights: weights, engine: engine)
        let images = try MemoryDescriptor(definition.input.batch(of: batchSize), .nchw)
        nodes = try planner.plan(LayerSequence(definition.layers, path: ""), of: images, isNetwork: true)
        if let first = nodes.first { input = first.source } else { input = images }
    }

    /// The layouts of convolution and linear weights, by layer.
    var weightLayouts: [String: MemoryDescriptor] {
        var layouts: [String: MemoryDescriptor] = [:]
        func visit(_ nodes: [Node]) {
            for node in nodes {
                switch node.kind {
                case .convolution(let weights, _, _, _): layouts[node.layer] = weights
                case .residual(let layers, let shortcut): visit(layers + shortcut)
                default: break
                }
            }
        }
        visit(nodes)
        return layouts
    }
}
