import Schedules
import TestSupport

/// A schedule by its type's name in a spec.
struct Example: Sendable {
    var name: String
    var schedule: any Schedule

    /// One of each type and flavor, by a seed; and one of each type that a spec may have.
    static func all(seed: UInt64) throws -> [Example] {
        var draws = Draws(seed: seed)
        return try oneCycles(&draws) + policies(&draws) + compositions(&draws)
            + ofSpecs[Int(seed) % ofSpecs.count]
    }

    /// From the published schema: a new type of schedule needs no line here.
    static let ofSpecs: [[Example]] = (0..<8).map { seed in
        SpecSchedules.drawn(seed: seed).map { Example(name: $0.type, schedule: $0.schedule) }
    }

    static func oneCycles(_ draws: inout Draws) throws -> [Example] {
        var examples: [Example] = []
        let finalDiv = draws.uniform(1, 1e5)
        let flavors: [OneCycle.Flavor] = [
            .documented, .threePhase(finalDiv: finalDiv), .fastai1(finalDiv: finalDiv), .fastai1(),
            .fastai2(finalDiv: finalDiv), .torch(finalDiv: finalDiv), .torch(annealing: .linear, finalDiv: finalDiv),
            .torchThreePhase(finalDiv: finalDiv), .torchThreePhase(annealing: .linear, finalDiv: finalDiv),
            .optaxCosine(finalDiv: finalDiv), .optaxLinear(finalDiv: finalDiv),
        ]
        for flavor in flavors {
            let isOptax = flavor == .optaxCosine(finalDiv: finalDiv) || flavor == .optaxLinear(finalDiv: finalDiv)
            let momentum = draws.momentum()
            examples.append(
                Example(
                    name: "one_cycle \(flavor)",
                    schedule: try OneCycle(
                        lrMax: draws.rate(), flavor: flavor, divFactor: draws.uniform(1, 100),
                        pctStart: draws.share(upTo: flavor.maxPctStart),
                        momentum: isOptax ? .standard : momentum)))
        }
        return examples
    }

    private static func policies(_ draws: inout Draws) throws -> [Example] {
        let lr = draws.rate()
        let low = lr * draws.share()
        let modes: [Cyclic.Mode] = [.triangular, .triangular2, .expRange(gamma: draws.uniform(0.9, 1))]
        var all: [(String, any Schedule)] = [
            ("constant", try Constant(lr: lr)),
            ("cosine", try CosineAnnealing(lr: lr, lrMin: low)),
            (
                "cosine_restarts",
                try CosineRestarts(
                    lr: lr, lrMin: low, firstCycle: draws.length(from: 1),
                    cycleMult: draws.integer(0...1) == 0 ? draws.uniform(1, 3) : Double(draws.integer(1...3)))
            ),
            (
                "sgdr",
                try SGDR(
                    lrMax: lr, cycles: draws.integer(1...5), cycleLen: draws.length(from: 1),
                    cycleMult: Double(draws.integer(1...3)))
            ),
            ("step", try StepDecay(lr: lr, gamma: draws.uniform(0.01, 1), every: draws.length(from: 1))),
            (
                "multistep",
                try MultiStepDecay(
                    lr: lr, gamma: draws.uniform(0.01, 1),
                    milestones: (0..<draws.integer(0...6)).map { _ in draws.length() })
            ),
            ("exponential", try ExponentialDecay(lr: lr, gamma: draws.uniform(0.01, 1))),
            ("inverse", try InverseDecay(lr: lr, gamma: draws.rate(), power: draws.uniform(0, 3))),
            ("polynomial", try PolynomialDecay(lr: lr, power: draws.uniform(0, 4))),
            (
                "linear",
                try LinearSchedule(
                    lr: lr, startFactor: draws.share(), endFactor: draws.share(), over: draws.length())
            ),
            ("flat_cos", try FlatCosine(lr: lr, pctStart: draws.share(), finalDiv: draws.uniform(1, 1e5))),
            (
                "warmup_cosine",
                try WarmupCosine(lr: lr, lrStart: low, warmup: draws.length(), lrEnd: lr * draws.share())
            ),
            ("plateau", try Plateau(lr: lr)),
        ]
        for mode in modes {
            all.append(
                (
                    "cyclic",
                    try Cyclic(
                        lrMin: low, lrMax: lr, stepUp: draws.length(from: 1), stepDown: draws.length(from: 1),
                        mode: mode, momentum: (high: 0.95, low: 0.8))
                ))
        }
        for shape in [Annealing.linear, .cosine, .oneMinusSqrt] {
            all.append(
                (
                    "trapezoid",
                    try Trapezoid(
                        lr: lr, lrStart: low, warmup: draws.length(), decay: draws.length(), lrEnd: lr * draws.share(),
                        decayShape: shape)
                ))
        }
        return all.map { Example(name: $0.0, schedule: $0.1) }
    }

    private static func compositions(_ draws: inout Draws) throws -> [Example] {
        let parts = try policies(&draws)
        let chosen = (0..<draws.integer(1...5)).map { _ in parts[draws.integer(0...parts.count - 1)].schedule }
        let isOpen = draws.integer(0...1) == 0
        let sequence = try ScheduleSequence(
            chosen.enumerated().map { index, schedule in
                .init(for: isOpen && index == chosen.count - 1 ? nil : draws.length(), schedule)
            })
        let hyperparameters = try Hyperparameters(
            lr: try CosineAnnealing(lr: 1), momentum: try LinearSchedule(lr: 0.9, startFactor: draws.share()),
            weightDecay: sequence)
        return [
            Example(name: "sequence", schedule: sequence),
            Example(name: "hyperparameters", schedule: hyperparameters),
        ]
    }
}
