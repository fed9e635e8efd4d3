import FigureFiles
import Foundation
import Specs

/// A format that other programs read.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// `steps.csv`, `epochs.csv` and `runs.csv`.
    case csv
    /// `steps.jsonl`, `epochs.jsonl` and `runs.jsonl`: one object per line.
    case jsonl
    /// `NAME/seed-S/events...`: scalars by step and by epoch; `NAME/events...`: the spec as text, figures as images.
    case tensorboard
}

/// A folder of exported results. The same results give the same bytes.
public struct ExportFolder: Sendable, Equatable {
    /// Its path; the folder is made if it is missing.
    public let path: String

    /// - Parameter path: of the folder.
    public init(path: String) { self.path = path }

    /// The folders that `write` puts files into.
    public func folders(of experiments: [RecordedExperiment], as format: ExportFormat) -> [String] {
        switch format {
        case .csv, .jsonl: [path]
        case .tensorboard:
            experiments.flatMap { experiment in
                let folder = "\(path)/\(experiment.name)"
                return [folder] + experiment.runs.map { "\(folder)/seed-\($0.summary.seed)" }
            }
        }
    }

    /// Writes `experiments`; files of earlier exports with the same names are replaced.
    /// - Returns: the paths of the files.
    /// - Throws: `ExportError` before anything is written; `StoreError`.
    public func write(_ experiments: [RecordedExperiment], as format: ExportFormat) throws -> [String] {
        var names: Set<String> = []
        for experiment in experiments where !names.insert(experiment.name).inserted {
            throw ExportError.sameName(experiment.name)
        }
        return switch format {
        case .csv: try write(try RecordedTables(experiments), ending: "csv", text: \.csv)
        case .jsonl: try write(try RecordedTables(experiments), ending: "jsonl", text: \.jsonLines)
        case .tensorboard: try experiments.flatMap(writeEvents)
        }
    }

    private func write(
        _ tables: RecordedTables, ending: String, text: (ExportTable) -> String
    ) throws(StoreError) -> [String] {
        try StoredFile.makeFolder(path)
        var paths: [String] = []
        for (name, table) in [("steps", tables.steps), ("epochs", tables.epochs), ("runs", tables.runs)] {
            paths.append("\(path)/\(name).\(ending)")
            try StoredFile.write(text(table).utf8, to: "\(path)/\(name).\(ending)")
        }
        return paths
    }

    private func writeEvents(of experiment: RecordedExperiment) throws -> [String] {
        var whole = EventFile()
        whole.addText("spec", EventFile.codeBlock(experiment.resolved.document))
        for name in try experiment.folder.pngFigures() {
            let file = experiment.folder.file(name)
            try PictureSoundness.checkPNG(file)
            try whole.addImage(String(name.dropLast(".png".count)), png: try StoredFile.bytes(of: file))
        }
        var files = [(folder: "\(path)/\(experiment.name)", events: whole)]
        for run in experiment.runs {
            let steps = try RecordedTables.steps(of: run.history)
            let epochs = try RecordedTables.epochs(of: run.history)
            var events = EventFile()
            try events.addScalars(steps, steps: "step", prefix: "steps/")
            try events.addScalars(epochs, steps: "epoch", prefix: "epochs/")
            files.append(("\(path)/\(experiment.name)/seed-\(run.summary.seed)", events))
        }
        for file in files {
            try StoredFile.makeFolder(file.folder)
            try StoredFile.write(file.events.bytes, to: file.folder + "/" + EventFile.name)
        }
        return files.map { $0.folder + "/" + EventFile.name }
    }
}
