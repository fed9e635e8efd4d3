import Datasets
import Networks
import Optimizers
import RangeTest
import Schedules
import TestSupport
import Testing
import Training

@Suite("Going on from a point")
struct TrainingPointTests {
    /// Pauses after a number of steps; takes a point there, and ends the training if it is to.
    private final class PauseAt: TrainingPauses {
        private(set) var point: TrainingPoint?
        private(set) var pauses = 0
        private let leaves: Bool
        private let steps: () -> Int
        private let at: Int

        init(_ at: Int, leaves: Bool, steps: @escaping () -> Int) {
            (self.at, self.leaves, self.steps) = (at, leaves, steps)
        }

        var isPauseWanted: Bool { steps() >= at && pauses == 0 }

        func pause(_ takePoint: () throws -> TrainingPoint?) throws -> Bool {
            pauses += 1
            point = try takePoint()
            return !leaves
        }
    }

    /// Dropout, batch normalization and augmentation, with a last batch that is smaller.
    private static func everything(_ optimizer: any Optimizer) throws -> TrainingSetup {
        let layers: [Layer] = [
            .convolution(out: 9, window: Window(kernel: 3, padding: 1), bias: false), .batchNorm, .activation(.relu),
            .dropout(p: 0.3), .convolution(out: 4, window: Window(kernel: 3, stride: 2), bias: true),
            .activation(.selu), .alphaDropout(p: 0.1), .flatten, .linear(out: 2, bias: true),
        ]
        var setup = try TinySetup.make(dropLast: false, optimizer: optimizer)
        setup.definition = try NetworkDefinition(
            input: ImageShape(channels: 3, height: 6, width: 5), classes: 2, layers: layers)
        setup.batches.augmentation = Augmentation(shift: 1, flip: true, rotate: 10, cutout: 2)
        return setup
    }

    private static let plateau: @Sendable () throws -> any Schedule = {
        let warmup = ScheduleSequence.Part(for: .steps(3), try LinearSchedule(lr: 0.02, startFactor: 0.25))
        let plateau = try Plateau(lr: 0.02, factor: 0.5, patience: 0, threshold: 0.9, cooldown: 1)
        return try Hyperparameters(
            lr: try ScheduleSequence([warmup, .init(for: nil, plateau)]), weightDecay: try CosineAnnealing(lr: 0.1))
    }

    private struct Ended {
        var history: History
        var network: NetworkState
        var lr: Double
    }

    private static let total = 17

    /// Trains to the end, or to a pause.
    private func train(
        _ setup: TrainingSetup, from point: TrainingPoint? = nil,
        pauses: (Recorder) -> (any TrainingPauses)? = { _ in nil }
    ) throws -> Ended {
        let (recorder, schedule) = (Recorder(), ScheduleCallback(try Self.plateau()))
        let trainer = try Trainer(setup, seed: 5)
        try trainer.train(
            steps: Self.total, from: point, pauses: pauses(recorder), callbacks: [schedule, recorder])
        var history = recorder.history
        for index in history.epochs.indices { history.epochs[index].seconds = 0 }
        let last = schedule.schedule.formula(at: Self.total - 1, of: Self.total)
        return Ended(history: history, network: try trainer.model.parameters.state(), lr: last.lr)
    }

    @Test(
        "after any step, a resumed training ends with the bits of one that never stopped",
        arguments: [
            SGD(momentum: 0.9, nesterov: true, weightDecay: 0.01) as any Optimizer,
            .adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01),
            .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01),
        ])
    func sameBits(optimizer: any Optimizer) throws {
        let setup = try Self.everything(optimizer)
        let whole = try train(setup)
        #expect(whole.history.epochs.count == 4 && whole.lr < 0.02, "the plateau acts")
        for step in 1..<Self.total {
            var pauses: PauseAt?
            let part = try train(setup) { recorder in
                pauses = PauseAt(step, leaves: true) { recorder.history.steps.count }
                return pauses
            }
            let point = try #require(pauses?.point)
            #expect(part.history.steps == Array(whole.history.steps.prefix(point.position.step)))
            #expect(point.position.step == step)
            #expect(point.position.batch == step % 5 && point.position.epoch == step / 5)

            let resumed = try train(setup, from: point)
            #expect(resumed.history == whole.history, "step \(step)")
            #expect(resumed.network == whole.network, "step \(step)")
            #expect(resumed.lr == whole.lr)
        }
    }

    @Test("a training that pauses and goes on is not changed, and its point is as good")
    func pausing() throws {
        let setup = try Self.everything(.adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01))
        let whole = try train(setup)
        var pauses: PauseAt?
        let paused = try train(setup) { recorder in
            pauses = PauseAt(7, leaves: false) { recorder.history.steps.count }
            return pauses
        }
        #expect(paused.history == whole.history && paused.network == whole.network)
        let resumed = try train(setup, from: try #require(pauses?.point))
        #expect(resumed.history == whole.history && resumed.network == whole.network)
    }

    @Test("a request in an epoch's last batch waits for its validation; one in the last batch of all is too late")
    func edges() throws {
        let setup = try TinySetup.make()
        for (at, expected) in [(4, 4), (16, 16), (17, nil)] as [(Int, Int?)] {
            var pauses: PauseAt?
            let part = try train(setup) { recorder in
                pauses = PauseAt(at, leaves: true) { recorder.history.steps.count }
                return pauses
            }
            #expect(pauses?.point?.position.step == expected)
            #expect(part.history.epochs.count == (expected.map { $0 / 4 } ?? 5))
        }
    }

    @Test("a training under an optimizer without a state gives no point, and ends in a pause all the same")
    func stranger() throws {
        struct Descent: Optimizer {
            func step(
                _ p: UnsafeMutableBufferPointer<Float>, gradients: UnsafeBufferPointer<Float>, _ values: ScheduledValues
            ) {
                for i in p.indices { p[i] -= Float(values.lr) * gradients[i] }
            }
        }
        let setup = try TinySetup.make(optimizer: Descent())
        #expect(try !Trainer(setup, seed: 1).isResumable)
        var pauses: PauseAt?
        let part = try train(setup) { recorder in
            pauses = PauseAt(3, leaves: true) { recorder.history.steps.count }
            return pauses
        }
        #expect(pauses?.pauses == 1 && pauses?.point == nil)
        #expect(part.history.steps.count == 3)
    }

    @Test("points of other trainings are refused")
    func refused() throws {
        let setup = try TinySetup.make()
        var pauses: PauseAt?
        _ = try train(setup) { recorder in
            pauses = PauseAt(6, leaves: true) { recorder.history.steps.count }
            return pauses
        }
        let point = try #require(pauses?.point)
        func refusal(_ setup: TrainingSetup, _ change: (inout TrainingPoint) -> Void = { _ in }) -> TrainingPointError?
        {
            var changed = point
            change(&changed)
            do {
                _ = try train(setup, from: changed)
                return nil
            } catch {
                return error as? TrainingPointError
            }
        }
        #expect(refusal(setup) == nil)
        #expect(refusal(setup) { $0.position.step = 17 } == .position)
        #expect(refusal(setup) { $0.position.batch = 4 } == .position)
        #expect(refusal(setup) { $0.position.epoch = -1 } == .position)
        #expect(refusal(setup) { $0.network.parameters[0].removeLast() } == .network)
        #expect(refusal(setup) { $0.optimizer.tensors["velocity"]?[0].removeLast() } == .optimizer)
        #expect(refusal(setup) { $0.optimizer.tensors = [:] } == .optimizer)
        #expect(refusal(setup) { $0.optimizer.counters["steps"] = 1 } == .optimizer)
        #expect(refusal(setup) { $0.callbacks["recorder"] = nil } == .callback("recorder"))
        #expect(refusal(setup) { $0.callbacks["schedule"]?.numbers["steps"] = [-1] } == .callback("schedule"))
        #expect(refusal(setup) { $0.callbacks["recorder"]?.numbers["steps"]?.removeLast() } == .callback("recorder"))
        #expect(refusal(setup) { $0.callbacks["recorder"]?.numbers["running"] = [] } == .callback("recorder"))
        #expect(refusal(try TinySetup.make(optimizer: .adam())) == .optimizer)
    }

    @Test("a range test goes on, too", arguments: [LRFinder.LossSource.training, .validation])
    func rangeTest(loss: LRFinder.LossSource) throws {
        let finder = LRFinder(startLR: 1e-4, endLR: 10, steps: 30, loss: loss)
        let setup = try Self.everything(.adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01))
        let whole = try finder.run(setup, seed: 2)
        for step in stride(from: 1, to: whole.points.count, by: 4) {
            let recorder = Recorder()
            let pauses = PauseAt(step, leaves: true) { recorder.history.steps.count }
            let part = try finder.run(setup, seed: 2, pauses: pauses, callbacks: [recorder])
            #expect(part.points == Array(whole.points.prefix(step)))
            let resumed = try finder.run(
                setup, seed: 2, from: try #require(pauses.point), callbacks: [Recorder()])
            #expect(resumed == whole)
        }
    }

    @Test("rows are read while others are appended")
    func rowStore() async throws {
        let store = RowStore<Int>(capacity: 100_000, [0, 1])
        #expect(store.count == 2 && store.room == 99_998 && !store.isFull && store.all == [0, 1])
        let reader = Task.detached {
            var seen = 0
            while seen < 100_000 {
                let count = store.count
                #expect(count >= seen)
                #expect(store.with(seen..<count) { $0.elementsEqual(seen..<count) })
                seen = count
                await Task.yield()
            }
        }
        for row in 2..<100_000 { store.append(row) }
        await reader.value
        #expect(store.isFull)
    }
}
