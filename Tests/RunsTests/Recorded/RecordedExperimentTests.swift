import Foundation
import Runs
import Specs
import TestSupport
import Testing
import Training

@Suite("Recorded experiments")
struct RecordedExperimentTests {
    @Test("each seed is complete, missing, of another training, or damaged; complete ones are read")
    func states() throws {
        try RecordedFolders.with { folders in
            let spec = try folders.spec("a", seeds: [5, 0, 3, 9])
            try folders.write(spec, seeds: [5, 0, 3])
            let summary = URL(fileURLWithPath: folders.path("a/seed-3/summary.json"))
            let text = try String(contentsOf: summary, encoding: .utf8)
            // As an older version wrote it: without a record of itself.
            let lines = text.split(separator: "\n").filter { !$0.contains("\"record\"") }.joined(separator: "\n")
            try Data(lines.replacing(spec.trainingHash, with: "another").utf8).write(to: summary)
            let experiment = try RecordedExperiment(spec, in: RunFolder(path: folders.path("a")))
            #expect(experiment.seeds.map(\.number) == [5, 0, 3, 9])
            #expect(experiment.seeds.map(\.state.isComplete) == [true, true, false, false])
            #expect(experiment.seeds[2].state == .otherTraining && experiment.seeds[3].state == .missing)
            #expect(!experiment.isComplete)
            #expect(experiment.untrainedSeeds == [3, 9] && experiment.seedsOfOtherTraining == [3])
            #expect(experiment.runs.map(\.summary.seed) == [0, 5])
            #expect(experiment.runsInSpecOrder.map(\.summary.seed) == [5, 0])
            #expect(experiment.runs[1].history.epochs.map(\.accuracy) == [0.55])
            #expect(experiment.runs[1].history.steps.map(\.lr) == [0.1])

            try Data("garbage".utf8).write(to: URL(fileURLWithPath: folders.path("a/seed-5/epochs.csv")))
            let damaged = try RecordedExperiment(spec, in: RunFolder(path: folders.path("a")), readsSteps: false)
            #expect(damaged.seeds[0].state == .damaged(file: "epochs.csv"))
            #expect(damaged.damagedFiles.map(\.file) == [folders.path("a/seed-5/epochs.csv")])
            #expect(damaged.untrainedSeeds == [3, 9])
            #expect(damaged.runs.map(\.history.steps.count) == [0] && damaged.runs.map(\.history.epochs.count) == [1])
        }
    }

    @Test("in files of older versions train_loss is the running average; the mean comes from the steps")
    func olderEpochs() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a", seeds: [0]), seeds: [0])
            let folder = RunFolder(path: folders.path("a"))
            let file = URL(fileURLWithPath: folders.path("a/seed-0/epochs.csv"))
            let header = try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\n" }
            #expect(header == "epoch,train_loss,valid_loss,accuracy,running_loss,seconds")
            try Data("epoch,train_loss,valid_loss,accuracy,running_loss,seconds\n0,0.75,0.5,0.25,0.875,2\n".utf8)
                .write(to: file)
            let now = try folder.history(seed: 0)
            let expected = EpochRecord(
                epoch: 0, trainLoss: 0.75, runningLoss: 0.875, validLoss: 0.5, accuracy: 0.25, seconds: 2)
            #expect(now.epochs == [expected])
            try Data("epoch,train_loss,valid_loss,accuracy,seconds\n0,0.875,0.5,0.25,2\n".utf8).write(to: file)
            // The one step has a loss of 1.
            var old = expected
            old.trainLoss = 1
            let read = try folder.history(seed: 0)
            #expect(read.epochs == [old])
            let fast = try folder.history(seed: 0, readsSteps: false)
            #expect(fast.epochs[0].trainLoss.isNaN && fast.epochs[0].runningLoss == 0.875)
        }
    }

    @Test("in summaries of older versions train_loss is the running average")
    func olderSummaries() throws {
        func metrics(_ text: String) throws -> RunSummary.Metrics {
            try JSONDecoder().decode(RunSummary.Metrics.self, from: Data(text.utf8))
        }
        let old = try metrics(#"{"epoch": 1, "trainLoss": 0.5, "accuracy": 0.9}"#)
        #expect(old.trainLoss == nil && old.runningLoss == 0.5 && old.accuracy == 0.9)
        let new = try metrics(#"{"epoch": 1, "trainLoss": 0.5, "runningLoss": 0.75}"#)
        #expect(new.trainLoss == 0.5 && new.runningLoss == 0.75)
    }

    @Test("hashes of images stand beside the others in summary.json")
    func imageHashes() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a", seeds: [0]), seeds: [0], images: "some images")
            let folder = RunFolder(path: folders.path("a"))
            let summary = try folder.summary(seed: 0)
            #expect(summary.hashes.images.trainData == "some images")
            let data = try Data(contentsOf: URL(fileURLWithPath: folders.path("a/seed-0/summary.json")))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let hashes = try #require(json["hashes"] as? [String: String])
            #expect(Set(hashes.keys) == ["spec", "train_data", "valid_data", "model", "steps", "epochs"])
            #expect(hashes["valid_data"] == "some images")
        }
    }
}
