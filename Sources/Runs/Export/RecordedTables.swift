import Training

/// Recorded experiments as three tables: a row per step, per epoch and per run.
///
/// Each row begins with its experiment and seed. Values are those of the run folders, not rounded.
struct RecordedTables: Sendable, Equatable {
    /// experiment, seed, step, epoch, lr, momentum, weight_decay, loss, accuracy.
    private(set) var steps: ExportTable
    /// experiment, seed, epoch, train_loss, valid_loss, accuracy, running_loss, seconds.
    private(set) var epochs: ExportTable
    /// How each run ended, and what is needed to repeat it.
    private(set) var runs: ExportTable

    /// - Throws: `ExportError`.
    init(_ experiments: [RecordedExperiment]) throws(ExportError) {
        steps = try ExportTable(columns: Self.key + StepRecord.exportColumns.map(\.name))
        epochs = try ExportTable(columns: Self.key + EpochRecord.columns.map(\.name))
        runs = try ExportTable(columns: Self.key + Self.runColumns.map(\.name))
        for experiment in experiments {
            for run in experiment.runs {
                let key: [ExportTable.Value] = [.text(experiment.name), .unsigned(run.summary.seed)]
                try steps.append(StepRecord.exportColumns, of: run.history.steps, key: key)
                try epochs.append(EpochRecord.columns, of: run.history.epochs, key: key)
                try runs.append(Self.runColumns, of: [run.summary], key: key)
            }
        }
    }

    /// The steps of one run, without experiment and seed.
    static func steps(of history: History) throws(ExportError) -> ExportTable {
        try ExportTable(StepRecord.exportColumns, of: history.steps)
    }

    /// The epochs of one run, without experiment and seed.
    static func epochs(of history: History) throws(ExportError) -> ExportTable {
        try ExportTable(EpochRecord.columns, of: history.epochs)
    }

    private static let key = ["experiment", "seed"]
    private static let runColumns: [RecordColumn<RunSummary>] = [
        .init("status") { .text($0.status.rawValue) }, .init("steps") { .integer(Int64($0.steps)) },
        .init("final_train_loss") { .optional($0.final?.trainLoss) },
        .init("final_running_loss") { .optional($0.final?.runningLoss) },
        .init("final_valid_loss") { .optional($0.final?.validLoss) },
        .init("final_accuracy") { .optional($0.final?.accuracy) },
        .init("best_epoch") { $0.best.map { .integer(Int64($0.epoch)) } ?? .missing },
        .init("best_accuracy") { .optional($0.best?.accuracy) },
        .init("test_accuracy") { .optional($0.testAccuracy) }, .init("test_loss") { .optional($0.testLoss) },
        .init("train_seconds") { .number($0.trainSeconds) }, .init("threads") { .integer(Int64($0.threads)) },
        .init("isa") { .text($0.isa) }, .init("onecycle") { .text($0.versions.onecycle) },
        .init("onednn") { .text($0.versions.oneDNN) }, .init("spec_hash") { .text($0.hashes.spec) },
        .init("train_data_hash") { .text($0.hashes.images.trainData) },
        .init("valid_data_hash") { .text($0.hashes.images.validData) },
        .init("test_data_hash") { $0.hashes.testData.map { .text($0) } ?? .missing },
        .init("model_hash") { .text($0.hashes.model) },
    ]
}
