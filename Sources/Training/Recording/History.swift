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
    /// Mean loss of the epoch's steps, in nats.
    public var trainLoss: Double
    /// Exponential average with bias correction (beta 0.98) of all losses up to the epoch's last step, as fastai prints it.
    /// It lags by up to 49 steps. NaN if it was not recorded.
    public var runningLoss: Double
    /// Mean cross-entropy over the validation set, in nats.
    public var validLoss: Double
    /// Share of the validation set that was classified correctly, 0...1.
    public var accuracy: Double
    /// Seconds of this epoch's training and validation.
    public var seconds: Double

    /// A row.
    public init(
        epoch: Int, trainLoss: Double, runningLoss: Double = .nan, validLoss: Double, accuracy: Double, seconds: Double
    ) {
        self.epoch = epoch
        self.trainLoss = trainLoss
        self.runningLoss = runningLoss
        self.validLoss = validLoss
        self.accuracy = accuracy
        self.seconds = seconds
    }
}

extension StepRecord {
    private static let numbersPerRow = 6

    /// Rows without their step, as a list of numbers; NaN stands for a value that is missing.
    static func numbers(of rows: some Collection<StepRecord>) -> [Double] {
        var numbers: [Double] = []
        numbers.reserveCapacity(rows.count * numbersPerRow)
        for row in rows {
            numbers.append(Double(row.epoch))
            numbers.append(row.lr)
            numbers.append(row.momentum ?? .nan)
            numbers.append(row.weightDecay ?? .nan)
            numbers.append(row.loss)
            numbers.append(row.accuracy)
        }
        return numbers
    }

    /// The rows of such a list, from step 0 on; nil if it is none.
    static func rows(of numbers: [Double]) -> [StepRecord]? {
        guard numbers.count % numbersPerRow == 0 else { return nil }
        var rows: [StepRecord] = []
        rows.reserveCapacity(numbers.count / numbersPerRow)
        for start in stride(from: 0, to: numbers.count, by: numbersPerRow) {
            guard let epoch = Int(exactly: numbers[start]) else { return nil }
            func optional(_ place: Int) -> Double? { numbers[start + place].isNaN ? nil : numbers[start + place] }
            rows.append(
                StepRecord(
                    step: rows.count, epoch: epoch, lr: numbers[start + 1], momentum: optional(2),
                    weightDecay: optional(3), loss: numbers[start + 4], accuracy: numbers[start + 5]))
        }
        return rows
    }
}

extension BidirectionalCollection<StepRecord> {
    /// Mean loss of the last rows that are of one epoch; NaN if they are of another one.
    func meanLoss(ofLastEpoch epoch: Int) -> Double {
        var (sum, count) = (0.0, 0)
        for row in self.reversed() {
            if row.epoch != epoch { break }
            sum += row.loss
            count += 1
        }
        return sum / Double(count)
    }
}

extension EpochRecord {
    private static let numbersPerRow = 6

    /// Rows as a list of numbers.
    static func numbers(of rows: [EpochRecord]) -> [Double] {
        rows.flatMap { [Double($0.epoch), $0.trainLoss, $0.runningLoss, $0.validLoss, $0.accuracy, $0.seconds] }
    }

    /// The rows of such a list; nil if it is none.
    static func rows(of numbers: [Double]) -> [EpochRecord]? {
        guard numbers.count % numbersPerRow == 0 else { return nil }
        var rows: [EpochRecord] = []
        for start in stride(from: 0, to: numbers.count, by: numbersPerRow) {
            guard let epoch = Int(exactly: numbers[start]) else { return nil }
            rows.append(
                EpochRecord(
                    epoch: epoch, trainLoss: numbers[start + 1], runningLoss: numbers[start + 2],
                    validLoss: numbers[start + 3], accuracy: numbers[start + 4], seconds: numbers[start + 5]))
        }
        return rows
    }
}

/// The record of one training run: one row per step, one row per epoch.
public struct History: Sendable, Equatable {
    /// In the order of the steps.
    public var steps: [StepRecord]
    /// In the order of the epochs.
    public var epochs: [EpochRecord]
    /// How the run ended by its whole record, which says more than the rows; nil: unknown.
    package var recordedOutcome: Outcome?

    /// A record of these rows.
    public init(steps: [StepRecord] = [], epochs: [EpochRecord] = []) {
        self.steps = steps
        self.epochs = epochs
    }

    /// How the run ended, by its whole record if that is known, or else by the rows.
    public var outcome: Outcome { recordedOutcome ?? Outcome(of: self) }

    /// The epochs with their mean losses computed from the steps, as runs of older versions did not record them. An epoch
    /// without steps has NaN.
    package var withMeanLosses: History {
        var sums: [Int: (loss: Double, count: Int)] = [:]
        for step in steps.reversed() {
            let sum = sums[step.epoch] ?? (0, 0)
            sums[step.epoch] = (sum.loss + step.loss, sum.count + 1)
        }
        var history = self
        for index in history.epochs.indices {
            let sum = sums[history.epochs[index].epoch]
            history.epochs[index].trainLoss = sum.map { $0.loss / Double($0.count) } ?? .nan
        }
        return history
    }

    /// Steps of the first epoch, at least 1.
    package var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}

extension [History] {
    /// Steps of the first history's first epoch, at least 1.
    package var stepsPerEpoch: Int { first?.stepsPerEpoch ?? 1 }
}
