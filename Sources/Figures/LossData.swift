import Plotting
import Training

/// The columns of histories that a loss figure draws, averaged over steps and seeds.
struct LossData {
    /// Steps of the longest history: the horizontal places of all columns.
    var steps: [Double]
    var lr: [Double]
    /// Not a number where there is none.
    var momentum: [Double]
    var loss: LossSeries
    /// In percent.
    var accuracy: LossSeries
    /// The last step of every epoch.
    var epochEnds: [Double]
    /// How many histories hold a loss that is not finite.
    var diverged: Int

    init(_ histories: [History], smoothing: Smoothing, spread: Spread) {
        let longest = histories.max { $0.steps.count < $1.steps.count } ?? History()
        diverged = histories.count { $0.steps.contains { !$0.loss.isFinite } }
        steps = longest.steps.map { Double($0.step) }
        lr = longest.steps.map(\.lr)
        momentum = longest.steps.map { $0.momentum ?? .nan }
        loss = LossSeries(
            histories, smoothing, spread, side: .left, step: { $0.loss }, epoch: { $0.validLoss })
        accuracy = LossSeries(
            histories, smoothing, spread, side: .right, step: { $0.accuracy * 100 }, epoch: { $0.accuracy * 100 })
        var ends: [Int: Int] = [:]
        for record in longest.steps { ends[record.epoch] = record.step }
        let epochs = histories.max { $0.epochs.count < $1.epochs.count }?.epochs ?? []
        epochEnds = epochs.map { epoch in ends[epoch.epoch].map(Double.init) ?? .nan }
    }
}

/// One quantity of a loss figure.
struct LossSeries {
    let side: AxisSide
    /// The first seed's, step by step.
    let raw: [Double]
    /// Of the averaged curves, over seeds.
    let average: SeedStatistics
    /// Mean over seeds, epoch by epoch.
    let validation: [Double]
    /// Whether there are several seeds.
    let band: Bool

    init(
        _ histories: [History], _ smoothing: Smoothing, _ spread: Spread, side: AxisSide,
        step: (StepRecord) -> Double, epoch: (EpochRecord) -> Double
    ) {
        self.side = side
        raw = histories.first?.steps.map(step) ?? []
        average = SeedStatistics(histories.map { smoothing($0.steps.map(step)) }, spread: spread)
        validation = SeedStatistics(histories.map { $0.epochs.map(epoch) }, spread: spread).mean
        band = histories.count > 1
    }

    private func color(_ theme: Theme) -> Color {
        side == .left ? theme.first : theme.second
    }

    func bandMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        let color = color(theme).opacity(theme.bandOpacity)
        return [
            Mark(
                .band(x: steps, lower: average.lower, upper: average.upper, color: color), side: side,
                label: labels.average)
        ]
    }

    func rawMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        let pen = Pen(color(theme).opacity(theme.rawOpacity), width: theme.rawWidth)
        return [Mark(.line(x: steps, y: raw, pen: pen), side: side, label: labels.raw)]
    }

    func averageMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        let pen = Pen(color(theme), width: theme.averageWidth)
        return [Mark(.line(x: steps, y: average.mean, pen: pen), side: side, label: labels.average)]
    }

    func validationMarks(_ ends: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        guard validation.contains(where: \.isFinite) else { return [] }
        let marker = Marker(
            side == .left ? .circle : .diamond, size: theme.markerSize, fill: color(theme),
            outline: Pen(theme.background, width: 1.2 * theme.weight))
        return [Mark(.points(x: ends, y: validation, marker: marker), side: side, label: labels.validation)]
    }
}
