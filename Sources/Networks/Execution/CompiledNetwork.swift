package import OneDNN

/// A network compiled for one batch size: its operations are bound to memory once and executed each step.
///
/// Compiled networks of several sizes may share `Parameters`. Several may compute the parts of one batch at the same time,
/// each with an engine and gradients of its own. Executing allocates nothing here and makes no descriptor. If an operation
/// reads weights in another form than the stored one, each pass derives that form again.
package final class CompiledNetwork {
    /// Number of images.
    package let batchSize: Int
    /// The batch of images to fill before `forward`.
    package var input: UnsafeMutablePointer<Float> { images.floats }
    /// Whether the images lie [N, H, W, C] in `input`; otherwise [N, C, H, W].
    package let inputIsChannelsLast: Bool
    /// Channels of an image in `input`: 1 if they are equal and the first layer takes one.
    package let inputChannels: Int
    /// One row per sample; its first values are the classes.
    package let logits: LogitRows
    /// Gradient of the loss by each logit, to fill before `backward`; like `logits`. Nil for inference.
    package let logitGradients: LogitRows?

    /// The segments of the forward pass, and the meetings between them.
    package private(set) var forwardPass: Pass
    /// Those of the backward pass.
    package private(set) var backwardPass: Pass
    private let images: Memory
    private let output: Memory
    private let outputGradient: Memory?
    private let dropoutKey: DropoutKey
    private let parameters: Parameters
    private let countsBatches: Bool

    /// Rows of values with a stride.
    package struct LogitRows {
        /// The first row's first value.
        package let floats: UnsafeMutablePointer<Float>
        /// Floats from one row to the next.
        package let stride: Int
    }

    /// - Parameters:
    ///   - definition: the network.
    ///   - batchSize: number of images, at least 1.
    ///   - propagation: `.training` prepares the backward pass too.
    ///   - parameters: values and gradients, laid out for `definition`.
    ///   - place: of its images in the batch, and where their gradients go.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    package init(
        _ definition: NetworkDefinition, batchSize: Int, _ propagation: Propagation, _ parameters: Parameters,
        _ place: PartPlace = .first, on engine: Engine
    ) throws(OneDNNError) {
        let allocator = TensorAllocator(isPlanning: false, on: engine)
        let bound = try BoundNetwork(definition, batchSize: batchSize, propagation, parameters, place, allocator)
        // With one pixel per channel, every layout that oneDNN knows is rows.
        let stride = bound.output.count / batchSize
        self.batchSize = batchSize
        images = bound.images
        output = bound.output
        outputGradient = bound.outputGradient
        inputIsChannelsLast = try bound.images.descriptor.isLaid(out: .nhwc) && bound.images.descriptor.dims[1] > 1
        inputChannels = bound.images.descriptor.dims[1]
        logits = LogitRows(floats: output.floats, stride: stride)
        logitGradients = outputGradient.map { LogitRows(floats: $0.floats, stride: stride) }
        dropoutKey = bound.dropoutKey
        forwardPass = Pass(bound.forwardSteps)
        backwardPass = Pass(bound.backwardSteps)
        self.parameters = parameters
        countsBatches = propagation == .training && place.firstImage == 0
    }

    /// Logits of the images in `input`, which are a whole batch.
    package func forward() throws(OneDNNError) {
        for segment in 0..<forwardPass.segments {
            try forward(segment: segment)
            if segment < forwardPass.alone.count { forwardPass.alone[segment]() }
        }
    }

    /// A segment of the forward pass. Before the next one, the parts of the batch meet.
    package func forward(segment: Int) throws(OneDNNError) {
        try forwardPass.run(segment)
        if countsBatches, segment == forwardPass.segments - 1 { parameters.batchesSeen += 1 }
    }

    /// Sets the randomness of the dropouts in the next forward pass.
    package func setRandomness(seed: UInt64, step: Int) {
        dropoutKey.seed = seed
        dropoutKey.step = UInt64(step)
    }

    /// Gradients of all parameters from `logitGradients`, into those of its place. Its images are a whole batch.
    package func backward() throws(OneDNNError) {
        for segment in 0..<backwardPass.segments {
            try backward(segment: segment)
            if segment < backwardPass.alone.count { backwardPass.alone[segment]() }
        }
    }

    /// A segment of the backward pass. Before the next one, the parts of the batch meet.
    package func backward(segment: Int) throws(OneDNNError) { try backwardPass.run(segment) }

    /// Times every step from now on.
    package func profile(with profiler: Profiler) {
        forwardPass.profile(with: profiler)
        backwardPass.profile(with: profiler)
    }

    /// Bytes of its memory, without the parameters'.
    package var byteCount: Int {
        let shared = [parameters.values, parameters.gradients].map(ObjectIdentifier.init)
        var counted = Set(shared)
        let all = [images.buffer, output.buffer] + (forwardPass.steps + backwardPass.steps).flatMap(\.buffers)
        return all.reduce(0) { sum, buffer in
            counted.insert(ObjectIdentifier(buffer)).inserted
                ? sum + buffer.floatCount * MemoryLayout<Float>.stride : sum
        }
    }

    /// Operations in order, forward and then backward, with oneDNN's name of each implementation.
    package var implementations: [(purpose: String, implementation: String)] {
        (forwardPass.steps + backwardPass.steps).map { ($0.purpose, $0.implementation) }
    }
}
