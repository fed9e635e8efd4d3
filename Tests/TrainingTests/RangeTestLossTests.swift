import Datasets
import Optimizers
import RangeTest
import Schedules
import Testing
import Training

@Suite("Range tests of validation losses")
struct RangeTestLossTests {
    /// Puts a finder's rates into force.
    private final class Rates: Callback {
        private let finder: LRFinder

        init(_ finder: LRFinder) { self.finder = finder }

        func batchBegin(_ state: TrainingState) { state.values = ScheduledValues(lr: finder.lr(at: state.step)) }
    }

    @Test("measure them after each step's update, and train as the other kind does")
    func afterTheStep() throws {
        let setup = try TinySetup.make()
        let finder = LRFinder(startLR: 0.01, endLR: 1, steps: 7, loss: .validation, stopsOnDivergence: false)
        let curve = try finder.run(setup, seed: 3)
        #expect(curve.points.count == 7 && curve.loss == .validation)
        for steps in [1, 4, 7] {
            let trainer = try Trainer(setup, seed: 3)
            try trainer.train(steps: steps, validating: false, callbacks: [Rates(finder)])
            let evaluator = try Evaluator(
                trainer.model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: setup.batches.validSize)
            #expect(try evaluator.validate().loss == curve.points[steps - 1].loss)
        }
    }

    @Test("look at some images from all over a large set")
    func sample() throws {
        let (count, limit) = (2 * LRFinder.validationLimit + 1, LRFinder.validationLimit)
        let finder = LRFinder(startLR: 0.01, endLR: 1, steps: 2, loss: .validation, stopsOnDivergence: false)
        let setup = try TinySetup.make(valid: count, validSize: 256)
        var some = setup
        let places = (0..<limit).map { $0 * count / limit }
        some.data = DataSplit(train: setup.data.train, valid: setup.data.valid.selecting(places))
        let curve = try finder.run(setup, seed: 0)
        #expect(try finder.run(some, seed: 0) == curve)
        some.data = DataSplit(train: setup.data.train, valid: setup.data.valid.selecting(Array(0..<limit)))
        #expect(try finder.run(some, seed: 0) != curve)
    }

    @Test("end at a weight that is not finite, though the step's own loss still was")
    func overflow() throws {
        let setup = try TinySetup.make(optimizer: .sgd(momentum: 0, nesterov: false, weightDecay: 1))
        let finder = LRFinder(startLR: 1e30, endLR: 1e31, steps: 50, loss: .validation, stopsOnDivergence: false)
        let curve = try finder.run(setup, seed: 0)
        #expect(curve.stop == .nonFinite && curve.points.count < 3)
    }
}
