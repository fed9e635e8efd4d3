import Datasets
import Foundation
import Networks
import Runs
import Specs
import TestSupport
import Testing
import Training

@Suite("Initial weights from a file, in runs")
struct StartingWeightsTests {
    @Test("a run folder has a copy beside its spec, which is the same training from there")
    func runFolder() throws {
        try WeightsFolder.with { folder in
            try folder.write("sub/w.safetensors")
            let resolved = try folder.spec(#"{"file": "sub/w.safetensors"}"#)
            let run = RunFolder(path: folder.path + "/run")
            try run.prepare(resolved, isToTrain: true)
            try FileManager.default.removeItem(atPath: folder.path + "/sub/w.safetensors")

            let again = try SpecFile.load(path: run.file("spec.json"))
            #expect(again.document == resolved.document)
            #expect(again.trainingHash == resolved.trainingHash)
            #expect(again.finderHash == resolved.finderHash)
            #expect(again.weights?.state == resolved.weights?.state)
            #expect(!resolved.document.contains(folder.path))
            let sha256 = try #require(resolved.weights?.sha256)
            #expect(
                resolved.document.contains(
                    #"""
                        "init": {
                          "file": "init.safetensors",
                          "sha256": "\#(sha256)",
                          "origin": "sub/w.safetensors"
                        }
                    """#))
            #expect(resolved.spec.model.weights == .file(path: "sub/w.safetensors", sha256: sha256))

            try run.prepare(again, isToTrain: true)
            #expect(try SpecFile.load(path: run.file("spec.json")).document == resolved.document)
            try run.prepare(try folder.spec(#""torch_default""#), isToTrain: true)
            #expect(!FileManager.default.fileExists(atPath: run.file("init.safetensors")))
        }
    }

    @Test("every seed begins with the file's state, statistics too")
    func setup() throws {
        try WeightsFolder.with { folder in
            let layers = #""layers": [{"type": "batch_norm"}, {"type": "flatten"}, {"type": "linear", "out": 10}]"#
            let definition = try goodSpec(withSchedule("\"model\": {\(layers)}")).spec.makeNetwork()
            var state = NetworkState(
                parameters: Initializer.lecunNormal.tensors(for: definition, seed: 3), of: definition)
            state.statistics = [.init(mean: [0.5], variance: [2], batches: 9)]
            try folder.write(state.safetensors(for: definition), to: "w.safetensors")
            let resolved = try folder.spec(#"{"file": "w.safetensors"}"#, network: layers)
            let images = ImageDataset(
                pixels: Array(repeating: 7, count: 100 * 784), labels: Array(repeating: 3, count: 100), height: 28,
                width: 28, channels: 1, classNames: (0..<10).map(String.init), origin: "a test")
            let setup = try resolved.makeSetup(on: DataSplit(train: images, valid: images))
            for seed in [0, 5] as [UInt64] {
                #expect(try Trainer(setup, seed: seed).model.parameters.state() == state)
            }
        }
    }
}
