public import FigureFiles
public import Datasets
public import Networks
public import Plotting
public import Optimizers
public import RangeTest
public import Statistics

/// A whole experiment with every default filled in. `SpecSchema.jsonSchema` documents its keys.
public struct ExperimentSpec: Sendable, Equatable {
    /// Name of the experiment and of its folder: letters, digits, `.`, `_`, `-`; no dot in front.
    public var name: String
    /// For readers only.
    public var description: String
    /// Where images come from.
    public var data: DataSpec
    /// The network.
    public var model: ModelSpec
    /// The numbers that layers compute with.
    public var precision: Precision
    /// The optimizer.
    @EquatableOptimizer public var optimizer: any Optimizer
    /// Learning rate and momentum over the training.
    public var schedule: ScheduleSpec
    /// How long the training is.
    public var duration: DurationSpec
    /// Seeds of the runs: at least one, all different.
    public var seeds: [UInt64]
    /// The range test.
    public var lrFinder: LRFinderSpec
    /// Checkpoints of runs; nil: none.
    public var checkpoint: Checkpointing?
    /// The weights that are kept besides the last; nil: none.
    public var keepBest: KeptWeights?
    /// Smoothing of the loss figure.
    public var smoothing: Smoothing
    /// The figures to draw.
    public var figures: [FigureKind]
    /// The files each figure is written to: at least one.
    public var formats: [FigureFormat]
    /// The look of figures.
    public var look: FigureLook
}

extension ExperimentSpec {
    /// Reads a spec that the tables have checked and completed.
    /// - Parameters:
    ///   - facts: facts about the images.
    ///   - spec: the spec's path.
    init(_ values: SpecDecoder, facts: ImageFacts, besideSpec spec: String) throws {
        try self.init(
            name: values[RootKeys.name],
            description: values[RootKeys.description],
            data: DataSpec(values[RootKeys.data], facts: facts, besideSpec: spec),
            model: values[RootKeys.model],
            precision: values[RootKeys.precision],
            optimizer: values[RootKeys.optimizer],
            schedule: values[RootKeys.schedule],
            duration: values[DurationKeys.duration],
            seeds: values[RootKeys.seeds],
            lrFinder: values[RootKeys.lrFinder],
            checkpoint: values[KeepingKeys.checkpoint],
            keepBest: values[KeepingKeys.keepBest],
            smoothing: values[FigureKeys.smoothing],
            figures: values[FigureKeys.figures],
            formats: values[FigureKeys.formats],
            look: FigureLook(values))
    }
}

/// `data`: where images come from and how they are put into batches.
public struct DataSpec: Sendable, Equatable {
    /// Where images come from, by name.
    public var source: DatasetSource
    /// The source with everything that decides its images.
    public var images: ImageSource
    /// Channels of a batch: 1 or 3; nil: as the images of a folder have.
    public var channels: Int?
    /// Facts about the images, known without loading them.
    public var facts: ImageFacts
    /// How bytes become values.
    public var normalize: Normalization
    /// Images per training step.
    public var batchSize: Int
    /// Images per validation step; changes results by rounding only.
    public var validBatchSize: Int
    /// Draw a new order for every epoch.
    public var shuffle: Bool
    /// Leave out the last, smaller batch of an epoch.
    public var dropLast: Bool
    /// Number of training images, the first of each class; nil: all.
    public var trainLimit: Int?
    /// Validate on images held out of the training images, the same for every seed; nil: on the source's own.
    public var validSplit: ValidationSplit?
    /// Random changes of the training images; nil: none.
    public var augment: Augmentation?
}

/// Length of the training: `epochs` or `steps`.
public enum DurationSpec: Sendable, Equatable {
    /// Passes over the training images.
    case epochs(Int)
    /// Training steps.
    case steps(Int)

    /// The limit on `steps`.
    public static let maxSteps = 10_000_000
}

/// `lr_finder`: the range test.
public struct LRFinderSpec: Sendable, Equatable {
    /// Rates, length, and the loss that is recorded; its `endLR` is greater than its `startLR`.
    public var test: LRFinder
    /// Seeds of the test.
    public var seeds: [UInt64]
}

/// `checkpoint`: how often runs write checkpoints.
public struct Checkpointing: Sendable, Equatable {
    /// Seconds of training between two checkpoints.
    public var seconds: Double

    /// A checkpoint after every `seconds` seconds.
    public init(seconds: Double) { self.seconds = seconds }
}

/// `keep_best`: the validation whose weights are kept.
public enum KeptWeights: String, Sendable, CaseIterable, Codable {
    /// That with the lowest mean cross-entropy.
    case loss
    /// That with the highest accuracy.
    case accuracy
}

/// One of `figures`: a figure of a run.
public enum FigureKind: String, Sendable, CaseIterable {
    /// The learning-rate range test.
    case lrFinder = "lr_finder"
    /// Learning rate and momentum by step.
    case schedule
    /// Loss and accuracy by step.
    case loss
    /// Validation accuracy by epoch.
    case accuracy
    /// Loss by the learning rate in force.
    case lossByRate = "loss_by_lr"
    /// Validation less training, by epoch.
    case gap
    /// Learning rate and momentum as a path.
    case rateMomentum = "lr_momentum"
    /// The curve of every seed.
    case seeds
    /// Training images with their labels.
    case gallery
    /// The worst mistakes of the first seed's network on validation images.
    case mistakes

    /// The default: the figures that need no images.
    static let `default`: [FigureKind] = [.lrFinder, .schedule, .loss]
}

/// `theme`, `medium` and `dpi`: the look of figures.
public struct FigureLook: Sendable, Equatable {
    /// Background: light or dark.
    public var ground: Theme.Ground
    /// Where figures are read; decides the sizes of text, lines and page.
    public var medium: Theme.Medium
    /// Pixels per inch of PNG files.
    public var dpi: Int

    /// Valid values of `dpi`.
    public static let dpiRange = 36...1200

    /// A look.
    /// - Parameter dpi: nil: the medium's.
    public init(ground: Theme.Ground = .light, medium: Theme.Medium = .screen, dpi: Int? = nil) {
        self.ground = ground
        self.medium = medium
        self.dpi = dpi ?? medium.dpi
    }
}
