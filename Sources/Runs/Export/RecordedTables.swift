import Training

/// Recorded experiments as three tables for other programs: a row a step, a row an epoch, a row a run. Each row begins
/// with its experiment and seed; values are those of the run folders, none is rounded.
public struct RecordedTables: Sendable, Equatable {
    /// experiment, seed, step, epoch, lr, momentum, weight_decay, loss, accuracy.
    public private(set) var steps: ExportTable
    /// experiment, seed, epoch, train_loss, valid_loss, accuracy, seconds.
    public private(set) var epochs: ExportTable
    /// How each run ended, and what is needed to run it again.
    public private(set) var runs: ExportTable

    /// - Throws: `ExportError`.
    public init(_ experiments: [RecordedExperiment]) throws(ExportError) {
        steps = try ExportTable(columns: Self.key + Self.stepColumns)
        epochs = try ExportTable(columns: Self.key + Self.epochColumns)
        runs = try ExportTable(columns: Self.key + Self.runColumns)
        for experiment in experiments {
            for run in experiment.runs {
                let key: [ExportTable.Value] = [.text(experiment.name), .unsigned(run.summary.seed)]
                for row in run.history.steps { try steps.append(key + Self.values(row)) }
                for row in run.history.epochs { try epochs.append(key + Self.values(row)) }
                try runs.append(key + Self.values(run.summary))
            }
        }
    }

    private static let key = ["experiment", "seed"]
    private static let stepColumns = ["step", "epoch", "lr", "momentum", "weight_decay", "loss", "accuracy"]
    private static let epochColumns = ["epoch", "train_loss", "valid_loss", "accuracy", "seconds"]
    private static let runColumns = [
        "status", "steps", "final_train_loss", "final_valid_loss", "final_accuracy", "best_epoch", "best_accuracy",
        "train_seconds", "threads", "isa", "onecycle", "onednn", "spec_hash", "train_data_hash", "valid_data_hash",
        "model_hash",
    ]

    /// One run's steps without experiment and seed.
    static func steps(of history: History) throws(ExportError) -> ExportTable {
        var table = try ExportTable(columns: stepColumns)
        for row in history.steps { try table.append(values(row)) }
        return table
    }

    /// One run's epochs without experiment and seed.
    static func epochs(of history: History) throws(ExportError) -> ExportTable {
        var table = try ExportTable(columns: epochColumns)
        for row in history.epochs { try table.append(values(row)) }
        return table
    }

    private static func values(_ row: StepRecord) -> [ExportTable.Value] {
        [
            .integer(Int64(row.step)), .integer(Int64(row.epoch)), .number(row.lr), number(row.momentum),
            number(row.weightDecay), .number(row.loss), .number(row.accuracy),
        ]
    }

    private static func values(_ row: EpochRecord) -> [ExportTable.Value] {
        [
            .integer(Int64(row.epoch)), .number(row.trainLoss), .number(row.validLoss), .number(row.accuracy),
            .number(row.seconds),
        ]
    }

    private static func values(_ summary: RunSummary) -> [ExportTable.Value] {
        [
            .text(summary.status.rawValue), .integer(Int64(summary.steps)), number(summary.final?.trainLoss),
            number(summary.final?.validLoss), number(summary.final?.accuracy),
            summary.best.map { .integer(Int64($0.epoch)) } ?? .missing, number(summary.best?.accuracy),
            .number(summary.trainSeconds), .integer(Int64(summary.threads)), .text(summary.isa),
            .text(summary.versions.onecycle), .text(summary.versions.oneDNN), .text(summary.hashes.spec),
            .text(summary.hashes.trainData), .text(summary.hashes.validData), .text(summary.hashes.model),
        ]
    }

    private static func number(_ value: Double?) -> ExportTable.Value { value.map { .number($0) } ?? .missing }
}
