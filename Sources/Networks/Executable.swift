public import OneDNN

/// A network made ready for one batch size: its operations bound to memory once, executed each step.
///
/// Several executables of other sizes may share the same `Parameters`. Executing allocates nothing here, makes no
/// descriptor and lays out no weight anew, but for the copy that a data gradient wants transposed.
public final class Executable {
    /// Number of images.
    public let batchSize: Int
    /// The batch of images to fill before `forward`.
    public let input: UnsafeMutablePointer<Float>
    /// How the images lie in `input`.
    public let inputLayout: ImageLayout
    /// One row a sample; classes are the first values of a row.
    public let logits: LogitRows
    /// Gradient of the loss by each logit, to fill before `backward`; like `logits`. Nil for inference.
    public let logitGradients: LogitRows?

    private let forwardSteps: [Execution]
    private let backwardSteps: [Execution]
    private let memories: [Memory]
    private let parameters: Parameters

    /// Two plain orders of a batch of images.
    public enum ImageLayout: Sendable {
        /// [N, C, H, W]
        case nchw
        /// [N, H, W, C]
        case nhwc
    }

    /// Rows of values with a stride.
    public struct LogitRows {
        /// The first row's first value.
        public let floats: UnsafeMutablePointer<Float>
        /// Floats from one row to the next.
        public let stride: Int
    }

    /// - Parameters:
    ///   - definition: the network.
    ///   - batchSize: number of images, at least 1.
    ///   - propagation: `.training` prepares the backward pass too.
    ///   - parameters: values and gradients, laid out for `definition`.
    /// - Throws: `OneDNNError` where an operation cannot be computed on this CPU.
    public init(
        _ definition: NetworkDefinition, batchSize: Int, _ propagation: Propagation, _ parameters: Parameters,
        on engine: Engine
    ) throws(OneDNNError) {
        let bindings = ParameterBindings(parameters)
        let plan = try ForwardPlan(
            definition, batchSize: batchSize, propagation, weights: bindings.weightLayouts, on: engine)
        let scratchpad = Scratchpad(on: engine)
        let input = try Memory(plan.input, on: engine)

        var steps: [Execution] = []
        var activations = [input]
        for node in plan.nodes {
            let source = activations[activations.count - 1]
            let destination = try Memory(node.destination, on: engine)
            var arguments: [(Execution.Argument, Memory)] = [(.source, source), (.destination, destination)]
            if case .convolution = node.kind { arguments += bindings.values(of: node.layer) }
            steps.append(try Execution(node.operation, arguments, scratchpad: scratchpad, on: engine))
            activations.append(destination)
        }
        let output = activations[activations.count - 1]
        let stride = try Executable.rowStride(of: output.descriptor)

        var backward = BackwardPlan(bindings: bindings, scratchpad: scratchpad, engine: engine)
        if propagation == .training {
            try backward.build(plan, activations: activations)
            guard let gradient = backward.outputGradient else { preconditionFailure("a network has an output") }
            logitGradients = LogitRows(floats: gradient.floats, stride: stride)
        } else {
            logitGradients = nil
        }

        self.batchSize = batchSize
        self.input = input.floats
        inputLayout = try plan.input.isLaid(out: .nhwc) && definition.input.channels > 1 ? .nhwc : .nchw
        logits = LogitRows(floats: output.floats, stride: stride)
        forwardSteps = steps
        backwardSteps = backward.steps
        memories = activations + backward.memories
        self.parameters = parameters
    }

    /// Logits of the images in `input`.
    public func forward() throws(OneDNNError) {
        for step in forwardSteps { try step() }
    }

    /// Gradients of all parameters from `logitGradients`, into `Parameters.gradients`.
    public func backward() throws(OneDNNError) {
        for step in backwardSteps { try step() }
    }

    /// Operations in order, forward and then backward, with oneDNN's name of each implementation.
    public var implementations: [(purpose: String, implementation: String)] {
        (forwardSteps + backwardSteps).map { ($0.purpose, $0.implementation) }
    }

    /// Floats from one sample's logits to the next. With one pixel a channel, every layout oneDNN knows is rows.
    private static func rowStride(of output: MemoryDescriptor) throws(OneDNNError) -> Int {
        let rows = output.dims[0]
        return output.byteCount / MemoryLayout<Float>.stride / rows
    }
}

/// The memory of parameters by layer.
struct ParameterBindings {
    private var slots: [Int: (weight: Parameters.Slot?, bias: Parameters.Slot?)] = [:]

    init(_ parameters: Parameters) {
        for slot in parameters.slots {
            if slot.parameter.isBias {
                slots[slot.parameter.layer, default: (nil, nil)].bias = slot
            } else {
                slots[slot.parameter.layer, default: (nil, nil)].weight = slot
            }
        }
    }

    var weightLayouts: [Int: MemoryDescriptor] { slots.compactMapValues { $0.weight?.descriptor } }

    func weight(of layer: Int) -> Parameters.Slot? { slots[layer]?.weight }
    func bias(of layer: Int) -> Parameters.Slot? { slots[layer]?.bias }

    func values(of layer: Int) -> [(Execution.Argument, Memory)] {
        var values: [(Execution.Argument, Memory)] = []
        if let weight = slots[layer]?.weight { values.append((.weights, weight.value)) }
        if let bias = slots[layer]?.bias { values.append((.bias, bias.value)) }
        return values
    }
}
