import Datasets
import Networks
import OneDNN
import Parallel

/// A model made ready for batches from one set: gather, forward, loss, backward.
///
/// A batch is computed in parts (`BatchParts`), side by side on the model's team. A part has activations and gradients of
/// its own and runs on one thread. Sums over parts have a fixed order. So the number of threads changes no bit. If layers
/// need sums over the whole batch, the parts meet within a pass (`Meeting`).
final class BoundBatch: PartedWork {
    private let model: Model
    /// By number of images.
    private let batches: [Int: Batch]
    private let gradients: [AlignedBuffer]
    private let images: BatchGather
    private let indices: UnsafeMutableBufferPointer<Int32>
    private let labels: UnsafeMutableBufferPointer<Int32>

    /// The batch that was gathered last.
    private var batch = Batch()
    private var draws: (seed: UInt64, epoch: Int) = (0, 0)
    private var work = Work.backward(segment: 0)

    /// Batches of one size.
    private struct Batch {
        var size = 0
        var parts: [BatchPart] = []
        /// The gradients of all parts after the first.
        var gradients: [UnsafePointer<Float>?] = []
        /// The work between the segments of each pass.
        var meetings: (forward: [() -> Void], backward: [() -> Void]) = ([], [])
        var lossTimer = WorkTimer()
        var sumTimer = WorkTimer()
    }

    /// The work that the parts do in parallel.
    private enum Work {
        case forward(segment: Int, seed: UInt64, step: Int)
        case backward(segment: Int)
    }

    /// - Parameters:
    ///   - scaling: of each of the data's planes, [P].
    ///   - whole: images of a whole batch.
    ///   - sizes: images of the batches that will be gathered, each at most `whole`.
    ///   - propagation: `.training` to compute gradients too.
    ///   - augmentation: nil: the images are shown unchanged.
    init(
        _ model: Model, on data: ImageDataset, scaling: [PixelScaling], whole: Int, sizes: Set<Int>,
        _ propagation: Propagation, augmentation: Augmentation? = nil, profiler: Profiler? = nil
    ) throws(OneDNNError) {
        self.model = model
        let split = BatchParts(of: whole, model.definition, propagation)
        var gradients: [AlignedBuffer] = []
        if propagation == .training {
            gradients = split.ranges(of: sizes.max() ?? 0).dropFirst().map { _ in model.parameters.makeGradients() }
        }
        // Batches of two sizes share their whole parts.
        var parts: [Range<Int>: BatchPart] = [:]
        var batches: [Int: Batch] = [:]
        let purpose = propagation == .training ? "training" : "validation"
        for size in sizes {
            var batch = Batch(size: size, lossTimer: WorkTimer(profiler, "loss of \(size) samples, \(purpose)"))
            for (place, range) in split.ranges(of: size).enumerated() {
                let own = place > 0 && propagation == .training ? gradients[place - 1] : nil
                if parts[range] == nil {
                    parts[range] = try BatchPart(
                        model, on: data, scaling: scaling, range, propagation, gradients: own,
                        augmentation: augmentation, profiler: profiler?.makePart())
                }
                if let part = parts[range] { batch.parts.append(part) }
                if let own { batch.gradients.append(UnsafePointer(own.floats)) }
            }
            if !batch.gradients.isEmpty {
                batch.sumTimer = WorkTimer(profiler, "sum of the gradients of \(batch.parts.count) parts")
            }
            let passes = batch.parts.map(\.passes)
            batch.meetings = (Self.meetings(of: passes.map(\.forward)), Self.meetings(of: passes.map(\.backward)))
            batches[size] = batch
        }
        self.batches = batches
        self.gradients = gradients
        images = BatchGather(data, scaling: scaling)
        indices = .allocate(capacity: whole)
        labels = .allocate(capacity: whole)
    }

    /// The work of each meeting of some parts.
    private static func meetings(of parts: [Pass]) -> [() -> Void] {
        guard let first = parts.first else { return [] }
        return first.meetings.indices.map { place in first.meetings[place].combining(parts.map { $0.meetings[place] }) }
    }

    deinit {
        indices.deallocate()
        labels.deallocate()
    }

    /// Takes the next batch: its labels, and the places of its images. At the start of `forward` each part scales and
    /// augments its own images, on the core that computes them.
    /// - Parameters:
    ///   - indices: places in the set; as many as one of the sizes.
    ///   - seed: with `epoch`, fixes what augmentation draws.
    func gather(_ indices: ArraySlice<Int32>, seed: UInt64 = 0, epoch: Int = 0) {
        guard let next = batches[indices.count] else { preconditionFailure("batches of every size were made") }
        batch = next
        _ = self.indices.update(fromContentsOf: indices)
        images.labels(UnsafeBufferPointer(rebasing: self.indices[..<next.size]), into: labels)
        draws = (seed, epoch)
    }

    /// Computes the logits.
    /// - Parameter seed: with `step`, fixes what dropout draws.
    func forward(seed: UInt64 = 0, step: Int = 0) throws(OneDNNError) {
        for segment in 0...batch.meetings.forward.count {
            try compute(.forward(segment: segment, seed: seed, step: step))
            if segment < batch.meetings.forward.count { batch.meetings.forward[segment]() }
        }
    }

    /// The sums of the batch's losses. In training, it also computes the gradient of their mean with respect to the
    /// logits.
    func loss() -> SoftmaxCrossEntropy.Sums {
        batch.lossTimer {
            var sums = SoftmaxCrossEntropy.Sums()
            let labels = UnsafeBufferPointer(rebasing: labels[..<batch.size])
            for part in batch.parts { sums += part.loss(labels) }
            return sums
        }
    }

    /// Computes the gradients of the mean loss with respect to all parameters.
    func backward() throws(OneDNNError) {
        for segment in 0...batch.meetings.backward.count {
            try compute(.backward(segment: segment))
            if segment < batch.meetings.backward.count { batch.meetings.backward[segment]() }
        }
        if !batch.gradients.isEmpty {
            batch.sumTimer { model.team.sharingLoops { model.parameters.add(batch.gradients) } }
        }
    }

    /// Adds the last batch's logits, a row of `classes` per image.
    func appendLogits(to rows: inout [Float]) {
        for part in batch.parts { part.appendLogits(to: &rows) }
    }

    // MARK: Parts

    private func compute(_ work: Work) throws(OneDNNError) {
        self.work = work
        model.team.compute(batch.parts.count, of: self)
        for part in batch.parts { if let failure = part.failure { throw failure } }
    }

    func compute(part index: Int) {
        let part = batch.parts[index]
        part.failure = nil
        do throws(OneDNNError) {
            switch work {
            case .forward(let segment, let seed, let step):
                if segment == 0 {
                    part.gather(UnsafeBufferPointer(indices), seed: draws.seed, epoch: draws.epoch)
                }
                try part.forward(segment: segment, seed: seed, step: step)
            case .backward(let segment): try part.backward(segment: segment)
            }
        } catch { part.failure = error }
    }
}
