import Datasets
import Networks
import Schedules
import Training

/// A short training under a schedule, measured on validation images.
struct RateTrial {
    /// Mean cross-entropy over the validation images, in nats; nil if the training diverged.
    private(set) var loss: Double?
    /// Share of right answers; nil if the training diverged.
    private(set) var accuracy: Double?

    /// Trains a fresh network; it does not affect later trainings.
    /// - Parameters:
    ///   - setup: network, data and optimizer; its weights and batches are those of `seed`.
    ///   - schedule: over all `steps` steps.
    /// - Throws: the errors of a training.
    init(_ setup: TrainingSetup, schedule: any Schedule, steps: Int, seed: UInt64) throws {
        let trainer = try Trainer(setup, seed: seed)
        let divergence = DivergenceGuard()
        try trainer.train(steps: steps, validating: false, callbacks: [ScheduleCallback(schedule), divergence])
        guard !divergence.hasDiverged, trainer.model.parameters.areFinite else { return }
        let evaluator = try Evaluator(
            trainer.model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: setup.batches.validSize)
        let validation = try evaluator.validate()
        guard validation.loss.isFinite else { return }
        (loss, accuracy) = (validation.loss, validation.accuracy)
    }
}
