import Foundation
import Testing

@Suite("A run and its folder")
struct RunFolderTests {
    static let seedFiles = ["epochs.csv", "model.safetensors", "steps.csv", "summary.json"]
    static let folderFiles = [
        "loss.png", "lr_finder.csv", "lr_finder.json", "lr_finder.png", "schedule.png", "seed-0", "seed-1", "spec.json",
    ]

    @Test("holds the files of the design, whole, and nothing else")
    func files() throws {
        try Sandbox.with { box in
            try box.prepare()
            let run = try box.onecycle("run", "tiny.json")
            #expect(run.exitCode == 0, "\(run)")
            #expect(box.names(in: ".") == ["data", "output", "tiny.json"])
            #expect(box.names(in: "output") == ["tiny"])
            #expect(box.names(in: "output/tiny") == Self.folderFiles)
            for seed in 0..<2 { #expect(box.names(in: "output/tiny/seed-\(seed)") == Self.seedFiles) }
            for figure in ["loss", "lr_finder", "schedule"] {
                let size = try #require(try box.data("output/tiny/\(figure).png").pngSize)
                #expect(size.width >= 1000 && size.height >= 500)
            }
        }
    }

    @Test("has a row for each step and each epoch")
    func tables() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let steps = Table(try box.text("output/tiny/seed-1/steps.csv"))
            #expect(steps.header == "step,epoch,lr,momentum,loss,accuracy")
            #expect(steps.column("step") == (0..<12).map(Double.init))
            #expect(steps.column("epoch") == (0..<12).map { Double($0 / 6) })
            #expect(steps.column("lr").first == 0.05 / 25)
            #expect(steps.column("momentum").first == 0.95)
            #expect((steps.column("lr").max() ?? 0) <= 0.05)
            #expect(steps.column("loss").allSatisfy { $0.isFinite && $0 > 0 })
            #expect(Set(steps.column("loss")).count == 12, "a network that does not learn shows nothing")
            #expect(steps.column("accuracy").allSatisfy { (0...1).contains($0) && ($0 * 16).rounded() == $0 * 16 })

            let epochs = Table(try box.text("output/tiny/seed-1/epochs.csv"))
            #expect(epochs.header == "epoch,train_loss,valid_loss,accuracy,running_loss,seconds")
            #expect(epochs.column("epoch") == [0, 1])
            for name in ["train_loss", "valid_loss", "seconds", "running_loss"] {
                #expect(epochs.column(name).allSatisfy { $0.isFinite && $0 > 0 })
            }
            let correct = epochs.column("accuracy").map { $0 * 37 }
            #expect(correct.allSatisfy { abs($0 - $0.rounded()) < 1e-9 })

            let finder = Table(try box.text("output/tiny/lr_finder.csv"))
            #expect(finder.header == "lr,loss,smooth,seed")
            #expect(finder.column("lr").first == 1e-7)
            #expect((20...300).contains(finder.rows.count))
            #expect(Set(finder.column("seed")) == Set((0..<10).map(Double.init)))
        }
    }

    @Test("train_loss is the mean of the epoch's steps, running_loss their exponential average with bias correction")
    func smoothing() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let losses = Table(try box.text("output/tiny/seed-0/steps.csv")).column("loss")
            let epochs = Table(try box.text("output/tiny/seed-0/epochs.csv"))
            for (epoch, value) in epochs.column("train_loss").enumerated() {
                #expect(abs(value - losses[6 * epoch..<6 * epoch + 6].reduce(0, +) / 6) < 1e-12)
            }
            #expect(epochs.column("train_loss").count == 2)
            for (epoch, value) in epochs.column("running_loss").enumerated() {
                let seen = losses.prefix(6 * (epoch + 1))
                let weights = seen.indices.map { 0.02 * pow(0.98, Double(seen.count - 1 - $0)) }
                let mean = zip(seen, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
                #expect(abs(value - mean) < 1e-9)
            }
        }
    }

    @Test("summary.json says how it ended and what would repeat it")
    func summary() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json", "--jobs", "2").exitCode == 0)
            let summary = try box.json("output/tiny/seed-1/summary.json")
            let keys = [
                "best", "chance", "data_seconds", "final", "hashes", "isa", "machine", "name", "record", "seed",
                "status",
                "steps",
                "threads",
                "train_seconds", "versions",
            ]
            #expect(summary.keys.sorted() == keys)
            #expect(summary["name"] as? String == "tiny")
            #expect(summary["seed"] as? Int == 1)
            #expect(summary["status"] as? String == "completed")
            #expect(summary["steps"] as? Int == 12)
            #expect(summary["threads"] as? Int == 1)
            let final = try #require(summary["final"] as? [String: Double])
            let best = try #require(summary["best"] as? [String: Double])
            #expect(final.keys.sorted() == ["accuracy", "epoch", "running_loss", "train_loss", "valid_loss"])
            #expect(final["epoch"] == 1)
            let epochs = Table(try box.text("output/tiny/seed-1/epochs.csv"))
            #expect(abs((final["valid_loss"] ?? 0) - (epochs.column("valid_loss").last ?? 1)) < 1e-12)
            #expect(best["accuracy"] == epochs.column("accuracy").max())
            let seconds = try #require(summary["train_seconds"] as? Double)
            #expect(abs(seconds - epochs.column("seconds").reduce(0, +)) < 1e-9)
            let hashes = try #require(summary["hashes"] as? [String: String])
            #expect(hashes.keys.sorted() == ["epochs", "model", "spec", "steps", "train_data", "valid_data"])
            #expect(hashes.values.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
            let versions = try #require(summary["versions"] as? [String: String])
            #expect(versions.keys.sorted() == ["onecycle", "onednn"])
            let machine = try #require(summary["machine"] as? [String: Any])
            #expect(machine.keys.sorted() == ["compiler", "cores", "cpu", "os"])
            #expect(machine["cores"] as? Int == ProcessInfo.processInfo.activeProcessorCount)
        }
    }

    @Test("spec.json has every default and is a spec that gives the same training")
    func resolvedSpec() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let spec = try box.json("output/tiny/spec.json")
            #expect((spec["optimizer"] as? [String: Any])?["type"] as? String == "adamw")
            #expect(spec["seeds"] as? [Int] == [0, 1])
            let again = try box.onecycle("run", "output/tiny/spec.json")
            #expect(again.exitCode == 0)
            #expect(again.errorLines == ["tiny seed 0: already complete", "tiny seed 1: already complete"])
        }
    }

    @Test("the model is a safetensors file under PyTorch's names")
    func model() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let model = try box.data("output/tiny/seed-0/model.safetensors")
            let length = model.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            let header = try JSONSerialization.jsonObject(with: model.dropFirst(8).prefix(length))
            let tensors = try #require(header as? [String: [String: Any]])
            #expect(
                tensors.keys.sorted() == ["0.bias", "0.weight", "2.bias", "2.weight", "4.bias", "4.weight"])
            #expect(tensors["0.weight"]?["shape"] as? [Int] == [16, 3, 3, 3])
            #expect(tensors["4.bias"]?["shape"] as? [Int] == [2])
            let values = 16 * 3 * 9 + 16 + 16 * 16 * 9 + 16 + 2 * 16 * 9 + 2
            #expect(model.count == 8 + length + 4 * values)
        }
    }

    @Test("tables go to stdout, what happens to stderr")
    func streams() throws {
        try Sandbox.with { box in
            try box.prepare()
            let run = try box.onecycle("run", "tiny.json", "--jobs", "1")
            let out = run.outputLines
            #expect(
                out.first == "tiny: 1cycle (documented) to lr 0.05, 2 epochs, mnist_sample, 2 seeds, mean")
            #expect(
                out.dropFirst().first?.split(separator: " ") == [
                    "epoch", "train_loss", "valid_loss", "accuracy", "time",
                ])
            #expect(out.count == 10)
            #expect(out.dropFirst(4).first == "figures: output/tiny/{lr_finder.png,schedule.png,loss.png}")
            #expect(out.dropFirst(5).first == "")
            #expect(out.dropFirst(6).first?.hasPrefix("final validation accuracy") == true)
            #expect(out.dropLast().last?.hasPrefix("tiny") == true)
            #expect(out.last == "no interval: 2 seeds cannot say how much seeds vary; 3 can")

            let errors = run.errorLines
            #expect(errors.count == 5)
            #expect(errors.first?.hasPrefix("tiny: range test: ") == true)
            for (line, place) in zip(errors.dropFirst(), ["0 epoch 0", "0 epoch 1", "1 epoch 0", "1 epoch 1"]) {
                #expect(line.hasPrefix("tiny seed \(place): train_loss "))
            }
        }
    }

    @Test("several specs are compared, the best first")
    func comparison() throws {
        try Sandbox.with { box in
            try box.prepare("idle", ["schedule": #"{"type": "constant", "lr": 1e-9}"#, "figures": "[]"])
            try box.prepare("busy", ["epochs": "6", "figures": "[]"])
            let run = try box.onecycle("run", "idle.json", "busy.json")
            #expect(run.exitCode == 0, "\(run)")
            let names = run.outputLines.filter { $0.contains("  2    ") }.map { $0.prefix { $0 != " " } }
            #expect(names == ["busy", "idle"])
            #expect(box.names(in: "output/idle") == ["seed-0", "seed-1", "spec.json"])
        }
    }
}
