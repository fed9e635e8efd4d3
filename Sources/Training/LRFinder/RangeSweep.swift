import RangeTest
import Schedules

/// Moves the rate of a range test, records the loss, and ends the test.
final class RangeSweep: ResumableCallback {
    private(set) var points: [LRFinderCurve.Point] = []
    private(set) var stop = LRFinderCurve.Stop.completed
    private let finder: LRFinder
    private let evaluator: Evaluator?
    private var judge: DivergenceJudge

    /// - Parameter evaluator: measures the loss after each step; nil: it is that of the step's batch.
    init(_ finder: LRFinder, evaluator: Evaluator?) {
        self.finder = finder
        self.evaluator = evaluator
        judge = DivergenceJudge(finder)
        points.reserveCapacity(finder.steps)
    }

    let resumeName = "range_sweep"

    func save() -> CallbackState {
        CallbackState(numbers: ["points": points.flatMap(\.numbers)])
    }

    func restore(_ saved: CallbackState, _ state: TrainingState) throws {
        guard let found = LRFinderCurve.Point.list(of: try saved.numbers("points", of: self)),
            found.count == state.step
        else { throw TrainingPointError.callback(resumeName) }
        points += found
        // The losses determine the rest.
        for point in found { _ = judge.hasDiverged(at: point.loss) }
    }

    func batchBegin(_ state: TrainingState) {
        state.values = ScheduledValues(lr: finder.lr(at: state.step), momentum: finder.momentum)
    }

    func batchEnd(_ state: TrainingState) throws {
        let loss = try evaluator?.validate().loss ?? state.loss
        guard loss.isFinite else {
            stop = .nonFinite
            state.stop()
            return
        }
        let hasDiverged = judge.hasDiverged(at: loss)
        points.append(.init(lr: state.values.lr, loss: loss, smooth: judge.smooth))
        if finder.stopsOnDivergence, hasDiverged {
            stop = finder.divergence
            state.stop()
        }
    }
}
