import OneDNN

/// A forward plan bound to memory: the steps in order, and for each node what its gradient will need.
struct ForwardBinding {
    /// A node with its values.
    struct Bound {
        let node: ForwardPlan.Node
        let source: Memory
        let destination: Memory
        /// What a maximum pooling or a fused ReLU remembers.
        var workspace: Memory?
        /// A batch's statistics.
        var mean: Memory?
        var variance: Memory?
        /// What a dropout multiplies gradients with.
        var mask: AlignedBuffer?
        var layers: [Bound] = []
        var shortcut: [Bound] = []
    }

    private(set) var steps: [any Step] = []
    let propagation: Propagation
    let parameters: ParameterBindings
    let dropoutKey: DropoutKey
    let scratchpad: Scratchpad
    let engine: Engine

    init(
        _ propagation: Propagation, _ parameters: ParameterBindings, dropoutKey: DropoutKey, scratchpad: Scratchpad,
        on engine: Engine
    ) {
        self.propagation = propagation
        self.parameters = parameters
        self.dropoutKey = dropoutKey
        self.scratchpad = scratchpad
        self.engine = engine
    }

    /// - Parameter source: the values that the first node takes; others may need them, so they are not written to.
    mutating func bind(_ nodes: [ForwardPlan.Node], source: Memory) throws(OneDNNError) -> [Bound] {
        var bound: [Bound] = []
        for node in nodes {
            let input = bound.last?.destination ?? source
            bound.append(try bind(node, source: input, mayOverwrite: bound.last?.node.leavesResultFree ?? false))
        }
        return bound
    }

    private mutating func bind(_ node: ForwardPlan.Node, source: Memory, mayOverwrite: Bool) throws(OneDNNError)
        -> Bound
    {
        switch node.kind {
        case .convolution, .linear:
            var bound = Bound(node: node, source: source, destination: try Memory(node.destination, on: engine))
            try append(&bound, parameters.values(of: node.layer))
            return bound
        case .batchNorm: return try batchNorm(node, source: source)
        case .activation:
            let isInPlace = node.isInPlace(mayOverwrite: mayOverwrite, propagation)
            let destination = isInPlace ? source : try Memory(node.destination, on: engine)
            var bound = Bound(node: node, source: source, destination: destination)
            if node.operation != nil {
                try append(&bound, [])
            } else {
                if !isInPlace { try copy(source, to: destination) }
                steps.append(SELUStep(destination))
            }
            return bound
        case .pool, .reorder:
            var bound = Bound(node: node, source: source, destination: try Memory(node.destination, on: engine))
            try append(&bound, [])
            return bound
        case .view:
            return Bound(node: node, source: source, destination: try source.viewed(as: node.destination, on: engine))
        case .dropout(let p, let isAlpha, let index):
            let isInPlace = node.isInPlace(mayOverwrite: mayOverwrite, propagation)
            let destination = isInPlace ? source : try Memory(node.destination, on: engine)
            if !isInPlace { try copy(source, to: destination) }
            let step = DropoutStep(destination, p: p, isAlpha: isAlpha, index: index, key: dropoutKey)
            steps.append(step)
            return Bound(node: node, source: source, destination: destination, mask: step.mask)
        case .residual(let layers, let shortcut):
            let main = try bind(layers, source: source)
            let side = try bind(shortcut, source: source)
            let destination = try Memory(node.destination, on: engine)
            if let operation = node.operation {
                let arguments: [(Execution.Argument, Memory)] = [
                    (.source, main.last?.destination ?? source), (.secondSource, side.last?.destination ?? source),
                    (.destination, destination),
                ]
                steps.append(try Execution(operation, arguments, scratchpad: scratchpad, on: engine))
            }
            return Bound(node: node, source: source, destination: destination, layers: main, shortcut: side)
        }
    }

    private mutating func batchNorm(_ node: ForwardPlan.Node, source: Memory) throws(OneDNNError) -> Bound {
        var bound = Bound(node: node, source: source, destination: try Memory(node.destination, on: engine))
        guard let statistics = parameters.statistics(of: node.layer) else { return bound }
        var arguments = parameters.scaleAndShift(of: node.layer)
        switch propagation {
        case .inference:
            arguments += [(.mean, statistics.mean), (.variance, statistics.variance)]
            try append(&bound, arguments)
        case .training:
            let layout = statistics.mean.descriptor
            let mean = try Memory(layout, on: engine)
            let variance = try Memory(layout, on: engine)
            (bound.mean, bound.variance) = (mean, variance)
            try append(&bound, arguments + [(.mean, mean), (.variance, variance)])
            let count = node.source.dims.reduce(1, *) / node.source.dims[1]
            steps.append(RunningStatisticsStep(statistics, mean: mean, variance: variance, count: count))
        }
        return bound
    }

    /// Adds a node's operation with source, destination, and the workspace it may ask for.
    private mutating func append(_ bound: inout Bound, _ more: [(Execution.Argument, Memory)]) throws(OneDNNError) {
        guard let operation = bound.node.operation else { return }
        var arguments = [(.source, bound.source), (.destination, bound.destination)] + more
        if propagation == .training, let layout = try? operation.layout(of: .workspace, dims: []), layout.byteCount > 0
        {
            let workspace = try Memory(layout, on: engine)
            bound.workspace = workspace
            arguments.append((.workspace, workspace))
        }
        steps.append(
            try Execution(operation, arguments, scratchpad: scratchpad, flops: bound.node.flops, on: engine))
    }

    private mutating func copy(_ source: Memory, to destination: Memory) throws(OneDNNError) {
        let operation = try Operation.reorder(from: source.descriptor, to: destination.descriptor, on: engine)
        steps.append(
            try Execution(
                operation, [(.source, source), (.destination, destination)], scratchpad: scratchpad, on: engine))
    }
}
