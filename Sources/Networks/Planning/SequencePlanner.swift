import OneDNN

/// Plans the layers of a sequence one after the other, and the layers in residual ones.
struct SequencePlanner {
    let propagation: Propagation
    let engine: Engine
    /// Whether activations lie [N, H, W, C]; otherwise in blocks of channels.
    let channelsLast: Bool
    /// The numbers of activations.
    let element: MemoryDescriptor.Element
    /// Layouts of weights that are fixed already, by layer.
    var weights: [String: MemoryDescriptor]
    /// Channels of an image; the first layer may take one of equal ones.
    let imageChannels: Int
    /// Number of dropouts so far, in the order of the layers.
    private var dropouts = 0

    init(
        propagation: Propagation, channelsLast: Bool, of element: MemoryDescriptor.Element,
        weights: [String: MemoryDescriptor], imageChannels: Int, engine: Engine
    ) {
        self.propagation = propagation
        self.channelsLast = channelsLast
        self.element = element
        self.weights = weights
        self.imageChannels = imageChannels
        self.engine = engine
    }

    /// The number of the next dropout.
    mutating func nextDropout() -> Int {
        defer { dropouts += 1 }
        return dropouts
    }

    /// - Parameter isNetwork: whether these are the outermost layers. If so, the first may choose the images' layout, and
    ///   the last may leave its rows padded.
    mutating func plan(_ sequence: LayerSequence, of source: MemoryDescriptor, isNetwork: Bool) throws(OneDNNError)
        -> [any Node]
    {
        var nodes: [any Node] = []
        var index = 0
        let entries = sequence.entries
        while index < entries.count {
            let place = PlanningPlace(
                path: entries[index].path, source: nodes.last?.destination ?? source,
                following: index + 1 < entries.count ? entries[index + 1].rule.activation : nil,
                precedesMaximum: index + 1 < entries.count && entries[index + 1].rule.isMaximum,
                isFirst: isNetwork && nodes.isEmpty, isLast: isNetwork && index == entries.count - 1)
            let planned = try entries[index].rule.plan(place, with: &self)
            nodes += planned.nodes
            index += planned.includesFollowing ? 2 : 1
        }
        return nodes
    }
}

extension PlanningPlace {
    /// The activation behind a convolution or a linear layer, if oneDNN computes it together with the layer.
    var fused: Activation? {
        following.flatMap { $0.oneDNNFunction != nil && $0.derivativeNeedsResultOnly ? $0 : nil }
    }
}
