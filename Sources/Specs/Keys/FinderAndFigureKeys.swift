import JSON
import Training

extension SpecSchema {
    /// `lr_finder`.
    static let lrFinder = Table([
        .field(
            Field(
                key: "start_lr", shape: .number(.learningRate), presence: .value(1e-7),
                documentation: "Learning rate of the first step.")),
        .field(
            Field(
                key: "end_lr", shape: .number(.learningRate), presence: .value(10),
                documentation: "Learning rate that the test runs up to.")),
        .field(
            Field(
                key: "num_it", shape: .integer(2...100_000), presence: .value(100), documentation: "Number of steps.",
                aliases: ["num_iter"])),
        .field(
            Field(
                key: "spacing", shape: .choice(LRFinder.Spacing.allCases.map(\.rawValue)),
                presence: .value("exponential"),
                documentation:
                    "How the learning rate grows from step to step: by equal factors, or by equal differences "
                    + "(linear).", aliases: ["step_mode", "mode"])),
        .field(
            Field(
                key: "loss", shape: .choice(LRFinder.LossSource.allCases.map(\.rawValue)),
                presence: .value("training"),
                documentation: "The loss that is recorded: of each step's batch before its update, or after it of "
                    + "\(LRFinder.validationLimit) validation images, evenly spaced over the set (all where there are "
                    + "fewer).")),
        .field(
            Field(
                key: "stop_div", shape: .boolean, presence: .value(true),
                documentation: "Stop when the smoothed loss is four times the best.")),
        .field(
            Field(
                key: "seeds", shape: seeds,
                presence: .computed(note: "the first of the experiment's seeds") { values in
                    values.numbers("seeds")?.first.map { [.number($0)] }
                },
                documentation: "Seeds of the test: a list, or a count n for 0 to n - 1.")),
    ])

    /// `smoothing`.
    static let smoothing = Table([
        .exactlyOne(
            Group(
                fields: [
                    Field(
                        key: "beta", shape: .number(.momentum), presence: .value(0.98),
                        documentation: "Exponential average with bias correction: the weight of what was before."),
                    Field(
                        key: "window", shape: .number(.above(0, upTo: 1)), presence: .required,
                        documentation: "Mean of the last steps: how many, as a share of an epoch."),
                ], fallback: "beta"))
    ])
}

extension LRFinderSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(
            startLR: try values.double("start_lr"),
            endLR: try values.double("end_lr"),
            numIt: try values.int("num_it"),
            spacing: try values.choice("spacing"),
            loss: try values.choice("loss"),
            stopDiv: try values.bool("stop_div"),
            seeds: try values.seeds("seeds"))
    }
}

extension SmoothingSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self =
            values.has("window")
            ? .window(fraction: try values.double("window"))
            : .exponential(beta: try values.double("beta"))
    }
}
