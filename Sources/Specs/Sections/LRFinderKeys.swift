import JSON
import RangeTest
import Schedules

/// `lr_finder`.
enum LRFinderKeys {
    static let kind = Kind<LRFinderSpec>.object(
        SpecSchema.Table([method, startLR, endLR, numIt, spacing, momentum, loss, stopDiv, seeds])
    ) { values in
        try LRFinderSpec(
            test: LRFinder(
                method: values[method], startLR: values[startLR], endLR: values[endLR], steps: values[numIt],
                spacing: values[spacing],
                loss: values[loss], stopsOnDivergence: values[stopDiv], momentum: values[momentum]),
            seeds: values[seeds])
    }

    /// Has the defaults.
    private static let standard = LRFinder()

    private static let method = Key(
        "method", .word as Kind<LRFinder.Method>,
        .computed(note: "fastai if the schedule takes a rate by one of fastai's methods, else recommended") { values in
            let schedule = values[RootKeys.schedule.place.path] ?? .null
            return .string((RateKeys.namesFastaiMethod(schedule) ? LRFinder.Method.fastai : .recommended).rawValue)
        },
        "Whose settings the other keys have by default, and which divergence ends the test. recommended: ours, from "
            + "several seeds; fastai: fastai's, from one seed.", aliases: ["suggest_method"])

    static let startLR = Key(
        "start_lr", .number(.learningRate), .default(.number(standard.startLR)), "Learning rate of the first step.")

    static let endLR = Key(
        "end_lr", .number(.learningRate), .default(.number(standard.endLR)), "Learning rate at which the test ends.")

    private static let numIt = Key(
        "num_it", .integer(2...100_000),
        .computed(
            note:
                "the training's number of steps, but at least \(steps.lowerBound) and at most \(steps.upperBound); by "
                + "fastai's method \(LRFinder.Method.fastai.defaultSteps)"
        ) { values in
            guard let method = values[method.of(RootKeys.lrFinder)] else { return nil }
            if method == .fastai { return .number(Double(method.defaultSteps)) }
            // An invalid length is reported elsewhere.
            let training = values.nominalSteps ?? steps.upperBound
            return .number(Double(min(max(training, steps.lowerBound), steps.upperBound)))
        }, "Number of steps of each seed.", aliases: ["num_iter"])

    /// Steps of a test by our method. What a network makes of a rate depends on what it has learned before, so a short
    /// training has a short test.
    private static let steps = 100...LRFinder.Method.recommended.defaultSteps

    private static let spacing = Key(
        "spacing", .word as Kind<LRFinder.Spacing>, .default(.string(standard.spacing.rawValue)),
        "How the learning rate grows from step to step: by equal factors, or by equal differences (linear).",
        aliases: ["step_mode", "mode"])

    private static let momentum = Key(
        ScheduleKeys.momentum.name, .optional(.number(.momentum)),
        .computed(note: "that of the schedule's highest rate, by fastai's method null") { values in
            guard let method = values[method.of(RootKeys.lrFinder)] else { return nil }
            let schedule = values[RootKeys.schedule.place.path] ?? .null
            return (method == .recommended ? PolicyKeys.momentumAtPeak(of: schedule) : nil).map { .number($0) } ?? .null
        }, "SGD's momentum or Adam's beta1 in every step; null: the optimizer's own.")

    private static let loss = Key(
        "loss", .word as Kind<LRFinder.LossSource>, .default(.string(standard.loss.rawValue)),
        "The recorded loss: of each step's batch before its update, or, after it, of "
            + "\(LRFinder.validationLimit) validation images, evenly spaced over the set (or all if there are fewer).")

    private static let stopDiv = Key(
        "stop_div", .boolean, .default(.bool(standard.stopsOnDivergence)),
        "Stop when the loss stays above twice its level at the start; by fastai's method, when the smoothed loss is "
            + "four times the best.")

    static let seeds = Key(
        RootKeys.seeds.name, RootKeys.seedList,
        .computed(
            note:
                "5 to 10 seeds from the first of the experiment's, for 1000 steps in all; by fastai's method the first "
                + "alone"
        ) { values in
            guard let first = values.firstSeed ?? values[RootKeys.seeds.place]?.first,
                let method = values[method.of(RootKeys.lrFinder)], let steps = values[numIt.of(RootKeys.lrFinder)]
            else { return nil }
            return .numbers(seeds(from: first, count: method.defaultSeeds(steps: steps)))
        },
        "Seeds of the test: a list, or a count n for 0 to n - 1.")

    /// The seeds that follow one another from `first`, within the range of seeds.
    static func seeds(from first: UInt64, count: Int) -> [UInt64] {
        let lowest = min(first, UInt64(RootKeys.seedRange.upperBound - count + 1))
        return (0..<UInt64(count)).map { lowest + $0 }
    }
}
