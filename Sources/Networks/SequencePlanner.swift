import OneDNN

/// Plans the layers of a sequence one after the other, those inside residual layers too.
struct SequencePlanner {
    private let builder: ForwardNodeBuilder
    private let weights: [String: MemoryDescriptor]
    private var dropouts = 0

    init(propagation: Propagation, channelsLast: Bool, weights: [String: MemoryDescriptor], engine: Engine) {
        builder = ForwardNodeBuilder(propagation: propagation, engine: engine, channelsLast: channelsLast)
        self.weights = weights
    }

    /// - Parameter isNetwork: whether these are the outermost layers: the first may then choose how images lie, and the
    ///   last may leave its rows padded.
    mutating func plan(_ sequence: LayerSequence, of source: MemoryDescriptor, isNetwork: Bool) throws(OneDNNError)
        -> [ForwardPlan.Node]
    {
        var nodes: [ForwardPlan.Node] = []
        var index = 0
        while index < sequence.entries.count {
            let entry = sequence.entries[index]
            let current = nodes.last?.destination ?? source
            var following: Activation?
            if index + 1 < sequence.entries.count, case .activation(let activation) = sequence.entries[index + 1].layer
            {
                following = activation
            }
            let fused = following.flatMap { $0.isInOneDNN && $0.derivativeNeedsResultOnly ? $0 : nil }
            switch entry.layer {
            case .convolution(let out, let window, let bias):
                let convolution = ForwardNodeBuilder.Convolution(
                    layer: entry.path, out: out, window: window, bias: bias, fused: fused, weights: weights[entry.path])
                nodes.append(
                    isNetwork && nodes.isEmpty
                        ? try builder.firstConvolution(convolution, of: current)
                        : try builder.convolution(convolution, of: current))
                if fused != nil { index += 1 }
            case .linear(let out, let bias):
                nodes.append(try builder.linear(layer: entry.path, out: out, bias: bias, fused: fused, of: current))
                if fused != nil { index += 1 }
            case .batchNorm:
                let fusesReLU = following == .relu
                nodes.append(try builder.batchNorm(layer: entry.path, fusesReLU: fusesReLU, of: current))
                if fusesReLU { index += 1 }
            case .activation(let activation):
                nodes.append(try builder.activation(activation, layer: entry.path, of: current))
            case .pool(let pooling, let window):
                nodes.append(try builder.pool(pooling, window, layer: entry.path, of: current))
            case .globalAveragePool:
                nodes.append(try builder.globalAveragePool(layer: entry.path, of: current))
            case .flatten:
                let isLast = isNetwork && index == sequence.entries.count - 1
                nodes += try builder.flatten(layer: entry.path, of: current, rowsMayBePadded: isLast)
            case .dropout(let p), .alphaDropout(let p):
                defer { dropouts += 1 }
                if builder.propagation == .inference || p == 0 { break }
                nodes += try builder.dropout(
                    p, isAlpha: entry.layer.type == "alpha_dropout", index: dropouts, layer: entry.path, of: current)
            case .residual(let layers, let shortcut):
                nodes.append(try residual(layers, shortcut, path: entry.path, of: current))
            }
            index += 1
        }
        return nodes
    }

    private mutating func residual(_ layers: [Layer], _ shortcut: [Layer], path: String, of source: MemoryDescriptor)
        throws(OneDNNError) -> ForwardPlan.Node
    {
        var main = try plan(LayerSequence(layers, path: path + ".layers."), of: source, isNetwork: false)
        var side = try plan(LayerSequence(shortcut, path: path + ".shortcut."), of: source, isNetwork: false)
        if main.isEmpty { main = try builder.copy(layer: path, of: source, to: source) }
        let sum = main.last?.destination ?? source
        let other = side.last?.destination ?? source
        if !other.isSameLayout(as: sum) { side += try builder.copy(layer: path, of: other, to: sum) }
        return ForwardPlan.Node(
            kind: .residual(layers: main, shortcut: side), layer: path,
            operation: try Operation.add(sum, on: builder.engine), source: source, destination: sum)
    }
}
