import Foundation
import Schedules

/// The learning-rate range test (Smith, arXiv 1506.01186, section 3.3), as fastai runs it: a few steps of mock training
/// while the rate grows exponentially, until the loss has clearly turned upwards.
public struct LRFinder: Sendable, Equatable {
    /// The first learning rate, and the one that would follow the last step.
    public var startLR: Double
    public var endLR: Double
    /// Number of steps.
    public var steps: Int
    /// Stop where the smoothed loss is above `divergenceFactor` times the best so far.
    public var stopsOnDivergence: Bool
    /// Weight of the past in the smoothed loss.
    public var beta = 0.98
    public var divergenceFactor = 4.0

    public init(startLR: Double = 1e-7, endLR: Double = 10, steps: Int = 100, stopsOnDivergence: Bool = true) {
        self.startLR = startLR
        self.endLR = endLR
        self.steps = steps
        self.stopsOnDivergence = stopsOnDivergence
    }

    /// lr(i) = start (end / start)^(i / n)
    public func lr(at step: Int) -> Double {
        startLR * pow(endLR / startLR, Double(step) / Double(steps))
    }

    /// Runs the test on a model of its own; what is trained afterwards does not know of it.
    ///
    /// - Parameters:
    ///   - setup: network, data and optimizer; its weights and batches are those of `seed`.
    ///   - callbacks: called after the test's own.
    /// - Throws: what training throws.
    public func run(_ setup: TrainingSetup, seed: UInt64, callbacks: [any Callback] = []) throws -> LRFinderCurve {
        let sweep = Sweep(self)
        let trainer = try Trainer(setup, seed: seed)
        try trainer.train(steps: steps, validating: false, callbacks: [sweep] + callbacks)
        return LRFinderCurve(
            points: sweep.points, stop: sweep.stop, startLR: startLR, endLR: endLR, plannedSteps: steps)
    }

    /// Moves the rate, records the loss, and ends the test.
    private final class Sweep: Callback {
        private(set) var points: [LRFinderCurve.Point] = []
        private(set) var stop = LRFinderCurve.Stop.completed
        private let finder: LRFinder
        private var smooth: ExponentialAverage
        private var best = Double.infinity

        init(_ finder: LRFinder) {
            self.finder = finder
            smooth = ExponentialAverage(beta: finder.beta)
            points.reserveCapacity(finder.steps)
        }

        func batchBegin(_ state: TrainingState) {
            state.values = ScheduledValues(lr: finder.lr(at: state.step))
        }

        func batchEnd(_ state: TrainingState) {
            guard state.loss.isFinite else {
                stop = .nonFinite
                state.stop()
                return
            }
            smooth.add(state.loss)
            points.append(.init(lr: state.values.lr, loss: state.loss, smooth: smooth.value))
            best = min(best, smooth.value)
            if finder.stopsOnDivergence, smooth.value > finder.divergenceFactor * best {
                stop = .diverged(factor: finder.divergenceFactor)
                state.stop()
            }
        }
    }
}
