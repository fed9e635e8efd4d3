public import Datasets

/// A whole experiment, every default filled in. What its keys mean: `SpecSchema`.
public struct ExperimentSpec: Sendable, Equatable {
    public var name: String
    public var description: String
    public var data: DataSpec
    public var model: ModelSpec
    public var optimizer: OptimizerSpec
    public var schedule: ScheduleSpec
    public var duration: DurationSpec
    public var seeds: [UInt64]
    public var lrFinder: LRFinderSpec
    public var smoothing: SmoothingSpec
    public var figures: [FigureKind]
    public var formats: [FigureFormat]
}

/// `data`: where images come from and how they are put into batches.
public struct DataSpec: Sendable, Equatable {
    public var source: DatasetSource
    /// Images a training step sees.
    public var batchSize: Int
    /// Images a validation step sees; changes no result beyond rounding.
    public var validBatchSize: Int
    /// Draw a new order for every epoch.
    public var shuffle: Bool
    /// Leave out the last, smaller batch of an epoch.
    public var dropLast: Bool
    /// Train on the first so many images of the training file only; nil: on all.
    public var trainLimit: Int?
}

/// `model`: the network.
public struct ModelSpec: Sendable, Equatable {
    public enum Architecture: String, Sendable, CaseIterable {
        case simpleCNN = "simple_cnn"
    }
    public enum Initializer: String, Sendable, CaseIterable {
        case kaimingNormal = "kaiming_normal"
    }
    public var architecture: Architecture
    /// Channels of the images, of each convolution, and last the classes.
    public var channels: [Int]
    public var initializer: Initializer
}

/// `optimizer`, by its `type`.
public enum OptimizerSpec: Sendable, Equatable {
    case sgd(momentum: Double, nesterov: Bool, weightDecay: Double)
    case adamW(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)
}

/// `schedule`, by its `type`.
public enum ScheduleSpec: Sendable, Equatable {
    public enum OneCycleFlavor: String, Sendable, CaseIterable {
        case documented
        case threePhase = "three_phase"
    }
    case constant(lr: Double)
    case oneCycle(
        flavor: OneCycleFlavor, lrMax: Double, divFactor: Double, pctStart: Double,
        momentumHigh: Double, momentumLow: Double, finalDiv: Double?, cycleMomentum: Bool)
}

/// How long: exactly one of `epochs` and `steps`.
public enum DurationSpec: Sendable, Equatable {
    case epochs(Int)
    case steps(Int)
}

/// `lr_finder`: the range test.
public struct LRFinderSpec: Sendable, Equatable {
    public var startLR: Double
    public var endLR: Double
    /// Number of steps.
    public var numIt: Int
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
}

/// `formats`: the files a figure is written to.
public enum FigureFormat: String, Sendable, CaseIterable {
    case png
}
