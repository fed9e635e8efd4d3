import Foundation
import Networks
import Optimizers
import RangeTest
import Schedules
import Testing
import Training

@Suite("Trainer")
struct TrainerTests {
    /// Writes down when it is called, and may end the training.
    private final class Log: Callback {
        private(set) var events: [String] = []
        private let name: String
        private let stopAt: Int?
        private let shared: Log?

        init(_ name: String = "", stopAt: Int? = nil, into shared: Log? = nil) {
            self.name = name
            self.stopAt = stopAt
            self.shared = shared
        }

        private func note(_ event: String) {
            if let shared { shared.note(name + event) } else { events.append(name + event) }
        }

        func trainBegin(_ state: TrainingState) { note("begin \(state.totalSteps) \(state.stepsPerEpoch)") }
        func batchBegin(_ state: TrainingState) { note("(\(state.epoch).\(state.step)") }
        func batchEnd(_ state: TrainingState) {
            note("\(state.epoch).\(state.step))")
            if state.step == stopAt { state.stop() }
        }
        func epochEnd(_ state: TrainingState) { note("epoch \(state.epoch) \(state.validation == nil ? "-" : "v")") }
        func trainEnd(_ state: TrainingState) { note("end \(state.step)") }
    }

    private func schedule() throws -> ScheduleCallback { ScheduleCallback(try Constant(lr: 0.01)) }

    @Test("callbacks hear of everything in order, a training may end within an epoch")
    func order() throws {
        let log = Log()
        let trainer = try Trainer(try TinySetup.make(train: 11), seed: 0)
        #expect(trainer.stepsPerEpoch == 2)
        try trainer.train(steps: 5, callbacks: [try schedule(), log])
        #expect(
            log.events == [
                "begin 5 2", "(0.0", "0.0)", "(0.1", "0.1)", "epoch 0 v", "(1.2", "1.2)", "(1.3", "1.3)", "epoch 1 v",
                "(2.4", "2.4)", "epoch 2 v", "end 5",
            ])
    }

    @Test("callbacks are called in the order they are given in")
    func several() throws {
        let log = Log()
        try Trainer(try TinySetup.make(train: 5), seed: 0).train(
            steps: 1, validating: false, callbacks: [try schedule(), Log("a ", into: log), Log("b ", into: log)])
        #expect(
            log.events == [
                "a begin 1 1", "b begin 1 1", "a (0.0", "b (0.0", "a 0.0)", "b 0.0)", "a epoch 0 -", "b epoch 0 -",
                "a end 1", "b end 1",
            ])
    }

    @Test("stop() ends after the batch in work, with an epoch and an end")
    func stop() throws {
        let log = Log("", stopAt: 2)
        try Trainer(try TinySetup.make(train: 11), seed: 0).train(steps: 100, callbacks: [try schedule(), log])
        #expect(log.events.suffix(5) == ["epoch 0 v", "(1.2", "1.2)", "epoch 1 v", "end 3"])
    }

    @Test("an error of a callback ends the training")
    func failure() throws {
        struct Refusal: Error {}
        final class Refusing: Callback {
            func batchBegin(_ state: TrainingState) throws { if state.step == 1 { throw Refusal() } }
        }
        let recorder = Recorder()
        let trainer = try Trainer(try TinySetup.make(), seed: 0)
        #expect(throws: Refusal.self) {
            try trainer.train(steps: 5, callbacks: [try schedule(), Refusing(), recorder])
        }
        #expect(recorder.history.steps.count == 1)
    }

    @Test("the recorder has the schedule's values, each step and epoch once")
    func recorded() throws {
        let policy = try OneCycle(lrMax: 0.1, divFactor: 25, pctStart: 0.3)
        let recorder = Recorder()
        try Trainer(try TinySetup.make(), seed: 0).train(steps: 10, callbacks: [ScheduleCallback(policy), recorder])
        let steps = recorder.history.steps
        #expect(steps.map(\.step) == Array(0..<10))
        #expect(steps.map(\.epoch) == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
        for row in steps {
            let values = try policy.values(at: row.step, of: 10)
            #expect(row.lr == values.lr)
            #expect(row.momentum == values.momentum)
            #expect(row.loss.isFinite && row.loss > 0)
            #expect([0, 0.2, 0.4, 0.6, 0.8, 1].contains(row.accuracy))
        }
        #expect(recorder.history.epochs.map(\.epoch) == [0, 1, 2])
        #expect(recorder.history.epochs.allSatisfy { $0.seconds > 0 })
    }

    @Test("the optimizer's own momentum is recorded where no schedule moves it")
    func ownMomentum() throws {
        let recorder = Recorder()
        try Trainer(try TinySetup.make(), seed: 0).train(steps: 3, callbacks: [try schedule(), recorder])
        #expect(recorder.history.steps.map(\.momentum) == [0.9, 0.9, 0.9])
    }

    @Test("a seed gives the same training, whatever happened before; another one another")
    func seeds() throws {
        func losses(_ seed: UInt64) throws -> [Double] {
            let recorder = Recorder()
            try Trainer(try TinySetup.make(), seed: seed).train(steps: 9, callbacks: [try schedule(), recorder])
            return recorder.history.steps.map(\.loss)
        }
        let first = try losses(1)
        #expect(try losses(2) != first)
        #expect(try losses(1) == first)
    }

    @Test("the range test changes nothing of the training after it, and is that of its seed")
    func finder() throws {
        let setup = try TinySetup.make(optimizer: .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01))
        func train() throws -> [[Float]] {
            let trainer = try Trainer(setup, seed: 4)
            try trainer.train(steps: 8, callbacks: [try schedule()])
            return try trainer.model.parameters.plainValues()
        }
        let finder = LRFinder(startLR: 1e-4, endLR: 10, steps: 40, stopsOnDivergence: false)
        let before = try train()
        let curve = try finder.run(setup, seed: 4)
        #expect(try train() == before)
        #expect(try finder.run(setup, seed: 4) == curve)
        #expect(try finder.run(setup, seed: 5) != curve)
        #expect(curve.points.count == 40 && curve.stop == .completed)
        for (step, point) in curve.points.enumerated() { #expect(point.lr == finder.lr(at: step)) }
    }

    @Test("the range test stops at the first smoothed loss above a multiple of the best", arguments: [1.001, 1.1, 4])
    func finderStops(factor: Double) throws {
        let setup = try TinySetup.make(optimizer: .sgd(momentum: 0.9, nesterov: false, weightDecay: 1))
        var finder = LRFinder(method: .fastai, startLR: 1e-3, endLR: 1e3, steps: 200, stopsOnDivergence: false)
        let whole = try finder.run(setup, seed: 0)
        var best = Double.infinity
        let last = try #require(
            whole.points.firstIndex { point in
                best = min(best, point.smooth)
                return point.smooth > factor * best
            })
        finder.stopsOnDivergence = true
        finder.divergenceFactor = factor
        let stopped = try finder.run(setup, seed: 0)
        #expect(stopped.points == Array(whole.points[...last]))
        #expect(stopped.stop == .diverged(factor: factor))
    }

    @Test("by our method it stops when the mean of the last steps is above a multiple of the start")
    func finderStopsAboveStart() throws {
        let setup = try TinySetup.make(optimizer: .sgd(momentum: 0.9, nesterov: false, weightDecay: 1))
        var finder = LRFinder(startLR: 1e-3, endLR: 1e3, steps: 200, stopsOnDivergence: false)
        let whole = try finder.run(setup, seed: 0).points.map { log($0.loss) }
        // The first tenth, and the last thirty-second.
        let start = whole[..<20].reduce(0, +) / 20
        let last = try #require(
            (26...whole.count).first { whole[($0 - 6)..<$0].reduce(0, +) / 6 > start + log(2) })
        finder.stopsOnDivergence = true
        let stopped = try finder.run(setup, seed: 0)
        #expect(stopped.points.count == last && stopped.stop == .aboveStart(factor: 2))
    }

    @Test("the range test trains with its own momentum, if it has one")
    func finderMomentum() throws {
        let setup = try TinySetup.make(optimizer: .sgd(momentum: 0.9, nesterov: false, weightDecay: 0))
        let other = try TinySetup.make(optimizer: .sgd(momentum: 0.5, nesterov: false, weightDecay: 0))
        let finder = LRFinder(startLR: 1e-3, endLR: 1, steps: 12, stopsOnDivergence: false, momentum: 0.5)
        let points = try finder.run(setup, seed: 0).points
        var plain = finder
        plain.momentum = nil
        #expect(try points == plain.run(other, seed: 0).points)
        #expect(try points != plain.run(setup, seed: 0).points)
    }

    @Test("the range test stops at a loss that is not finite, which is none of its points")
    func finderOverflows() throws {
        let setup = try TinySetup.make(optimizer: .sgd(momentum: 0.9, nesterov: false, weightDecay: 1))
        let curve = try LRFinder(startLR: 1e5, endLR: 1e6, steps: 100, stopsOnDivergence: false).run(setup, seed: 0)
        #expect(curve.stop == .nonFinite)
        #expect(curve.points.count < 100)
        #expect(curve.points.allSatisfy { $0.loss.isFinite })
    }
}
