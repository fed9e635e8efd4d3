import Networks
import Optimizers
import RangeTest
import Testing
import Training

@Suite("Memory of a run")
struct TrainingMemoryTests {
    /// The description of a run's memory.
    private func memory(_ setup: TrainingSetup, steps: Int = 100, isRangeTest: Bool = false) throws -> TrainingMemory {
        try setup.memory(steps: steps, isRangeTest: isRangeTest)
    }

    @Test("parameters are there as values, gradients, states of the optimizer, and twice when they are written")
    func parameters() throws {
        func copies(_ optimizer: any Optimizer, isRangeTest: Bool = false) throws -> Double {
            let setup = try TinySetup.make(optimizer: optimizer)
            let model = try Model(setup.definition, initializer: .kaimingNormal, seed: 0, batchSize: 5)
            let need = try memory(setup, isRangeTest: isRangeTest).parameters
            return (need.total / Double(4 * model.parameters.floatCount)).rounded()
        }
        let sgd = SGD(momentum: 0.9, nesterov: false, weightDecay: 0)
        #expect(try copies(sgd) == 5)
        #expect(try copies(sgd, isRangeTest: true) == 3)
        #expect(try copies(.adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0)) == 6)
        #expect(try copies(.adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0)) == 6)
    }

    @Test("parts of a batch have activations and gradients of their own; a short batch shares whole parts")
    func parts() throws {
        func setup(_ train: Int, dropLast: Bool) throws -> TrainingSetup {
            var setup = try TinySetup.make(train: train, batchSize: 64, dropLast: dropLast)
            setup.definition = try .simpleCNN(
                channels: [3, 64, 64, 2], strides: [1, 1, 1], image: ImageShape(channels: 3, height: 6, width: 5))
            return setup
        }
        let whole = try setup(64, dropLast: true)
        #expect(whole.usefulThreads == 4)
        let model = try Model(whole.definition, initializer: .kaimingNormal, seed: 0, batchSize: 64)
        // Values, gradients of four parts, the optimizer's state, and two copies for the file.
        let copies = try memory(whole).parameters.total / Double(4 * model.parameters.floatCount)
        #expect(copies.rounded() == 8)
        // 64 + 40 images: four parts of 16, and a rest of 8.
        let both = try memory(setup(104, dropLast: false))
        let rest = try memory(setup(8, dropLast: false))
        #expect(both.training.total == (try memory(whole).training + rest.training).total)
    }

    @Test("every size of batch has activations of its own, validation too")
    func batches() throws {
        // 23 images in fives are 4 batches and a rest of 3; 11 in fours are 2 and a rest of 3.
        let whole = try memory(TinySetup.make(dropLast: false))
        let dropped = try memory(TinySetup.make())
        let rest = try memory(TinySetup.make(train: 3, batchSize: 5, dropLast: false))
        // The transposed weights are there once for each size.
        #expect(whole.training.total == dropped.training.total + rest.training.total)
        #expect(try memory(TinySetup.make(dropLast: false), steps: 4).training == dropped.training)
        let fours = try memory(TinySetup.make(valid: 8))
        let threes = try memory(TinySetup.make(valid: 3))
        #expect(dropped.validation.total == fours.validation.total + threes.validation.total)
        #expect(try memory(TinySetup.make(), isRangeTest: true).validation.total == 0)
        let measured = try TinySetup.make().memory(steps: 100, isRangeTest: true, measuring: .validation)
        #expect(measured.validation == dropped.validation)
        #expect(dropped.need.total == dropped.parameters.total + dropped.training.total + dropped.validation.total)
        #expect(Set(dropped.need.layers.keys) == ["", "0", "2", "4"])
    }
}
