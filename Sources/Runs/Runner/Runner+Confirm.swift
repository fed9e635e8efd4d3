import Datasets
import Networks
import Parallel
import RangeTest
import Schedules
public import Specs
import Training

extension Runner {
    /// Trains briefly at a third, once and three times the recommended rate, with the spec's own schedule scaled to the rate.
    /// - Throws: `LRSuggestionError` without a recommended rate; `RateError` if the spec's schedule has no rate; the errors of
    ///   a training.
    public func confirm(_ resolved: ResolvedSpec, _ record: FinderRecord) throws -> RateConfirmation {
        let rate = try record.suggestedLR(.recommended)
        let spec = try (resolved.awaitsRangeTest ? resolved.filled(from: record) : resolved).spec
        var setup = try resolved.makeSetup(on: data.load(spec.data).split)
        setup.threads = 1
        let stepsPerEpoch = try setup.order(seed: 0).stepsPerEpoch
        let steps = min(spec.totalSteps(stepsPerEpoch: stepsPerEpoch), RateConfirmation.maxSteps)
        let schedule = try spec.makeSchedule(stepsPerEpoch: stepsPerEpoch)
        let peak = schedule.over(steps: steps).map(\.lr).max() ?? 0
        let seeds = Array(spec.lrFinder.seeds.prefix(RateConfirmation.maxSeeds))
        let rates = RateConfirmation.times.map { $0 * rate }
        let found = try Workers.map(rates.count * seeds.count, threads: options.jobs) { [setup] index in
            let scaled = ScaledSchedule(base: schedule, factor: peak > 0 ? rates[index / seeds.count] / peak : 0)
            return try RateTrial(setup, schedule: scaled, steps: steps, seed: seeds[index % seeds.count])
        }
        let trials = rates.indices.map { place in
            let own = found[place * seeds.count..<(place + 1) * seeds.count]
            return RateConfirmation.Trial(
                times: RateConfirmation.times[place], lr: rates[place], losses: own.map(\.loss),
                accuracies: own.map(\.accuracy))
        }
        return RateConfirmation(steps: steps, seeds: seeds, trials: trials)
    }
}

/// A schedule with every rate times a factor.
private struct ScaledSchedule: Schedule {
    let base: any Schedule
    let factor: Double

    var moves: MovedHyperparameters { base.moves }

    func formula(at step: Int, of total: Int) -> ScheduledValues {
        var values = base.over(steps: total)[step]
        values.lr *= factor
        return values
    }
}

/// A short training under a schedule, measured on validation images.
private struct RateTrial {
    /// Mean cross-entropy over the validation images, in nats; nil if the training diverged.
    private(set) var loss: Double?
    /// Accuracy, 0...1; nil if the training diverged.
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
