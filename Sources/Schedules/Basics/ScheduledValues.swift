/// The hyperparameters that a schedule sets for one batch.
public struct ScheduledValues: Sendable, Equatable {
    /// Learning rate.
    public var lr: Double
    /// SGD's momentum or Adam's beta1; nil if the schedule leaves it to the optimizer.
    public var momentum: Double?
    /// Weight decay, in the optimizer's sense; nil if the schedule leaves it to the optimizer.
    public var weightDecay: Double?

    /// Values; those that are nil are the optimizer's own.
    public init(lr: Double, momentum: Double? = nil, weightDecay: Double? = nil) {
        self.lr = lr
        self.momentum = momentum
        self.weightDecay = weightDecay
    }
}

/// Hyperparameters that a schedule moves besides the learning rate.
public struct MovedHyperparameters: Sendable, Equatable {
    /// Whether it moves SGD's momentum or Adam's beta1.
    public var momentum: Bool
    /// Whether it moves the weight decay.
    public var weightDecay: Bool

    /// Neither, unless given.
    public init(momentum: Bool = false, weightDecay: Bool = false) {
        self.momentum = momentum
        self.weightDecay = weightDecay
    }
}
