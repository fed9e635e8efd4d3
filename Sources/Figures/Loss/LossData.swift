import Plotting
import Text
import Training

/// The data of a loss figure: columns of histories, averaged over steps and seeds.
struct LossData {
    /// Steps of the longest history: the horizontal places of all columns.
    let steps: [Double]
    let lr: [Double]
    /// NaN at steps without momentum.
    let momentum: [Double]
    /// Empty if it is not scheduled.
    let weightDecay: [Double]
    let loss: LossSeries
    /// In percent.
    let accuracy: LossSeries
    /// The end of every epoch.
    let epochEnds: [Double]
    let outcomes: SeedOutcomes
    /// Losses above it are excluded from averages, which would be of that one loss alone; nil without losses.
    let limit: Double?
    /// Number of these losses.
    let blowUps: Int
    /// Smoothed losses, one row per seed.
    let smoothedLosses: [[Double]]
    /// Smoothed accuracies in percent, one row per seed.
    let smoothedAccuracies: [[Double]]

    /// The validation losses, one row per seed.
    let validLosses: [[Double]]
    /// The validation accuracies in percent, one row per seed.
    let validAccuracies: [[Double]]

    init(_ run: RunCurves, spread: Spread) {
        let histories = run.histories
        let columns = histories.map { StepColumns($0.steps) }
        let losses = columns.map(\.loss)
        let longest = columns.max { $0.step.count < $1.step.count } ?? StepColumns([])
        let outcomes = SeedOutcomes(histories)
        let limit = RobustRange.blowUp(losses)
        self.outcomes = outcomes
        self.limit = limit
        blowUps = losses.reduce(0) { $0 + $1.count { $0 > limit ?? .infinity && $0 < .infinity } }
        steps = longest.step
        lr = longest.lr
        momentum = longest.momentum
        weightDecay = longest.weightDecay
        let averaged =
            blowUps == 0 ? losses : losses.map { $0.map { $0 > limit ?? .infinity ? .nan : $0 } }
        smoothedLosses = averaged.map { run.smoothed($0, areLosses: true) }
        smoothedAccuracies = columns.map { run.smoothed($0.accuracy, areLosses: false) }
        validLosses = histories.map { $0.epochs.map(\.validLoss) }
        validAccuracies = histories.map { $0.epochs.map { $0.accuracy * 100 } }
        loss = LossSeries(.loss, raw: losses.first ?? [], smoothedLosses, validLosses, outcomes, spread)
        accuracy = LossSeries(
            .accuracy, raw: columns.first?.accuracy ?? [], smoothedAccuracies, validAccuracies, outcomes, spread)
        let epochs = histories.max { $0.epochs.count < $1.epochs.count }?.epochs ?? []
        epochEnds = epochs.map { epoch in longest.epochEnds[epoch.epoch].map { StepAxis.end($0 + 1) } ?? .nan }
    }

    /// The part of a caption about losses that are excluded from averages; nil without such losses.
    var blowUpNote: String? {
        guard blowUps > 0, let limit else { return nil }
        return "losses above \(NumberText.short(limit, digits: 2)) are not averaged"
    }

    /// Accuracies, or errors if these span a decade.
    var answers: LossSeries {
        let errors = LossSeries(errorsOf: accuracy)
        return LossAxes.isLogarithmic(errors) ? errors : accuracy
    }
}
