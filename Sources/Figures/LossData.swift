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
        let columns = histories.map { StepColumns($0.steps) }
        let longest = columns.max { $0.step.count < $1.step.count } ?? StepColumns([])
        diverged = columns.count { !$0.loss.allSatisfy(\.isFinite) }
        steps = longest.step
        lr = longest.lr
        momentum = longest.momentum
        loss = LossSeries(columns.map(\.loss), histories, smoothing, spread, side: .left) { $0.validLoss }
        accuracy = LossSeries(columns.map(\.accuracy), histories, smoothing, spread, side: .right) { $0.accuracy * 100 }
        let epochs = histories.max { $0.epochs.count < $1.epochs.count }?.epochs ?? []
        epochEnds = epochs.map { epoch in longest.epochEnds[epoch.epoch].map(Double.init) ?? .nan }
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

    /// - Parameter columns: a value a step, of each history.
    init(
        _ columns: [[Double]], _ histories: [History], _ smoothing: Smoothing, _ spread: Spread, side: AxisSide,
        epoch: (EpochRecord) -> Double
    ) {
        self.side = side
        raw = columns.first ?? []
        average = SeedStatistics(columns.map { smoothing($0) }, spread: spread)
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
