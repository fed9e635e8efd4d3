import Schedules
import Statistics
import Synchronization

/// Keeps the raw values of every step and every epoch.
public final class Recorder: ResumableCallback {
    /// The rows, for another thread to read while the training goes on.
    package struct Rows: Sendable {
        package let steps: RowStore<StepRecord>
        package let epochs: EpochRows
    }

    /// The rows so far. They stay these from `trainBegin` on.
    package private(set) var rows = Rows(steps: RowStore(capacity: 0), epochs: EpochRows())
    /// The loss that fastai prints.
    private var running = ExponentialAverage(beta: 0.98)

    /// An empty record.
    public init() {}

    /// A copy of the values so far.
    public var history: History { History(steps: rows.steps.all, epochs: rows.epochs.all) }

    /// Reserves memory for all rows.
    public func trainBegin(_ state: TrainingState) throws {
        let needed = state.totalSteps - state.step
        if rows.steps.room < needed { makeRoom(for: needed) }
    }

    private func makeRoom(for count: Int) {
        rows = Rows(steps: RowStore(capacity: rows.steps.count + count, rows.steps.all), epochs: rows.epochs)
    }

    /// Adds a row of the step.
    public func batchEnd(_ state: TrainingState) throws {
        running.add(state.loss)
        if rows.steps.isFull { makeRoom(for: rows.steps.count + 1) }
        rows.steps.append(
            StepRecord(
                step: state.step, epoch: state.epoch, lr: state.appliedValues.lr,
                momentum: state.appliedValues.momentum,
                weightDecay: state.values.weightDecay == nil ? nil : state.appliedValues.weightDecay, loss: state.loss,
                accuracy: state.accuracy))
    }

    /// Adds a row of the epoch.
    public func epochEnd(_ state: TrainingState) throws {
        guard let validation = state.validation else { return }
        let loss = rows.steps.with(0..<rows.steps.count) { $0.meanLoss(ofLastEpoch: state.epoch) }
        rows.epochs.append(
            EpochRecord(
                epoch: state.epoch, trainLoss: loss, runningLoss: running.value, validLoss: validation.loss,
                accuracy: validation.accuracy, seconds: state.epochSeconds))
    }

    // MARK: Resuming

    /// "recorder"
    public var resumeName: String { "recorder" }

    /// The rows and the running average of losses.
    public func save() -> CallbackState {
        let steps = rows.steps.with(0..<rows.steps.count) { StepRecord.numbers(of: $0) }
        return CallbackState(numbers: [
            "running": running.numbers, "steps": steps, "epochs": EpochRecord.numbers(of: rows.epochs.all),
        ])
    }

    /// Takes the rows and the running average of losses.
    public func restore(_ saved: CallbackState, _ state: TrainingState) throws {
        guard let running = ExponentialAverage(beta: running.beta, numbers: try saved.numbers("running", of: self)),
            let steps = StepRecord.rows(of: try saved.numbers("steps", of: self)),
            let epochs = EpochRecord.rows(of: try saved.numbers("epochs", of: self)), steps.count == state.step
        else { throw TrainingPointError.callback(resumeName) }
        self.running = running
        rows = Rows(steps: RowStore(capacity: state.totalSteps, steps), epochs: EpochRows(epochs))
    }
}

/// Rows of epochs, which are few; a lock guards them.
package final class EpochRows: Sendable {
    private let rows: Mutex<[EpochRecord]>

    init(_ rows: [EpochRecord] = []) { self.rows = Mutex(rows) }

    /// Rows so far.
    package var count: Int { rows.withLock(\.count) }

    /// The last row.
    package var last: EpochRecord? { rows.withLock(\.last) }

    /// A copy of all rows.
    package var all: [EpochRecord] { rows.withLock { $0 } }

    func append(_ row: EpochRecord) { rows.withLock { $0.append(row) } }
}
