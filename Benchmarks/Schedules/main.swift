// Times a million values of every type and flavor of schedule, each the best of five passes. Also times what all
// callbacks add to a training step.
//
// Prints schedule_seconds NAME SECONDS, slowest_seconds, callbacks_microseconds, step_microseconds.
import Datasets
import Foundation
import Networks
import Optimizers
import Schedules
import Training

let clock = ContinuousClock()
let million = 1_000_000

/// Every type, flavor, mode and shape, and those that are hard on tables of cycles, milestones and parts.
func schedules() throws -> [(name: String, schedule: any Schedule)] {
    var all: [(name: String, schedule: any Schedule)] = []
    let flavors: [OneCycle.Flavor] = [
        .documented, .threePhase(), .fastai1(), .fastai2(), .torch(), .torch(annealing: .linear), .torchThreePhase(),
        .torchThreePhase(annealing: .linear), .optaxCosine(), .optaxLinear(),
    ]
    for flavor in flavors { all.append(("one_cycle \(flavor)", try OneCycle(lrMax: 0.1, flavor: flavor))) }
    let cosine = try CosineAnnealing(lr: 0.1)
    all += [("constant", try Constant(lr: 0.1)), ("cosine", cosine)]
    for (first, growth) in [(1000, 1), (1000, 2), (1, 1), (1, 1.0001), (10, 1.01), (100, 1.5)] {
        all.append(
            (
                "cosine_restarts first_cycle \(first) cycle_mult \(growth)",
                try CosineRestarts(lr: 0.1, firstCycle: .steps(first), cycleMult: growth)
            ))
    }
    all.append(("sgdr", try SGDR(lrMax: 0.1, cycles: 10, cycleLen: .fraction(1.0 / 1023))))
    for mode in [Cyclic.Mode.triangular, .triangular2, .expRange(gamma: 0.99999)] {
        all.append(
            (
                "cyclic \(mode)",
                try Cyclic(lrMin: 0, lrMax: 0.1, stepUp: .partialSteps(96.5), mode: mode, momentum: (0.95, 0.85))
            ))
    }
    all += [
        ("step", try StepDecay(lr: 0.1, every: .partialSteps(96.5))),
        (
            "multistep of 1000",
            try MultiStepDecay(
                lr: 0.1, gamma: 0.99,
                milestones: (0..<1000).map { $0 % 2 == 0 ? .steps($0 * 1000) : .fraction(Double($0) / 1000) })
        ),
        ("exponential", try ExponentialDecay(lr: 0.1, gamma: 0.99999)),
        ("inverse", try InverseDecay(lr: 0.1, gamma: 1e-4, power: 0.75)),
        ("polynomial", try PolynomialDecay(lr: 0.1, power: 0.9)),
        ("linear", try LinearSchedule(lr: 0.1)), ("flat_cos", try FlatCosine(lr: 0.1)),
        ("warmup_cosine", try WarmupCosine(lr: 0.1, warmup: .fraction(0.1))), ("plateau", try Plateau(lr: 0.1)),
    ]
    for shape in [Annealing.linear, .cosine, .oneMinusSqrt] {
        all.append(
            (
                "trapezoid \(shape)",
                try Trapezoid(lr: 0.1, warmup: .fraction(0.5), decay: .fraction(0.5), decayShape: shape)
            ))
    }
    for count in [2, 1000] {
        let part = ScheduleSequence.Part(for: .fraction(1 / Double(count)), cosine)
        all.append(("sequence of \(count)", try ScheduleSequence(Array(repeating: part, count: count))))
    }
    all.append(
        (
            "three of their own",
            try Hyperparameters(lr: cosine, momentum: CosineAnnealing(lr: 0.9), weightDecay: CosineAnnealing(lr: 0.01))
        ))
    return all
}

/// Seconds for a value of each of a million steps.
func seconds(_ schedule: any Schedule) throws -> Double {
    var sum = 0.0
    let time = try clock.measure {
        for step in 0..<million { sum += try schedule.values(at: step, of: million).lr }
    }
    precondition(sum.isFinite)
    return time / .seconds(1)
}

var slowest = (name: "", seconds: 0.0)
for (name, schedule) in try schedules() {
    var best = Double.infinity
    for _ in 0..<5 { best = min(best, try seconds(schedule)) }
    print("schedule_seconds \(name) " + String(format: "%.4f", best))
    if best > slowest.seconds { slowest = (name, best) }
}
print("slowest_seconds \(slowest.name) " + String(format: "%.4f", slowest.seconds))

/// A callback like the one of a run's progress display.
final class Counter: Callback {
    private(set) var steps = 0
    private(set) var loss = 0.0

    func batchEnd(_ state: TrainingState) {
        steps += 1
        loss = state.loss
    }
}

/// Grey images of 6 x 5 pixels in two classes: a step is short, so that the callbacks' time shows.
func smallSetup() throws -> TrainingSetup {
    func images(_ count: Int) -> ImageDataset {
        let labels = (0..<count).map { UInt8($0 % 2) }
        let pixels: [UInt8] = labels.flatMap { label in (0..<30).map { label * 100 + UInt8($0) } }
        return ImageDataset(
            pixels: pixels, labels: labels, height: 6, width: 5, channels: 3, classNames: ["dark", "light"],
            origin: "a benchmark")
    }
    return TrainingSetup(
        definition: try .simpleCNN(channels: [3, 4, 2], image: ImageShape(channels: 3, height: 6, width: 5)),
        weights: .drawn(.kaimingNormal), data: DataSplit(train: images(1000), valid: images(4)),
        batches: .init(size: 5, validSize: 4),
        optimizer: .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01))
}

/// Seconds of a step.
func step(_ setup: TrainingSetup, _ callbacks: [any Callback]) throws -> Double {
    let (trainer, steps) = (try Trainer(setup, seed: 0), 10_000)
    let time = try clock.measure { try trainer.train(steps: steps, validating: false, callbacks: callbacks) }
    return time / .seconds(1) / Double(steps)
}

let setup = try smallSetup()
var (alone, together): ([Double], [Double]) = ([], [])
for _ in 0..<9 {
    alone.append(try step(setup, []))
    let schedule = try Hyperparameters(lr: OneCycle(lrMax: 1e-3), weightDecay: CosineAnnealing(lr: 0.01))
    together.append(try step(setup, [ScheduleCallback(schedule), Recorder(), Counter()]))
}
let (without, with) = (alone.sorted()[4] * 1e6, together.sorted()[4] * 1e6)
print("step_microseconds " + String(format: "%.2f", without))
print("callbacks_microseconds " + String(format: "%.2f", with - without))
