import Foundation
import Runs
import Specs
import TestSupport
import Testing
import Training

@Suite("Outcomes of recorded runs")
struct RecordedOutcomeTests {
    /// Writes one seed as an older version did: without a chance level.
    private func outcome(
        _ status: String, end loss: Double, accuracy: Double, chance: String = ""
    ) throws -> [RecordedExperiment.Run] {
        try RecordedFolders.with { folders in
            let spec = try folders.spec("a", seeds: [0])
            let run = RunFolder(path: folders.path("a"))
            try run.prepare(spec, isToTrain: true)
            let history = History(
                steps: (0..<60).map {
                    StepRecord(step: $0, epoch: 0, lr: 0.1, momentum: nil, loss: $0 < 5 ? 2.3 : loss, accuracy: 0.5)
                },
                epochs: [EpochRecord(epoch: 0, trainLoss: loss, validLoss: loss, accuracy: accuracy, seconds: 1)])
            let summary = """
                {"name": "a", "seed": 0, "status": "\(status)", "steps": 60, "trainSeconds": 1, \(chance)
                 "dataSeconds": 0, "threads": 1, "isa": "any", "versions": {"onecycle": "0", "onednn": "0"},
                 "hashes": {"spec": "\(spec.trainingHash)", "trainData": "x", "validData": "x",
                            "model": "", "steps": "", "epochs": ""}}
                """
            try run.write(
                history, summary: try JSONDecoder().decode(RunSummary.self, from: Data(summary.utf8)),
                model: Data("model".utf8))
            let read = [true, false].flatMap { (try? RecordedExperiment(spec, in: run, readsSteps: $0).runs) ?? [] }
            #expect(read.count == 2 && read[1].history.steps.isEmpty)
            return read
        }
    }

    @Test(
        "rows of an older version decide, with or without the steps",
        arguments: [
            (3e10, 0.1, Outcome.diverged, "the training loss ended at 3e+10, from 2.3"),
            (
                2.3, 0.1, .stuck,
                "it did not learn: validation accuracy 0.1000; the most frequent class alone gives 0.1000"
            ),
        ])
    func olderVersion(end: Double, accuracy: Double, expected: Outcome, reason: String) throws {
        for run in try outcome("completed", end: end, accuracy: accuracy) {
            #expect(run.summary.status == expected && run.history.outcome == expected)
            #expect(run.summary.reason == reason)
        }
    }

    @Test("a divergence that only the summary knows stays one")
    func parameters() throws {
        for run in try outcome("diverged", end: 0.1, accuracy: 0.98) {
            #expect(run.summary.status == .diverged && run.history.outcome == .diverged)
            #expect(run.summary.reason == "a parameter was not finite at the end")
        }
        for run in try outcome("completed", end: 0.1, accuracy: 0.98) {
            #expect(run.summary.status == .completed && run.summary.reason == nil)
        }
    }

    @Test("a summary with a chance level is as the run judged itself")
    func newVersion() throws {
        let chance = "\"chance\": {\"accuracy\": 0.1, \"loss\": 2.3, \"images\": 100},"
        for run in try outcome("stuck", end: 0.1, accuracy: 0.98, chance: chance) {
            #expect(run.history.outcome == .stuck)
        }
    }
}
