import RangeTest
import Schedules
import Statistics

/// Moves the rate of a range test, records the loss, and ends the test.
final class RangeSweep: ResumableCallback {
    private(set) var points: [LRFinderCurve.Point] = []
    private(set) var stop = LRFinderCurve.Stop.completed
    private let finder: LRFinder
    private let evaluator: Evaluator?
    private var smooth: ExponentialAverage
    private var best = Double.infinity

    /// - Parameter evaluator: measures the loss after each step; nil: it is that of the step's batch.
    init(_ finder: LRFinder, evaluator: Evaluator?) {
        self.finder = finder
        self.evaluator = evaluator
        smooth = ExponentialAverage(beta: finder.beta)
        points.reserveCapacity(finder.steps)
    }

    let resumeName = "range_sweep"

    func save() -> CallbackState {
        CallbackState(numbers: [
            "points": points.flatMap(\.numbers), "average": smooth.numbers, "best": [best],
        ])
    }

    func restore(_ saved: CallbackState, _ state: TrainingState) throws {
        guard let found = LRFinderCurve.Point.list(of: try saved.numbers("points", of: self)),
            let smooth = ExponentialAverage(beta: finder.beta, numbers: try saved.numbers("average", of: self)),
            let best = try saved.numbers("best", of: self).first, found.count == state.step
        else { throw TrainingPointError.callback(resumeName) }
        points += found
        (self.smooth, self.best) = (smooth, best)
    }

    func batchBegin(_ state: TrainingState) {
        state.values = ScheduledValues(lr: finder.lr(at: state.step))
    }

    func batchEnd(_ state: TrainingState) throws {
        let loss = try evaluator?.validate().loss ?? state.loss
        guard loss.isFinite else {
            stop = .nonFinite
            state.stop()
            return
        }
        smooth.add(loss)
        points.append(.init(lr: state.values.lr, loss: loss, smooth: smooth.value))
        best = min(best, smooth.value)
        if finder.stopsOnDivergence, smooth.value > finder.divergenceFactor * best {
            stop = .diverged(factor: finder.divergenceFactor)
            state.stop()
        }
    }
}
