package import Specs
package import Runs
package import Comparison
import Foundation
import Training

/// Run folders without a training, in a folder that is removed afterwards.
package struct RecordedFolders {
    package let output: String

    package static func with<Result>(_ body: (RecordedFolders) throws -> Result) throws -> Result {
        try TemporaryFolder.with { try body(RecordedFolders(output: $0)) }
    }

    package func path(_ name: String) -> String { output + "/" + name }

    /// Writes the folder of a spec with one validation per seed; accuracies follow from the seed.
    /// - Parameters:
    ///   - folder: its name; nil: the spec's.
    ///   - seeds: those that are there.
    ///   - results: distinguishes the results of one training from those of another.
    ///   - images: distinguishes images from others.
    package func write(
        _ spec: ResolvedSpec, to folder: String? = nil, seeds: [UInt64], results: String = "", images: String = "images"
    ) throws {
        let run = RunFolder(path: path(folder ?? spec.spec.name))
        try run.prepare(spec, isToTrain: true)
        for seed in seeds {
            let history = History(
                steps: [StepRecord(step: 0, epoch: 0, lr: 0.1, momentum: nil, loss: 1, accuracy: 0.5)],
                epochs: [
                    EpochRecord(epoch: 0, trainLoss: 1, validLoss: 0.5, accuracy: 0.5 + Double(seed) / 100, seconds: 1)
                ])
            let summary = """
                {"name": "\(spec.spec.name)", "seed": \(seed), "status": "completed", "steps": 1, "trainSeconds": 1,
                 "dataSeconds": 0, "threads": 1, "isa": "any", "versions": {"onecycle": "0", "onednn": "0"},
                 "hashes": {"spec": "\(spec.trainingHash)", "trainData": "\(images)", "validData": "\(images)",
                            "model": "", "steps": "", "epochs": ""}}
                """
            try run.write(
                history, summary: try JSONDecoder().decode(RunSummary.self, from: Data(summary.utf8)),
                model: Data("\(spec.trainingHash) \(seed) \(results)".utf8))
        }
    }

    /// A spec of the schedule 1cycle with other keys before it.
    package func spec(_ name: String, _ keys: String = "", seeds: [UInt64] = [0, 1, 2]) throws -> ResolvedSpec {
        try goodSpec(withSchedule(Self.keys(name, keys, seeds)))
    }

    /// A spec of a constant rate.
    package func constant(_ name: String, lr: String, _ keys: String = "", seeds: [UInt64] = [0, 1, 2]) throws
        -> ResolvedSpec
    {
        try goodSpec("{\(Self.keys(name, keys, seeds)), \"schedule\": {\"type\": \"constant\", \"lr\": \(lr)}}")
    }

    /// Unless the keys name figures, the spec asks for none of a range test, which these folders lack.
    private static func keys(_ name: String, _ keys: String, _ seeds: [UInt64]) -> String {
        let figures = keys.contains("\"figures\"") ? "" : ", \"figures\": [\"schedule\", \"loss\"]"
        return "\"name\": \"\(name)\", \"seeds\": \(seeds)\(figures)\(keys)"
    }

    package func experiments(_ names: [String]) throws -> [RecordedExperiment] {
        try names.flatMap { try RecordedExperiment.complete(path($0), output: output) }
    }

    package func compare(_ names: String..., baseline: ComparisonOptions.Baseline = .ofStudy) throws
        -> ExperimentComparison
    {
        try ExperimentComparison(try experiments(names), options: .init(baseline: baseline))
    }
}
