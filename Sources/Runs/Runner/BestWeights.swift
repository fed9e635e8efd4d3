import Foundation
import Specs
import Training

/// Keeps the weights after the best validation so far, the first of equals.
final class BestWeights: ResumableCallback {
    /// The network as a file; nil before a validation with a finite value.
    private(set) var file: Data?
    /// The validation of `file`.
    private(set) var epoch = 0
    private let kind: KeptWeights
    private let model: Model
    private var best = 0.0

    init(by kind: KeptWeights, of model: Model) {
        self.kind = kind
        self.model = model
    }

    /// What a summary records; nil without weights.
    var record: RunSummary.KeptBest? { file.map { _ in .init(by: kind, epoch: epoch) } }

    func epochEnd(_ state: TrainingState) throws {
        guard let validation = state.validation else { return }
        let value = kind == .loss ? validation.loss : validation.accuracy
        guard value.isFinite, validation.loss.isFinite else { return }
        guard file == nil || (kind == .loss ? value < best : value > best) else { return }
        file = try model.safetensors()
        (best, epoch) = (value, state.epoch)
    }

    let resumeName = "best_weights"

    func save() -> CallbackState {
        guard let file else { return CallbackState() }
        return CallbackState(numbers: ["validation": [Double(epoch), best]], bytes: ["model": file])
    }

    func restore(_ saved: CallbackState, _ state: TrainingState) throws {
        guard let file = saved.bytes["model"] else { return }
        let numbers = try saved.numbers("validation", of: self)
        guard numbers.count == 2, let epoch = Int(exactly: numbers[0]) else {
            throw TrainingPointError.callback(resumeName)
        }
        (self.file, self.epoch, best) = (file, epoch, numbers[1])
    }
}
