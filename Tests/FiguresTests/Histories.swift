import RangeTest
import TestSupport
import Statistics
import Training

/// A history that looks like a training: a loss that falls, an accuracy that rises, both noisy.
func history(seed: UInt64, steps: Int = 386, epochs: Int = 2, momentum: Bool = true, divergesAt: Int? = nil) -> History
{
    var numbers = Congruential(state: seed &* 7919 &+ 1)
    func random() -> Double { numbers.uniform() }
    var history = History()
    for step in 0..<steps {
        let way = Double(step) / Double(max(steps, 1))
        var loss = (0.03 + 0.67 / (1 + 200 * way * way)) * (0.6 + 0.8 * random())
        if let divergesAt, step >= divergesAt { loss = step > divergesAt + 5 ? .nan : loss * 1e4 }
        history.steps.append(
            StepRecord(
                step: step, epoch: step * epochs / max(steps, 1), lr: 0.05 * (1 - way) * (way < 0.3 ? way / 0.3 : 1),
                momentum: momentum ? 0.85 + 0.1 * abs(way - 0.3) : nil, loss: loss, accuracy: max(0, 1 - loss / 1.5)))
    }
    for epoch in 0..<epochs {
        let loss = divergesAt == nil ? 0.1 / Double(epoch + 1) * (1 + 0.2 * random()) : .nan
        history.epochs.append(
            EpochRecord(epoch: epoch, trainLoss: 0.1, validLoss: loss, accuracy: 0.97 + 0.01 * random(), seconds: 1))
    }
    return history
}

/// A range test's curve: flat, falling, then exploding.
/// - Parameter shift: as a share of the range, how much earlier that happens.
func curve(
    _ stop: LRFinderCurve.Stop, steps: Int = 100, shift: Double = 0, spacing: LRFinder.Spacing = .exponential,
    method: LRFinder.Method = .fastai
) -> LRFinderCurve {
    var points: [LRFinderCurve.Point] = []
    let finder = LRFinder(startLR: 1e-7, endLR: 10, steps: 100, spacing: spacing)
    for step in 0..<max(0, steps) {
        let way = Double(step) / 100 + shift
        let smooth = way < 0.7 ? 0.7 - 0.3 * way : way < 0.85 ? 0.49 - 2 * (way - 0.7) : 0.19 + 60 * (way - 0.85)
        points.append(.init(lr: finder.lr(at: step), loss: smooth * (step % 2 == 0 ? 0.9 : 1.1), smooth: smooth))
    }
    return LRFinderCurve(
        points: points, stop: stop, startLR: 1e-7, endLR: 10, plannedSteps: 100, spacing: spacing, method: method)
}

/// The averages of a figure's thick curves by default.
func smoothed(_ values: [Double]) -> [Double] {
    Smoothing.default.averages(of: values, stepsPerEpoch: 1, areLosses: true)
}
