/// The record of one training step: raw values, never smoothed, and the hyperparameters that were applied.
public struct StepRecord: Sendable, Equatable {
    /// 0 for the first step of the training.
    public var step: Int
    /// 0 for the first epoch.
    public var epoch: Int
    /// Learning rate.
    public var lr: Double
    /// SGD's momentum or Adam's beta1; nil if the optimizer has none.
    public var momentum: Double?
    /// Weight decay, if a schedule moves it.
    public var weightDecay: Double?
    /// Mean cross-entropy of the batch, in nats.
    public var loss: Double
    /// Share of the batch that was classified correctly, 0...1.
    public var accuracy: Double

    /// A row.
    public init(
        step: Int, epoch: Int, lr: Double, momentum: Double?, weightDecay: Double? = nil, loss: Double,
        accuracy: Double
    ) {
        self.step = step
        self.epoch = epoch
        self.lr = lr
        self.momentum = momentum
        self.weightDecay = weightDecay
        self.loss = loss
        self.accuracy = accuracy
    }
}

/// The record of one epoch's end.
public struct EpochRecord: Sendable, Equatable {
    /// 0 for the first epoch.
    public var epoch: Int
    /// The training loss smoothed exponentially with bias correction (beta 0.98) at the epoch's last step, as fastai prints it.
    public var trainLoss: Double
    /// Mean cross-entropy over the validation set, in nats.
    public var validLoss: Double
    /// Share of the validation set that was classified correctly, 0...1.
    public var accuracy: Double
    /// Seconds of this epoch's training and validation.
    public var seconds: Double

    /// A row.
    public init(epoch: Int, trainLoss: Double, validLoss: Double, accuracy: Double, seconds: Double) {
        self.epoch = epoch
        self.trainLoss = trainLoss
        self.validLoss = validLoss
        self.accuracy = accuracy
        self.seconds = seconds
    }
}

/// The record of one training run: one row per step, one row per epoch.
public struct History: Sendable, Equatable {
    /// In the order of the steps.
    public var steps: [StepRecord]
    /// In the order of the epochs.
    public var epochs: [EpochRecord]

    /// A record of these rows.
    public init(steps: [StepRecord] = [], epochs: [EpochRecord] = []) {
        self.steps = steps
        self.epochs = epochs
    }

    /// Steps of the first epoch, at least 1.
    package var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}

extension [History] {
    /// Steps of the first history's first epoch, at least 1.
    package var stepsPerEpoch: Int { first?.stepsPerEpoch ?? 1 }
}
