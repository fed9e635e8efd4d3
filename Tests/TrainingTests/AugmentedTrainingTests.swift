import Datasets
import Schedules
import Testing
import Training

@Suite("Training on augmented images")
struct AugmentedTrainingTests {
    /// Losses of each step, of a network that learns nothing: every difference is one of the images.
    private func history(_ augmentation: Augmentation?, seed: UInt64 = 0, shuffle: Bool = false) throws -> History {
        var setup = try TinySetup.make(train: 20, shuffle: shuffle)
        setup.batches.augmentation = augmentation
        let recorder = Recorder()
        try Trainer(setup, seed: seed).train(
            steps: 12, callbacks: [ScheduleCallback(try Constant(lr: 1e-30)), recorder])
        return recorder.history
    }

    @Test("epochs differ, validation does not, and a second training is the same")
    func epochs() throws {
        let plain = try history(nil)
        let augmented = try history(Augmentation(shift: 2, flip: true, rotate: 20, cutout: 2))
        let losses = augmented.steps.map(\.loss)
        #expect(plain.steps[0].loss == plain.steps[4].loss && plain.steps[4].loss == plain.steps[8].loss)
        #expect(Set(losses).count == 12)
        #expect(Set(losses).isDisjoint(with: plain.steps.map(\.loss)))
        #expect(augmented.epochs.map(\.validLoss) == plain.epochs.map(\.validLoss))
        #expect(
            try history(Augmentation(shift: 2, flip: true, rotate: 20, cutout: 2)).steps.map(\.loss) == losses)
    }

    @Test("nothing asked for is training as it was, to the bit")
    func nothing() throws {
        #expect(try history(Augmentation(), shuffle: true).steps == history(nil, shuffle: true).steps)
    }
}
