public import OneDNN

/// A network made ready for one batch size: its operations bound to memory once, executed each step.
///
/// Several executables of other sizes may share the same `Parameters`. Executing allocates nothing here, makes no
/// descriptor and lays out no weight anew, but for the copy that a data gradient wants transposed.
public final class Executable {
    /// Number of images.
    public let batchSize: Int
    /// The batch of images to fill before `forward`.
    public var input: UnsafeMutablePointer<Float> { images.floats }
    /// How the images lie in `input`.
    public let inputLayout: ImageLayout
    /// One row a sample; classes are the first values of a row.
    public let logits: LogitRows
    /// Gradient of the loss by each logit, to fill before `backward`; like `logits`. Nil for inference.
    public let logitGradients: LogitRows?

    private var profiled: (profiler: Profiler, forward: Int, backward: Int)?
    private let forwardSteps: [any Step]
    private let backwardSteps: [any Step]
    private let images: Memory
    private let output: Memory
    private let outputGradient: Memory?
    private let dropoutKey: DropoutKey
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
        let images = try Memory(plan.input, on: engine)
        let key = DropoutKey()
        var forward = ForwardBinding(propagation, bindings, dropoutKey: key, scratchpad: scratchpad, on: engine)
        let bound = try forward.bind(plan.nodes, source: images)
        let output = bound.last?.destination ?? images
        // With one pixel a channel, every layout oneDNN knows is rows.
        let stride = output.floatCount / batchSize

        var backward = BackwardBinding(bindings, scratchpad: scratchpad, on: engine)
        if propagation == .training {
            let gradient = try Memory(output.descriptor, on: engine)
            try backward.bind(bound, gradient: gradient)
            logitGradients = LogitRows(floats: gradient.floats, stride: stride)
            outputGradient = gradient
        } else {
            logitGradients = nil
            outputGradient = nil
        }

        self.batchSize = batchSize
        self.images = images
        self.output = output
        inputLayout = try plan.input.isLaid(out: .nhwc) && definition.input.channels > 1 ? .nhwc : .nchw
        logits = LogitRows(floats: output.floats, stride: stride)
        dropoutKey = key
        forwardSteps = forward.steps
        backwardSteps = backward.steps
        self.parameters = parameters
    }

    /// Logits of the images in `input`.
    public func forward() throws(OneDNNError) {
        try run(forwardSteps, at: profiled?.forward)
        if outputGradient != nil { parameters.batchesSeen += 1 }
    }

    /// Fixes what the dropouts of the next forward pass draw.
    public func setRandomness(seed: UInt64, step: Int) {
        dropoutKey.seed = seed
        dropoutKey.step = UInt64(step)
    }

    /// Gradients of all parameters from `logitGradients`, into `Parameters.gradients`.
    public func backward() throws(OneDNNError) {
        try run(backwardSteps, at: profiled?.backward)
    }

    /// Times every step from now on.
    public func profile(with profiler: Profiler) {
        profiled = (profiler, profiler.register(forwardSteps), profiler.register(backwardSteps))
    }

    private func run(_ steps: [any Step], at first: Int?) throws(OneDNNError) {
        guard let first, let profiler = profiled?.profiler else {
            for step in steps { try step() }
            return
        }
        for (offset, step) in steps.enumerated() {
            try profiler.measure(first + offset) { () throws(OneDNNError) in try step() }
        }
    }

    /// Bytes of the memory it works on, but for that of the parameters.
    public var byteCount: Int {
        let shared = [parameters.values, parameters.gradients].map(ObjectIdentifier.init)
        var counted = Set(shared)
        let all = [images.buffer, output.buffer] + (forwardSteps + backwardSteps).flatMap(\.buffers)
        return all.reduce(0) { sum, buffer in
            counted.insert(ObjectIdentifier(buffer)).inserted
                ? sum + buffer.floatCount * MemoryLayout<Float>.stride : sum
        }
    }

    /// Operations in order, forward and then backward, with oneDNN's name of each implementation.
    public var implementations: [(purpose: String, implementation: String)] {
        (forwardSteps + backwardSteps).map { ($0.purpose, $0.implementation) }
    }
}
