public import Specs
public import Training

/// `summary.json` of one seed: how a run ended, and what is needed to repeat it.
public struct RunSummary: Sendable, Equatable, Codable {
    /// Metrics at the end of one epoch, as JSON holds them. Values that are not finite are left out.
    public struct Metrics: Sendable, Equatable, Codable {
        /// From 0.
        public var epoch: Int
        /// Mean loss of the epoch's steps, in nats; nil in summaries of older versions.
        public var trainLoss: Double?
        /// Running average of all losses up to the epoch's end (beta 0.98), in nats.
        public var runningLoss: Double?
        /// Mean cross-entropy over the validation set, in nats.
        public var validLoss: Double?
        /// Validation accuracy, 0...1.
        public var accuracy: Double?

        package init(_ record: EpochRecord) {
            func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
            epoch = record.epoch
            trainLoss = finite(record.trainLoss)
            runningLoss = finite(record.runningLoss)
            validLoss = finite(record.validLoss)
            accuracy = finite(record.accuracy)
        }

        /// Reads the JSON that a summary holds. Older versions wrote the running average as `train_loss`.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            epoch = try values.decode(Int.self, forKey: .epoch)
            let loss = try values.decodeIfPresent(Double.self, forKey: .trainLoss)
            let running = try values.decodeIfPresent(Double.self, forKey: .runningLoss)
            (trainLoss, runningLoss) = running == nil ? (nil, loss) : (loss, running)
            validLoss = try values.decodeIfPresent(Double.self, forKey: .validLoss)
            accuracy = try values.decodeIfPresent(Double.self, forKey: .accuracy)
        }
    }

    /// The validation whose weights `best.safetensors` holds.
    public struct KeptBest: Sendable, Equatable, Codable {
        /// The compared metric: loss or accuracy.
        public var by: KeptWeights
        /// The epoch of the validation, from 0.
        public var epoch: Int
    }

    /// The programs that made the run.
    public struct Versions: Sendable, Equatable, Codable {
        /// Of this program.
        public var onecycle: String
        /// Of oneDNN.
        public var oneDNN: String

        enum CodingKeys: String, CodingKey {
            case onecycle
            case oneDNN = "onednn"
        }
    }

    /// SHA-256, in hexadecimal digits.
    public struct Hashes: Sendable, Equatable {
        /// Of the part of the spec that determines the training.
        public var spec: String
        /// Of the images with their labels.
        public var images: ImageHashes
        /// Of the test images with their labels; nil without a test part.
        public var testData: String?
        /// Of `model.safetensors`.
        public var model = ""
        /// Of `steps.csv`.
        public var steps = ""
        /// Of `epochs.csv`, whose seconds differ between runs.
        public var epochs = ""
        /// Of `best.safetensors`; nil without this file.
        public var best: String?
    }

    /// The experiment's name.
    public var name: String
    /// The seed of initial weights, order of images, dropout and augmentation.
    public var seed: UInt64
    /// How the run ended. Older versions wrote `completed` for some runs that are stuck or diverged by the definition of
    /// today; `RecordedExperiment` corrects them.
    public var status: Outcome
    /// Why it is not `completed`.
    public var reason: String?
    /// The result without learning; nil in files of older versions.
    public var chance: ChanceLevel?
    /// Steps made.
    public var steps: Int
    /// The last validation; nil if the run had none.
    public var final: Metrics?
    /// The first validation with the highest accuracy.
    public var best: Metrics?
    /// nil without `best.safetensors`.
    public var keptBest: KeptBest?
    /// Accuracy of the last weights on the test images, 0...1, measured once at the end; nil without a test part.
    public var testAccuracy: Double?
    /// Mean cross-entropy of the same in nats; nil also if it is not finite.
    public var testLoss: Double?
    /// Seconds of all training and validation.
    public var trainSeconds: Double
    /// Seconds of loading or drawing the images, shared by the runs of one call.
    public var dataSeconds: Double
    /// Threads of the run.
    public var threads: Int
    /// The instruction set, as oneDNN names it.
    public var isa: String
    /// nil in folders of older versions.
    public var machine: Machine?
    /// The programs that made the run.
    public var versions: Versions
    /// Of the spec, the images and the files.
    public var hashes: Hashes
    /// SHA-256 of the file itself without this value; nil in files of older versions.
    public var record: String?
}

extension RunSummary: SelfRecording {}

/// JSON holds the hashes of images beside the others.
extension RunSummary.Hashes: Codable {
    private enum CodingKeys: String, CodingKey {
        case spec, testData, model, steps, epochs, best
    }

    /// Reads the JSON that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        spec = try values.decode(String.self, forKey: .spec)
        images = try ImageHashes(from: decoder)
        testData = try values.decodeIfPresent(String.self, forKey: .testData)
        model = try values.decode(String.self, forKey: .model)
        steps = try values.decode(String.self, forKey: .steps)
        epochs = try values.decode(String.self, forKey: .epochs)
        best = try values.decodeIfPresent(String.self, forKey: .best)
    }

    /// Writes the hashes of images beside the others.
    public func encode(to encoder: any Encoder) throws {
        try images.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(spec, forKey: .spec)
        try values.encodeIfPresent(testData, forKey: .testData)
        try values.encode(model, forKey: .model)
        try values.encode(steps, forKey: .steps)
        try values.encode(epochs, forKey: .epochs)
        try values.encodeIfPresent(best, forKey: .best)
    }
}
