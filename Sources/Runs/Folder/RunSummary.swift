/// summary.json of one seed: how a run ended, and what is needed to run it again.
public struct RunSummary: Sendable, Equatable, Codable {
    /// How a run ended.
    public enum Status: String, Sendable, Codable {
        /// All steps were made.
        case completed
        /// A loss was not a finite number, and the step after was not made; or a weight was none at the end.
        case diverged
    }

    /// Metrics at one epoch's end. A value that is not a finite number is left out.
    public struct Metrics: Sendable, Equatable, Codable {
        public var epoch: Int
        public var trainLoss: Double?
        public var validLoss: Double?
        public var accuracy: Double?
    }

    /// Which programs made it.
    public struct Versions: Sendable, Equatable, Codable {
        public var onecycle: String
        public var oneDNN: String

        enum CodingKeys: String, CodingKey {
            case onecycle
            case oneDNN = "onednn"
        }
    }

    /// SHA-256, in hexadecimal digits.
    public struct Hashes: Sendable, Equatable, Codable {
        /// Of what in the spec decides a training.
        public var spec: String
        /// Of the training and the validation images with their labels.
        public var trainData: String
        public var validData: String
        /// Of model.safetensors.
        public var model = ""
        /// Of steps.csv.
        public var steps = ""
        /// Of epochs.csv, whose seconds no two runs share.
        public var epochs = ""
    }

    public var name: String
    public var seed: UInt64
    public var status: Status
    public var steps: Int
    /// The last validation; nil where there was none.
    public var final: Metrics?
    /// The validation with the highest accuracy, the first of equals.
    public var best: Metrics?
    /// Every epoch's training and validation.
    public var trainSeconds: Double
    /// Loading or drawing the data, shared by the runs of one call.
    public var dataSeconds: Double
    public var threads: Int
    /// oneDNN's name of the instruction set.
    public var isa: String
    /// nil in folders that versions before this one wrote.
    public var machine: Machine?
    public var versions: Versions
    public var hashes: Hashes
}
