import Datasets
import FigureFiles
import JSON

extension SpecSchema {
    /// A whole spec.
    static let root = Table(
        [
            .field(
                Field(
                    key: "name", shape: .text(.name),
                    presence: .computed(note: "the file's name without .json") { .string($0.fileName) },
                    documentation: "Name of the experiment and of its folder under the output folder.",
                    decidesTraining: false)),
            .field(
                Field(
                    key: "description", shape: .text(.any), presence: .value(""),
                    documentation: "What the experiment is for; for readers only.", decidesTraining: false)),
            .field(
                Field(
                    key: "data", shape: .object(data), presence: .value([:]),
                    documentation: "Where images come from and how they are put into batches.", aliases: ["dataset"])),
            .field(
                Field(
                    key: "model", shape: .object(model), presence: .value([:]), documentation: "The network.",
                    aliases: ["network", "net"])),
            .field(
                Field(
                    key: "optimizer", shape: .object(optimizer), presence: .value([:]),
                    documentation: "What turns gradients into steps.", aliases: ["opt", "optim"])),
            .field(
                Field(
                    key: "schedule", shape: .object(schedule), presence: .required,
                    documentation: "Learning rate and momentum over the training.",
                    aliases: ["scheduler", "lr_scheduler", "policy"])),
            .exactlyOne(
                Group(
                    fields: [
                        Field(
                            key: "epochs", shape: .integer(1...100_000), presence: .value(2),
                            documentation: "How long, in passes over the training images.", aliases: ["n_epochs"]),
                        Field(
                            key: "steps", shape: .integer(1...DurationSpec.mostSteps), presence: .required,
                            documentation: "How long, in steps.", aliases: ["n_steps", "iterations"]),
                    ], fallback: "epochs")),
            .field(
                Field(
                    key: "seeds", shape: seeds, presence: .value([0]),
                    documentation:
                        "Seeds of the runs: a list, or a count n for 0 to n - 1. A seed decides initial weights "
                        + "and the order of images.", decidesTraining: false)),
            .field(
                Field(
                    key: "lr_finder", shape: .object(lrFinder), presence: .value([:]),
                    documentation: "The learning-rate range test.", aliases: ["finder"], decidesTraining: false)),
            .field(
                Field(
                    key: "smoothing", shape: .object(smoothing), presence: .value([:]),
                    documentation: "How the loss figure averages: exponentially (beta), or the last steps (window).",
                    decidesTraining: false)),
            .field(
                Field(
                    key: "figures", shape: subset(of: FigureKind.allCases.map(\.rawValue), orNone: true),
                    presence: .value(.strings(FigureKind.usual.map(\.rawValue))),
                    documentation:
                        "The figures that are drawn: the range test, the schedule, loss and accuracy by step, "
                        + "validation accuracy by epoch, images to train on, and the worst mistakes of the first seed's "
                        + "network.", decidesTraining: false)),
            .field(
                Field(
                    key: "formats", shape: subset(of: FigureFormat.allCases.map(\.rawValue), orNone: false),
                    presence: .value(["png"]), documentation: "The files that each figure is written to.",
                    decidesTraining: false)),
        ] + look)

    /// A list of different seeds, or a count.
    static let seeds = Shape.either([
        .list(List(element: .integer(seedRange), count: 1...maxSeeds, isDistinct: true)),
        .shorthand(.integer(1...maxSeeds)) { count in
            guard case .number(let count) = count, let count = Int(exactly: count) else { return count }
            return .numbers(Array(0..<count))
        },
    ])

    /// Seeds of one experiment.
    package static let maxSeeds = 10_000

    /// Every reader of JSON keeps integers up to here.
    static let seedRange = 0...((1 << 53) - 1)

    /// Different words out of some.
    private static func subset(of words: [String], orNone: Bool) -> Shape {
        .list(List(element: .choice(words), count: (orNone ? 0 : 1)...words.count, isDistinct: true))
    }
}

extension ExperimentSpec {
    /// Reads what the tables have checked and completed.
    /// - Parameters:
    ///   - facts: what is known of the images.
    ///   - spec: the spec's path.
    init(_ values: CheckedObject, facts: ImageFacts, besideSpec spec: String) throws(SchemaMismatch) {
        self.init(
            name: try values.string("name"),
            description: try values.string("description"),
            data: try DataSpec(try values.object("data"), facts: facts, besideSpec: spec),
            model: try ModelSpec(try values.object("model")),
            optimizer: try values.object("optimizer").optimizer(),
            schedule: try ScheduleSpec(try values.object("schedule")),
            duration: try DurationSpec(values),
            seeds: try values.seeds("seeds"),
            lrFinder: try LRFinderSpec(try values.object("lr_finder")),
            smoothing: try SmoothingSpec(try values.object("smoothing")),
            figures: try values.choices("figures"),
            formats: try values.choices("formats"),
            look: try FigureLook(values))
    }
}

extension DurationSpec {
    fileprivate init(_ values: CheckedObject) throws(SchemaMismatch) {
        self = values.has("steps") ? .steps(try values.int("steps")) : .epochs(try values.int("epochs"))
    }
}
