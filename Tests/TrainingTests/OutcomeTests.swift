import Foundation
import Testing
import Training

@Suite("How a training ended")
struct OutcomeTests {
    private static let two = ChanceLevel(accuracy: 0.5044, loss: log(2), images: 2038)

    /// A run of two epochs whose loss goes from `first` to `last` in equal steps.
    private func run(
        _ steps: Int, from first: Double = 0.7, to last: Double, accuracy: Double = 0.98, validLoss: Double = 0.1
    ) -> History {
        let rows = (0..<steps).map { step in
            let way = steps > 1 ? Double(step) / Double(steps - 1) : 1
            return StepRecord(
                step: step, epoch: step * 2 / max(1, steps), lr: 0.1, momentum: nil, loss: first + (last - first) * way,
                accuracy: 0.5)
        }
        let epochs = [0, 1].map {
            EpochRecord(epoch: $0, trainLoss: last, validLoss: validLoss, accuracy: accuracy, seconds: 1)
        }
        return History(steps: rows, epochs: epochs)
    }

    private func cause(_ history: History, endsFinite: Bool = true) -> OutcomeCause? {
        OutcomeCause(of: history, endsFinite: endsFinite, chance: Self.two)
    }

    @Test("a loss, a validation or a parameter that is not finite is a divergence")
    func notFinite() {
        var history = run(100, to: 0.05)
        #expect(cause(history) == nil && Outcome(of: history, chance: Self.two) == .completed)
        #expect(cause(history, endsFinite: false) == .parameter)
        #expect(Outcome(of: history, endsFinite: false) == .diverged)
        history.epochs[1].validLoss = .nan
        #expect(cause(history) == .validationLoss)
        history.steps[60].loss = .infinity
        #expect(cause(history, endsFinite: false) == .loss(step: 60))
        history.steps = Array(history.steps.prefix(61))
        history.epochs = []
        #expect(cause(history) == .loss(step: 60))
    }

    @Test("a finite loss that ends far above its start is one, too")
    func growth() {
        #expect(cause(run(100, from: 0.7, to: 3e10))?.outcome == .diverged)
        // The end is the median of the last ten of 100 steps: half of them are below 2.8, four times 0.7.
        #expect(cause(run(100, from: 0.7, to: 2.85)) == nil)
        #expect(cause(run(100, from: 0.7, to: 2.95))?.outcome == .diverged)
        // Ten classes start at 2.3.
        let ten = ChanceLevel(classes: 10, images: 1000)
        #expect(OutcomeCause(of: run(100, from: 0.7, to: 5), chance: ten) == nil)
        #expect(OutcomeCause(of: run(100, from: 0.7, to: 10), chance: ten)?.outcome == .diverged)
        // A start near 0, from given weights, is not the measure.
        #expect(cause(run(100, from: 0.01, to: 0.2)) == nil)
        // Raw pixels start high.
        #expect(cause(run(100, from: 90, to: 60)) == nil)
    }

    @Test("a few high batches are no divergence")
    func spikes() {
        var history = run(200, to: 0.05)
        for step in [3, 120, 185, 191, 199] { history.steps[step].loss = 1e6 }
        #expect(cause(history) == nil)
    }

    @Test("a run that is not better than guessing is stuck")
    func stuck() {
        let dead = run(193, to: log(2), accuracy: 0.4956, validLoss: 0.6932)
        #expect(cause(dead) == .atChance(accuracy: 0.4956, chance: 0.5044))
        #expect(Outcome(of: dead, chance: Self.two) == .stuck)
        // Three deviations of 2,038 images above 0.5044 are 0.5376.
        #expect(cause(run(193, to: log(2), accuracy: 0.5375))?.outcome == .stuck)
        #expect(cause(run(193, to: log(2), accuracy: 0.5377)) == nil)
        // It learned its training images, though nothing for others.
        #expect(cause(run(193, to: 0.6, accuracy: 0.5)) == nil)
    }

    @Test("no short run, and none of a single class, is stuck")
    func notStuck() {
        #expect(cause(run(2, to: 0.69, accuracy: 0.5)) == nil)
        #expect(cause(run(49, to: 0.69, accuracy: 0.5)) == nil)
        #expect(cause(run(50, to: 0.69, accuracy: 0.5))?.outcome == .stuck)
        #expect(OutcomeCause(of: run(100, to: 0.69, accuracy: 0.5)) == nil, "without a chance level")
        let one = ChanceLevel(train: [0, 80], valid: [0, 20])
        #expect(OutcomeCause(of: run(100, to: 0.69, accuracy: 1), chance: one) == nil)
        var unvalidated = run(100, to: 0.69)
        unvalidated.epochs = []
        #expect(cause(unvalidated) == nil && cause(History()) == nil)
        // Four validation images cannot tell; the training loss can.
        let few = ChanceLevel(train: [40, 40], valid: [2, 2])
        #expect(OutcomeCause(of: run(100, to: 0.2, accuracy: 0.5), chance: few) == nil)
        #expect(OutcomeCause(of: run(100, to: 0.69, accuracy: 0.5), chance: few)?.outcome == .stuck)
    }

    @Test("chance follows from the numbers of images by class")
    func chance() {
        let level = ChanceLevel(train: [30, 10, 0], valid: [1010, 1028, 0])
        #expect(abs(level.accuracy - 1028.0 / 2038) < 1e-15 && level.images == 2038)
        #expect(abs(level.loss - (0.75 * log(4.0 / 3) + 0.25 * log(4))) < 1e-15)
        #expect(ChanceLevel(classes: 10, images: 7) == ChanceLevel(accuracy: 0.1, loss: log(10), images: 7))
    }
}
