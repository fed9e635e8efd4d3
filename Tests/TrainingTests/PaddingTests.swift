import Networks
import OneDNN
import Optimizers
import Schedules
import Testing
import Training

@Suite("Padding of parameters")
struct PaddingTests {
    @Test(
        "stays zero under training",
        arguments: [
            Adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01, .decoupled) as any Optimizer,
            .adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01),
            .sgd(momentum: 0.9, nesterov: true, weightDecay: 1e-3),
        ])
    func staysZero(optimizer: any Optimizer) throws {
        let trainer = try Trainer(try TinySetup.make(optimizer: optimizer), seed: 3)
        try trainer.train(steps: 20, callbacks: [ScheduleCallback(try Constant(lr: 0.01))])
        let parameters = trainer.model.parameters
        let values = (0..<parameters.floatCount).count { parameters.values.floats[$0] != 0 }
        #expect(values <= trainer.model.definition.parameterCount)
        let gradients = (0..<parameters.floatCount).count { parameters.gradients.floats[$0] != 0 }
        #expect(gradients <= trainer.model.definition.parameterCount)
    }
}
