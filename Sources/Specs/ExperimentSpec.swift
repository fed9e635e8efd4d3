public import FigureFiles
public import Datasets
public import Plotting
public import Training

/// A whole experiment, every default filled in. What its keys mean: `SpecSchema`.
public struct ExperimentSpec: Sendable, Equatable {
    /// Name of the experiment and of its folder: letters, digits, `.`, `_`, `-`; no dot in front.
    public var name: String
    /// For readers only.
    public var description: String
    /// Where images come from.
    public var data: DataSpec
    /// The network.
    public var model: ModelSpec
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
    /// How the loss figure averages.
    public var smoothing: SmoothingSpec
    /// What is drawn.
    public var figures: [FigureKind]
    /// The files each figure is written to: at least one.
    public var formats: [FigureFormat]
    /// What figures look like.
    public var look: FigureLook
}

/// `data`: where images come from and how they are put into batches.
public struct DataSpec: Sendable, Equatable {
    /// Where images come from, by name.
    public var source: DatasetSource
    /// The same with everything that decides which images they are.
    public var images: ImageSource
    /// Channels of a batch: 1 or 3; nil: as the pictures of a folder have.
    public var channels: Int?
    /// What is known of the images without loading them.
    public var facts: ImageFacts
    /// How bytes become values.
    public var normalize: Normalization
    /// Images a training step sees.
    public var batchSize: Int
    /// Images a validation step sees; changes no result beyond rounding.
    public var validBatchSize: Int
    /// Draw a new order for every epoch.
    public var shuffle: Bool
    /// Leave out the last, smaller batch of an epoch.
    public var dropLast: Bool
    /// Train on so many images only, the first of each class; nil: on all.
    public var trainLimit: Int?
    /// Validate on images held out of those to train on, the same ones for every seed; nil: on the source's own.
    public var validSplit: HeldOut?
    /// How the images that are trained on are changed; nil: not.
    public var augment: Augmentation?
}

/// How long: exactly one of `epochs` and `steps`.
public enum DurationSpec: Sendable, Equatable {
    case epochs(Int)
    case steps(Int)

    /// The greatest number of steps that may be asked for.
    public static let mostSteps = 10_000_000
}

/// `lr_finder`: the range test.
public struct LRFinderSpec: Sendable, Equatable {
    /// Learning rate of the first step.
    public var startLR: Double
    /// Learning rate the test runs up to; greater than `startLR`.
    public var endLR: Double
    /// Number of steps.
    public var numIt: Int
    /// How the rate grows.
    public var spacing: LRFinder.Spacing
    /// Which loss is recorded.
    public var loss: LRFinder.LossSource
    /// Stop when the smoothed loss is four times the best.
    public var stopDiv: Bool
    /// Seeds of the test; the first seed of the experiment where none are named.
    public var seeds: [UInt64]
}

/// `smoothing`: how the loss figure averages.
public enum SmoothingSpec: Sendable, Equatable {
    /// Exponential, bias-corrected.
    case exponential(beta: Double)
    /// Mean of the last so many of an epoch's steps, as a share of it.
    case window(fraction: Double)
}

/// `figures`: what is drawn of a run.
public enum FigureKind: String, Sendable, CaseIterable {
    case lrFinder = "lr_finder"
    case schedule
    case loss
    /// Validation accuracy by epoch.
    case accuracy
    /// Images to train on, with their labels.
    case gallery
    /// The validation images that the first seed's network is most wrong about.
    case mistakes

    /// What is drawn where nothing is said: what needs no images.
    static let usual: [FigureKind] = [.lrFinder, .schedule, .loss]
}

/// `theme`, `medium` and `dpi`: what figures look like.
public struct FigureLook: Sendable, Equatable {
    /// Light or dark.
    public var ground: Theme.Ground
    /// What figures are read on: decides type, lines and size.
    public var medium: Theme.Medium
    /// Pixels an inch of PNG files.
    public var dpi: Int

    /// Pixels an inch that there may be.
    public static let dpiRange = 36...1200

    public init(ground: Theme.Ground = .light, medium: Theme.Medium = .screen, dpi: Int? = nil) {
        self.ground = ground
        self.medium = medium
        self.dpi = dpi ?? medium.dpi
    }
}
