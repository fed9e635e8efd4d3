import Plotting
import Statistics
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
    /// Losses above it are excluded from averages, which would keep them for hundreds of steps; nil without losses.
    let limit: Double?
    /// Number of these losses.
    let blowUps: Int

    init(_ histories: [History], smoothing: Smoothing, spread: Spread) {
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
        let stepsPerEpoch = histories.stepsPerEpoch
        func smooth(_ values: [Double]) -> [Double] { smoothing.averages(of: values, stepsPerEpoch: stepsPerEpoch) }
        loss = LossSeries(
            raw: losses.first ?? [], averaged.map(smooth), histories.map { $0.epochs.map(\.validLoss) },
            outcomes,
            spread, side: .left)
        accuracy = LossSeries(
            raw: columns.first?.accuracy ?? [], columns.map { smooth($0.accuracy) },
            histories.map { $0.epochs.map { $0.accuracy * 100 } }, outcomes, spread, side: .right)
        let epochs = histories.max { $0.epochs.count < $1.epochs.count }?.epochs ?? []
        epochEnds = epochs.map { epoch in longest.epochEnds[epoch.epoch].map { StepAxis.end($0 + 1) } ?? .nan }
    }
}
