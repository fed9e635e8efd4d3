import Optimizers
import Schedules
import Testing
import Training

@Suite("Schedules in training")
struct ScheduleCallbackTests {
    private func record(
        _ schedule: any Schedule, steps: Int = 12,
        _ optimizer: any Optimizer = .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.05)
    ) throws -> History {
        let recorder = Recorder()
        try Trainer(try TinySetup.make(optimizer: optimizer), seed: 3)
            .train(steps: steps, callbacks: [ScheduleCallback(schedule), recorder])
        return recorder.history
    }

    @Test(
        "the optimizer used what was planned: rate, momentum and weight decay, step by step",
        arguments: [
            Adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.05, .decoupled) as any Optimizer,
            .adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.05),
            .sgd(momentum: 0.9, nesterov: true, weightDecay: 0.05),
        ])
    func readBack(optimizer: any Optimizer) throws {
        let schedule = try Hyperparameters(
            lr: try OneCycle(lrMax: 0.05), weightDecay: try CosineAnnealing(lr: 0.1, lrMin: 0.02))
        let steps = try record(schedule, optimizer).steps
        for (step, row) in steps.enumerated() {
            let planned = try schedule.values(at: step, of: 12)
            #expect(row.lr == planned.lr)
            #expect(row.momentum == planned.momentum)
            #expect(row.weightDecay == planned.weightDecay)
        }
    }

    @Test("a schedule of weight decay changes what is learnt; one of the optimizer's own value does not")
    func weightDecay() throws {
        let lr = try Constant(lr: 0.05)
        let plain = try record(lr).steps
        #expect(plain.allSatisfy { $0.weightDecay == nil })
        let same = try record(Hyperparameters(lr: lr, weightDecay: Constant(lr: 0.05))).steps
        #expect(same.map(\.loss) == plain.map(\.loss))
        #expect(same.allSatisfy { $0.weightDecay == 0.05 })
        let more = try record(Hyperparameters(lr: lr, weightDecay: Constant(lr: 5))).steps
        #expect(more.map(\.loss) != plain.map(\.loss))
    }

    /// Ends every epoch after its second batch.
    private final class ShortEpochs: Callback {
        private(set) var epochs = 0

        func batchEnd(_ state: TrainingState) { if state.step % 2 == 1 { state.stopEpoch() } }
        func epochEnd(_ state: TrainingState) { epochs += state.validation == nil ? 0 : 1 }
    }

    @Test("a callback may end an epoch: the next has an order of its own, and all steps are made")
    func shortEpochs() throws {
        let (short, recorder, whole) = (ShortEpochs(), Recorder(), Recorder())
        let schedule = ScheduleCallback(try Constant(lr: 1e-9))
        try Trainer(try TinySetup.make(), seed: 3).train(steps: 6, callbacks: [schedule, short, recorder])
        try Trainer(try TinySetup.make(), seed: 3).train(steps: 9, callbacks: [schedule, whole])
        #expect(recorder.history.steps.map(\.epoch) == [0, 0, 1, 1, 2, 2])
        #expect(short.epochs == 3)
        // At such a rate a batch's loss is that of its images: the first two batches of each whole epoch.
        let losses = whole.history.steps.filter { [0, 1, 4, 5, 8].contains($0.step) }.map(\.loss)
        for (found, expected) in zip(recorder.history.steps.map(\.loss), losses) {
            #expect(abs(found - expected) < 1e-5)
        }
    }

    @Test("a plateau after a warm-up acts after the validations in its part, and where a training left it can be kept")
    func plateauInSequence() throws {
        let plateau = try Plateau(lr: 0.01, factor: 0.5, patience: 0, threshold: 0.999)
        let warmup = ScheduleSequence.Part(for: .steps(4), try LinearSchedule(lr: 0.01, startFactor: 0.25))
        let callback = ScheduleCallback(try ScheduleSequence([warmup, .init(for: nil, plateau)]))
        let recorder = Recorder()
        try Trainer(try TinySetup.make(), seed: 3).train(steps: 16, callbacks: [callback, recorder])
        let rates = recorder.history.steps.map(\.lr)
        #expect(rates[..<4].elementsEqual([0.0025, 0.004375, 0.00625, 0.008125]))
        // The first validation, after the warm-up, is not heard; the one behind the first epoch of the part sets the best.
        #expect(rates[4...].elementsEqual([0.01, 0.01, 0.005].flatMap { Array(repeating: $0, count: 4) }))
        #expect(try callback.schedule.values(at: 15, of: 16).lr == 0.0025)
    }

    @Test("plateau acts after validations", arguments: [false, true])
    func plateau(isComposed: Bool) throws {
        // No loss is a thousandth of the best one: every validation but the first is a bad one.
        let plateau = try Plateau(lr: 0.01, factor: 0.5, patience: 0, threshold: 0.999)
        let schedule: any Schedule =
            isComposed ? try Hyperparameters(lr: plateau, weightDecay: try Constant(lr: 0.1)) : plateau
        let history = try record(schedule, steps: 16)
        #expect(history.epochs.count == 4)
        #expect(history.steps.map(\.lr) == [0.01, 0.01, 0.005, 0.0025].flatMap { Array(repeating: $0, count: 4) })
        var replayed = plateau
        for epoch in history.epochs { replayed.observe(loss: epoch.validLoss) }
        #expect(replayed.lr == 0.00125)
    }
}
