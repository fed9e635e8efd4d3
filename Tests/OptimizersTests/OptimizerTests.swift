import Foundation
import Optimizers
import Schedules
import Testing

@Suite("Optimizers against their formulas in double precision")
struct OptimizerTests {
    /// Rates and momenta that change with every step, as under a schedule.
    private static let steps: [ScheduledValues] = (0..<12).map { step in
        ScheduledValues(
            lr: 0.01 * Double(step % 5 + 1), momentum: 0.95 - 0.02 * Double(step % 6))
    }

    /// Weight decays that change with every step; now and then none is scheduled.
    private static let decays: [Double?] = steps.indices.map { $0 % 4 == 3 ? nil : 0.5 - 0.04 * Double($0) }

    /// The optimizer's own, used for steps without a scheduled one.
    private static let ownDecay = 0.02

    /// A gradient for each value and step: of both signs, zero now and then, of magnitudes far apart.
    private static func gradient(_ index: Int, _ step: Int) -> Double {
        if (index + step) % 7 == 0 { return 0 }
        let size = pow(10, Double(index % 9) - 6)
        return Double(Float(size * sin(Double(index) * 1.7 + Double(step) * 0.9)))
    }

    /// Parameters of both signs. Their number is no multiple of a register's width.
    private static let parameters: [Float] = (0..<1003).map { Float(sin(Double($0) * 0.7)) }

    /// Runs an optimizer over all parameters beside a scalar update of each value.
    /// - Parameters:
    ///   - momenta: false: the values in force leave momentum to the optimizer.
    ///   - decays: weight decays in force, a step each.
    ///   - update: moves one value; `state` is the value's own and begins as zeros.
    private func compare(
        _ configuration: any Optimizer, momenta: Bool = true, decays: [Double?] = [],
        _ update: (_ value: inout Double, _ state: inout [Double], _ gradient: Double, _ step: Int, ScheduledValues) ->
            Void
    ) {
        var (optimizer, parameters) = (configuration, Self.parameters)
        let count = parameters.count
        optimizer.prepare(parameterCount: count)
        var gradients = [Float](repeating: 0, count: count)
        var values = parameters.map(Double.init)
        var states = [[Double]](repeating: [0, 0], count: count)
        for (step, scheduled) in Self.steps.enumerated() {
            var scheduled = scheduled
            if !momenta { scheduled.momentum = nil }
            if !decays.isEmpty { scheduled.weightDecay = decays[step] }
            for index in 0..<count {
                gradients[index] = Float(Self.gradient(index, step))
                update(&values[index], &states[index], Self.gradient(index, step), step, scheduled)
            }
            parameters.withUnsafeMutableBufferPointer { parameters in
                gradients.withUnsafeBufferPointer { optimizer.step(parameters, gradients: $0, scheduled) }
            }
            for index in 0..<count {
                let found = Double(parameters[index])
                #expect(
                    abs(found - values[index]) <= 5e-5 * max(0.1, abs(values[index])), "value \(index), step \(step)")
            }
        }
    }

    @Test("AdamW with moving rate and beta1", arguments: [0, 0.01, 0.3])
    func adamW(weightDecay: Double) {
        compare(.adamW(beta1: 0.5, beta2: 0.99, epsilon: 1e-8, weightDecay: weightDecay)) {
            value, state, gradient, step, scheduled in
            value -= scheduled.lr * weightDecay * value
            Self.adam(&value, &state, gradient, step, scheduled)
        }
    }

    @Test("AdamW's own beta1 where none is scheduled, and an epsilon that shows")
    func adamWAlone() {
        compare(.adamW(beta1: 0.8, beta2: 0.9, epsilon: 1e-2, weightDecay: 0.01), momenta: false) {
            value, state, gradient, step, scheduled in
            value -= scheduled.lr * 0.01 * value
            state[0] = 0.8 * state[0] + 0.2 * gradient
            state[1] = 0.9 * state[1] + 0.1 * gradient * gradient
            let first = state[0] / (1 - pow(0.8, Double(step + 1)))
            let second = state[1] / (1 - pow(0.9, Double(step + 1)))
            value -= scheduled.lr * first / (second.squareRoot() + 1e-2)
        }
    }

    @Test("Adam with moving rate and beta1", arguments: [0, 0.01, 0.3])
    func adam(weightDecay: Double) {
        compare(.adam(beta1: 0.5, beta2: 0.99, epsilon: 1e-8, weightDecay: weightDecay)) {
            value, state, gradient, step, scheduled in
            Self.adam(&value, &state, gradient + weightDecay * value, step, scheduled)
        }
    }

    @Test("Adam's own beta1 where none is scheduled, and an epsilon that shows")
    func adamAlone() {
        compare(.adam(beta1: 0.8, beta2: 0.999, epsilon: 1e-2, weightDecay: 0.01), momenta: false) {
            value, state, gradient, step, scheduled in
            let direction = gradient + 0.01 * value
            state[0] = 0.8 * state[0] + 0.2 * direction
            state[1] = 0.999 * state[1] + 0.001 * direction * direction
            let first = state[0] / (1 - pow(0.8, Double(step + 1)))
            let second = state[1] / (1 - pow(0.999, Double(step + 1)))
            value -= scheduled.lr * first / (second.squareRoot() + 1e-2)
        }
    }

    @Test("SGD with moving rate and momentum, plain and Nesterov's", arguments: [false, true], [0, 5e-4, 0.2])
    func sgd(nesterov: Bool, weightDecay: Double) {
        compare(.sgd(momentum: 0.1, nesterov: nesterov, weightDecay: weightDecay)) {
            value, state, gradient, _, scheduled in
            let momentum = scheduled.momentum ?? .nan
            let direction = gradient + weightDecay * value
            state[0] = momentum * state[0] + direction
            value -= scheduled.lr * (nesterov ? direction + momentum * state[0] : state[0])
        }
    }

    @Test("SGD's own momentum where none is scheduled", arguments: [0, 0.9])
    func sgdAlone(momentum: Double) {
        compare(.sgd(momentum: momentum, nesterov: false, weightDecay: 0), momenta: false) {
            value, state, gradient, _, scheduled in
            state[0] = momentum * state[0] + gradient
            value -= scheduled.lr * state[0]
        }
    }

    @Test("AdamW with a weight decay that is scheduled, and its own where it is not")
    func adamWWithMovingDecay() {
        compare(
            .adamW(beta1: 0.5, beta2: 0.99, epsilon: 1e-8, weightDecay: Self.ownDecay), decays: Self.decays
        ) { value, state, gradient, step, scheduled in
            value -= scheduled.lr * (Self.decays[step] ?? Self.ownDecay) * value
            Self.adam(&value, &state, gradient, step, scheduled)
        }
    }

    @Test("Adam with a weight decay that is scheduled, and its own where it is not")
    func adamWithMovingDecay() {
        compare(
            .adam(beta1: 0.5, beta2: 0.99, epsilon: 1e-8, weightDecay: Self.ownDecay), decays: Self.decays
        ) { value, state, gradient, step, scheduled in
            let direction = gradient + (Self.decays[step] ?? Self.ownDecay) * value
            Self.adam(&value, &state, direction, step, scheduled)
        }
    }

    /// Adam's step along `direction`, beta2 being 0.99 and epsilon 1e-8.
    private static func adam(
        _ value: inout Double, _ state: inout [Double], _ direction: Double, _ step: Int, _ scheduled: ScheduledValues
    ) {
        let beta1 = scheduled.momentum ?? .nan
        state[0] = beta1 * state[0] + (1 - beta1) * direction
        state[1] = 0.99 * state[1] + 0.01 * direction * direction
        let first = state[0] / (1 - pow(beta1, Double(step + 1)))
        let second = state[1] / (1 - pow(0.99, Double(step + 1)))
        value -= scheduled.lr * first / (second.squareRoot() + 1e-8)
    }

    @Test("SGD with a weight decay that is scheduled, and its own where it is not", arguments: [false, true])
    func sgdWithMovingDecay(nesterov: Bool) {
        compare(.sgd(momentum: 0.1, nesterov: nesterov, weightDecay: Self.ownDecay), decays: Self.decays) {
            value, state, gradient, step, scheduled in
            let momentum = scheduled.momentum ?? .nan
            let direction = gradient + (Self.decays[step] ?? Self.ownDecay) * value
            state[0] = momentum * state[0] + direction
            value -= scheduled.lr * (nesterov ? direction + momentum * state[0] : state[0])
        }
    }

    @Test("an optimizer knows the momentum that it applies by default")
    func momentum() {
        #expect(Adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, .decoupled).defaultMomentum == 0.9)
        #expect(Adam(beta1: 0.8, beta2: 0.99, epsilon: 1e-8, weightDecay: 0).defaultMomentum == 0.8)
        #expect(SGD(momentum: 0.7, nesterov: false, weightDecay: 0).defaultMomentum == 0.7)
    }

    @Test("optimizers are equal if their types and hyperparameters are")
    func equality() {
        struct Other: Optimizer {
            func step(
                _ parameters: UnsafeMutableBufferPointer<Float>, gradients: UnsafeBufferPointer<Float>,
                _ values: ScheduledValues
            ) {}
        }
        func wrapped(_ optimizer: any Optimizer) -> EquatableOptimizer { EquatableOptimizer(wrappedValue: optimizer) }
        #expect(wrapped(.sgd(momentum: 0.9)) == wrapped(.sgd(momentum: 0.9)))
        #expect(wrapped(.sgd(momentum: 0.9)) != wrapped(.sgd(momentum: 0.8)))
        #expect(wrapped(.adam()) != wrapped(.adamW(weightDecay: 0)))
        #expect(wrapped(.adam()) != wrapped(.sgd()))
        #expect(wrapped(Other()) != wrapped(Other()))
    }

    @Test("a copy of an optimizer has a state of its own")
    func copies() {
        var first = Adam(beta1: 0.9, beta2: 0.99)
        first.prepare(parameterCount: 2)
        let fresh = first
        var (values, gradients): ([Float], [Float]) = ([1, 2], [0.5, -0.5])
        values.withUnsafeMutableBufferPointer { values in
            gradients.withUnsafeMutableBufferPointer { gradients in
                first.step(values, gradients: UnsafeBufferPointer(gradients), ScheduledValues(lr: 0.1))
            }
        }
        #expect(first != fresh)
        first.prepare(parameterCount: 2)
        #expect(first == fresh)
    }
}
