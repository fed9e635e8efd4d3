public import Networks

/// The state of a training between two batches, from which it can resume.
///
/// A resumed training ends with the same bits as one that never stopped, if setup, seed and number of steps are the
/// same. The batches' order, dropout and augmentation are functions of these three and need no state.
public struct TrainingPoint: Sendable, Equatable {
    /// The place in the training.
    public struct Position: Sendable, Equatable {
        /// Steps made.
        public var step: Int
        /// The current epoch, from 0.
        public var epoch: Int
        /// Batches of the current epoch that were trained; fewer than the epoch has.
        public var batch: Int
        /// Seconds of the current epoch so far.
        public var epochSeconds: Double
        /// The last validation; nil before the first.
        public var validation: Validation?

        /// A place.
        public init(step: Int, epoch: Int, batch: Int, epochSeconds: Double, validation: Validation?) {
            self.step = step
            self.epoch = epoch
            self.batch = batch
            self.epochSeconds = epochSeconds
            self.validation = validation
        }
    }

    /// An optimizer's state, with a tensor for each parameter: [array][parameter], each in plain order.
    public struct OptimizerTensors: Sendable, Equatable {
        /// By the array's name, in the order of the network's parameters.
        public var tensors: [String: [[Float]]]
        /// Counters by name, such as the steps made.
        public var counters: [String: Int]

        /// A state of these values.
        public init(tensors: [String: [[Float]]], counters: [String: Int]) {
            self.tensors = tensors
            self.counters = counters
        }
    }

    /// The place in the training.
    public var position: Position
    /// Weights and running statistics.
    public var network: NetworkState
    /// The optimizer's state.
    public var optimizer: OptimizerTensors
    /// The states of the callbacks that have one, by name.
    public var callbacks: [String: CallbackState]

    /// A point of these parts.
    public init(
        position: Position, network: NetworkState, optimizer: OptimizerTensors, callbacks: [String: CallbackState]
    ) {
        self.position = position
        self.network = network
        self.optimizer = optimizer
        self.callbacks = callbacks
    }
}

/// Why a training cannot resume from a point.
public enum TrainingPointError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The position lies outside of the training.
    case position
    /// Weights or running statistics of another network.
    case network
    /// State of another optimizer, or of one that cannot be resumed.
    case optimizer
    /// The state of the callback of this name is missing, or another one's.
    case callback(String)

    /// "it belongs to another network"
    public var description: String {
        switch self {
        case .position: "its position is outside of this training"
        case .network: "it belongs to another network"
        case .optimizer: "it belongs to another optimizer"
        case .callback(let name): "it lacks the state of \"\(name)\""
        }
    }
}

/// Pauses a training between two batches, to take a point or to end it there.
public protocol TrainingPauses: AnyObject {
    /// Whether to pause now. Read after every batch, so it should cost no more than an atomic load.
    var isPauseWanted: Bool { get }

    /// Called in a pause, on the training's thread. After the last batch of an epoch, the pause follows the validation.
    /// - Parameter takePoint: takes a point; nil if the optimizer's state is unknown.
    /// - Returns: whether the training continues. Otherwise it ends here, without a validation and without `trainEnd`.
    func pause(_ takePoint: () throws -> TrainingPoint?) throws -> Bool
}
