import Optimizers
import RangeTest
import Schedules
import Testing
import Training

/// Lion (Chen et al., arXiv 2302.06675): p = p - lr (sign(beta1 m + (1 - beta1) g) + weightDecay p);  m = beta2 m + (1 - beta2) g
private struct Lion: Optimizer {
    var beta2: Float = 0.99
    var defaultMomentum: Double? = 0.9
    var defaultWeightDecay = 0.1
    private var average: [Float] = []

    mutating func prepare(parameterCount: Int) { average = Array(repeating: 0, count: parameterCount) }

    mutating func step(
        _ p: UnsafeMutableBufferPointer<Float>, gradients g: UnsafeBufferPointer<Float>, _ values: ScheduledValues
    ) {
        let (lr, beta1) = (Float(values.lr), Float(values.momentum ?? 0.9))
        let weightDecay = Float(values.weightDecay ?? 0.1)
        for i in p.indices {
            let direction = beta1 * average[i] + (1 - beta1) * g[i]
            p[i] -= lr * ((direction > 0 ? 1 : direction < 0 ? -1 : 0) + weightDecay * p[i])
            average[i] = beta2 * average[i] + (1 - beta2) * g[i]
        }
    }
}

@Test("an optimizer of one's own, given to a trainer and to a range test")
func ownOptimizer() throws {
    let setup = try smallTraining(optimizer: Lion())
    func train() throws -> History {
        let recorder = Recorder()
        let schedule = ScheduleCallback(try CosineAnnealing(lr: 0.01))
        try Trainer(setup, seed: 1).train(steps: 160, callbacks: [schedule, recorder])
        return recorder.history
    }
    let history = try train()
    #expect(history.meanLoss(140..<160) < history.meanLoss(0..<20) - 0.05)
    #expect(history.steps.allSatisfy { $0.momentum == 0.9 })
    // The setup's optimizer stays without state: a second training gives the same values.
    #expect(try train().steps == history.steps)
    #expect(try LRFinder(startLR: 1e-5, endLR: 1, steps: 20).run(setup, seed: 1).points.count > 5)
}

@Test("an optimizer of one's own moves every parameter as its formula says")
func lionFormula() {
    var (lion, parameters): (Lion, [Float]) = (Lion(), [1, -2, 0])
    lion.prepare(parameterCount: 3)
    for _ in 0..<2 {
        parameters.withUnsafeMutableBufferPointer { parameters in
            [Float(3), -4, 0].withUnsafeBufferPointer { gradients in
                lion.step(parameters, gradients: gradients, ScheduledValues(lr: 0.5))
            }
        }
    }
    // 1 - 0.5 (1 + 0.1) = 0.45, 0.45 - 0.5 (1 + 0.045) = -0.0725; likewise -1.4, -0.83; padding stays 0.
    for (found, expected) in zip(parameters, [Float(-0.0725), -0.83, 0]) { #expect(abs(found - expected) < 1e-6) }
}
