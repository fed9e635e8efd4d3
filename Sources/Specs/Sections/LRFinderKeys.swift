import JSON
import RangeTest

/// `lr_finder`.
enum LRFinderKeys {
    static let kind = Kind<LRFinderSpec>.object(
        SpecSchema.Table([startLR, endLR, numIt, spacing, loss, stopDiv, seeds])
    ) { values in
        try LRFinderSpec(
            test: LRFinder(
                startLR: values[startLR], endLR: values[endLR], steps: values[numIt], spacing: values[spacing],
                loss: values[loss], stopsOnDivergence: values[stopDiv]),
            seeds: values[seeds])
    }

    /// Has the defaults.
    private static let standard = LRFinder()

    static let startLR = Key(
        "start_lr", .number(.learningRate), .default(.number(standard.startLR)), "Learning rate of the first step.")

    static let endLR = Key(
        "end_lr", .number(.learningRate), .default(.number(standard.endLR)), "Learning rate at which the test ends.")

    private static let numIt = Key(
        "num_it", .integer(2...100_000), .default(.number(Double(standard.steps))), "Number of steps.",
        aliases: ["num_iter"])

    private static let spacing = Key(
        "spacing", .word as Kind<LRFinder.Spacing>, .default(.string(standard.spacing.rawValue)),
        "How the learning rate grows from step to step: by equal factors, or by equal differences (linear).",
        aliases: ["step_mode", "mode"])

    private static let loss = Key(
        "loss", .word as Kind<LRFinder.LossSource>, .default(.string(standard.loss.rawValue)),
        "The recorded loss: of each step's batch before its update, or, after it, of "
            + "\(LRFinder.validationLimit) validation images, evenly spaced over the set (or all if there are fewer).")

    private static let stopDiv = Key(
        "stop_div", .boolean, .default(.bool(standard.stopsOnDivergence)),
        "Stop when the smoothed loss is four times the best.")

    static let seeds = Key(
        RootKeys.seeds.name, RootKeys.seedList,
        .computed(note: "the first of the experiment's seeds") { values in
            values[RootKeys.seeds.place]?.first.map { .numbers([$0]) }
        },
        "Seeds of the test: a list, or a count n for 0 to n - 1.")
}
