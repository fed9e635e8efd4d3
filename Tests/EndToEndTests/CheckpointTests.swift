import Foundation
import TestSupport
import Testing

@Suite("Runs that stop, and go on")
struct CheckpointTests {
    /// A run of some seconds with everything that has a state: dropout, batch normalization, augmentation, plateau.
    private static let everything: [String: String?] = [
        "data": #"""
        {"source": "mnist_sample", "batch_size": 8, "valid_batch_size": 16, "drop_last": false,
         "augment": {"shift": 2, "flip": true, "rotate": 10, "cutout": 6}}
        """#.replacing("\n", with: " "),
        "model": #"""
        {"layers": [{"type": "conv", "out": 8, "kernel": 3, "stride": 2, "bias": false}, {"type": "batch_norm"},
         {"type": "relu"}, {"type": "dropout", "p": 0.2}, {"type": "flatten"}, {"type": "linear", "out": 2}]}
        """#.replacing("\n", with: " "),
        "schedule": #"""
        {"type": "sequence", "parts": [
         {"for": 40, "schedule": {"type": "linear", "lr": 0.01, "start_factor": 0.1, "end_factor": 1, "over": 40}},
         {"schedule": {"type": "plateau", "lr": 0.01, "patience": 3, "factor": 0.9}}]}
        """#.replacing("\n", with: " "),
        "epochs": "1500", "checkpoint": #"{"seconds": 0.2}"#, "keep_best": #""loss""#, "figures": #"["loss"]"#,
    ]

    private func checkpoints(_ box: Sandbox, _ folder: String) -> [Int] {
        box.names(in: folder).compactMap { name in
            name.firstMatch(of: /^checkpoint-(\d+)\.safetensors$/).flatMap { Int($0.1) }
        }.sorted()
    }

    private func readStatus(_ box: Sandbox, _ folder: String) throws -> [String: Any] {
        try box.json(folder + "/status.json")
    }

    private func kill(_ command: RunningCommand) throws {
        command.kill()
        _ = try command.wait()
    }

    private let seed0 = "output/tiny/.seed-0.partial"

    @Test("killed again and again, a run ends with the bytes of one that never stopped", arguments: [SIGKILL, SIGTERM])
    func killed(signal: Int32) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.everything)
            let call = ["run", "tiny.json", "--threads", "1", "--jobs", "2"]
            #expect(try box.start(call + ["--output", "whole", "--quiet"]).wait().exitCode == 0)
            let whole = try box.results(in: "whole/tiny")
            #expect(whole["seed-1/best.safetensors"] != nil)
            var kills = 0
            while !box.exists("output/tiny/seed-0") {
                let before = checkpoints(box, seed0)
                let run = try box.start(call)
                #expect(eventually { !run.isRunning || checkpoints(box, seed0).last ?? 0 > before.last ?? 0 })
                run.send(signal)
                let ended = try run.wait()
                let line = before.last.map { "tiny seed 0: resumes from step \($0) of 19500" }
                if let line { #expect(ended.errorLines.contains(line), "\(ended)") }
                if signal == SIGTERM, box.exists(seed0) {
                    #expect(ended.exitCode == 130, "\(ended)")
                    #expect(ended.errorLines.last?.hasPrefix("interrupted: ") == true, "\(ended)")
                    let step = try #require(checkpoints(box, seed0).last)
                    #expect(checkpoints(box, seed0).count <= 2)
                    #expect(ended.errorLines.contains("tiny seed 0: checkpoint at step \(step) of 19500"))
                    #expect(try readStatus(box, seed0)["state"] as? String == "interrupted")
                    #expect(try readStatus(box, seed0)["step"] as? Int == step)
                    #expect(try box.lines(seed0 + "/steps.csv").count == step + 1)
                }
                kills += 1
            }
            #expect(kills > 2)
            #expect(try box.start(call + ["--quiet"]).wait().exitCode == 0)
            #expect(differences(try box.results(in: "output/tiny"), whole) == [])
            #expect(box.names(in: "output/tiny") == box.names(in: "whole/tiny"))
        }
    }

    @Test("rows grow while it trains, whole ones only, beside a status")
    func rows() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.everything.merging(["seeds": "1", "epochs": "100000"]) { $1 })
            let run = try box.start(["run", "tiny.json", "--quiet"])
            defer { run.kill() }
            #expect(eventually { box.exists(seed0 + "/status.json") })
            var steps: Set<Int> = []
            #expect(
                eventually {
                    guard let status = try? readStatus(box, seed0), let step = status["step"] as? Int else {
                        return false
                    }
                    steps.insert(step)
                    return steps.count == 3
                })
            let text = try box.text(seed0 + "/steps.csv")
            #expect(text.hasSuffix("\n"))
            let table = Table(text)
            #expect(table.header == "step,epoch,lr,momentum,loss,accuracy")
            #expect(table.column("step") == (0..<table.rows.count).map(Double.init))
            #expect(table.rows.count >= steps.min() ?? 0)
            let epochs = Table(try box.text(seed0 + "/epochs.csv"))
            #expect(
                epochs.header == "epoch,train_loss,valid_loss,accuracy,running_loss,seconds" && epochs.rows.count > 0)

            let status = try readStatus(box, seed0)
            #expect(status["state"] as? String == "training")
            #expect(status["pid"] as? Int == Int(run.pid))
            #expect(status["total_steps"] as? Int == 1_300_000)
            #expect(status["name"] as? String == "tiny" && status["seed"] as? Int == 0)
            #expect(status["loss"] as? Double != nil && status["epoch"] as? Int != nil)
            for key in ["since", "updated"] {
                #expect((status[key] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
            }
            #expect(status["host"] as? String != nil && status["version"] as? String == "0.1.0")

            // Another program's change of the file does no harm.
            try box.write("mine\n", to: seed0 + "/steps.csv")
            #expect(eventually { (try? box.text(seed0 + "/steps.csv").hasPrefix("step,")) == true })
        }
    }

    @Test("a damaged checkpoint gives way to the one before; without any the run starts again, with a line each")
    func damaged() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.everything.merging(["seeds": "1"]) { $1 })
            let call = ["run", "tiny.json", "--threads", "1"]
            #expect(try box.start(call + ["--output", "whole"]).wait().exitCode == 0)
            let run = try box.start(call)
            try #require(eventually { checkpoints(box, seed0).count == 2 })
            try kill(run)
            func damage(_ step: Int) throws -> String {
                let name = seed0 + "/checkpoint-\(step).safetensors"
                var bytes = try box.data(name)
                bytes[bytes.count / 2] ^= 4
                try box.write(bytes, to: name)
                return "tiny seed 0: \(name): not used: damaged"
            }
            let steps = checkpoints(box, seed0)
            let first = try damage(steps[1])
            let second = try box.start(call)
            #expect(eventually { second.errorsSoFar.contains("resumes") })
            #expect(
                second.errorsSoFar.split(separator: "\n").prefix(2).elementsEqual([
                    Substring(first), "tiny seed 0: resumes from step \(steps[0]) of 19500",
                ]))
            #expect(eventually { checkpoints(box, seed0).last ?? 0 > steps[0] })
            try kill(second)

            let lines = try checkpoints(box, seed0).reversed().map(damage)
            let last = try box.start(call).wait()
            #expect(last.exitCode == 0)
            #expect(Array(last.errorLines.prefix(lines.count)) == lines, "\(last)")
            #expect(last.errorLines.dropFirst(lines.count).first?.hasPrefix("tiny seed 0 epoch 0: ") == true)
            #expect(differences(try box.results(in: "output/tiny"), try box.results(in: "whole/tiny")) == [])
        }
    }

    @Test("unfinished seeds of other settings move to the history, and go on from there")
    func otherSettings() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.everything.merging(["seeds": "1"]) { $1 })
            let call = ["run", "tiny.json", "--threads", "1"]
            #expect(try box.start(call + ["--output", "whole"]).wait().exitCode == 0)
            let run = try box.start(call)
            try #require(eventually { checkpoints(box, seed0).count == 2 })
            try kill(run)
            let step = try #require(checkpoints(box, seed0).last)

            let other = try box.start(call + ["--name", "tiny", "--set", "epochs=3", "--quiet"]).wait()
            #expect(other.exitCode == 0)
            #expect(
                other.errorLines.first?.hasPrefix(
                    "tiny: 1 unfinished seed of other settings moved to output/.history/tiny/1, ") == true, "\(other)")
            #expect(box.names(in: "output/tiny") == ["loss.png", "seed-0", "spec.json"])

            try box.makeFolder("back")
            try box.move("output/.history/tiny/1", to: "back/tiny")
            let back = try box.start(call + ["--output", "back"]).wait()
            #expect(back.errorLines.first == "tiny seed 0: resumes from step \(step) of 19500")
            #expect(differences(try box.results(in: "back/tiny"), try box.results(in: "whole/tiny")) == [])
        }
    }

    @Test("another instruction set starts again; the checkpoint moves to the history, with a line")
    func otherInstructionSet() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.everything.merging(["seeds": "1", "epochs": "100000"]) { $1 })
            let run = try box.start(["run", "tiny.json", "--quiet"])
            try #require(eventually { checkpoints(box, seed0).count == 2 })
            try kill(run)
            let step = try #require(checkpoints(box, seed0).last)
            let other = try box.start(["run", "tiny.json", "--isa", "sse41", "--quiet"])
            let lines = { other.errorsSoFar.split(separator: "\n") }
            #expect(eventually { lines().count >= 2 })
            #expect(
                lines().first?.contains("/checkpoint-\(step).safetensors: not used: made with the instruction set ")
                    == true)
            #expect(lines().last?.hasPrefix("tiny: 1 unfinished seed of other settings moved to ") == true)
            try kill(other)
            #expect(checkpoints(box, "output/.history/tiny/1/.seed-0.partial").last == step)
        }
    }

    @Test("without checkpoints a stopped run leaves its rows, and the next call starts again")
    func switchedOff() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.everything.merging(["seeds": "1", "checkpoint": "null"]) { $1 })
            #expect(try box.start(["run", "tiny.json", "--threads", "1", "--output", "whole"]).wait().exitCode == 0)
            let run = try box.start(["run", "tiny.json", "--threads", "1", "--quiet"])
            #expect(eventually { (try? box.lines(seed0 + "/steps.csv").count) ?? 0 > 100 })
            run.interrupt()
            #expect(try run.wait().exitCode == 130)
            #expect(box.names(in: seed0) == ["epochs.csv", "status.json", "steps.csv"])
            let again = try box.start(["run", "tiny.json", "--threads", "1"]).wait()
            #expect(again.errorLines.first?.hasPrefix("tiny seed 0 epoch 0: ") == true)
            #expect(differences(try box.results(in: "output/tiny"), try box.results(in: "whole/tiny")) == [])
        }
    }

    @Test("a range test of several seeds goes on in the seed at which it stopped")
    func rangeTest() throws {
        try Sandbox.with { box in
            try box.prepare(
                "tiny",
                [
                    "lr_finder": #"{"num_it": 5000, "seeds": 3, "start_lr": 1e-8, "end_lr": 1e-3}"#,
                    "checkpoint": #"{"seconds": 0.2}"#,
                ])
            let call = ["find", "tiny.json", "--threads", "1", "--seeds", "3"]
            #expect(try box.start(call + ["--output", "whole"]).wait().exitCode == 0)
            let folder = "output/tiny/.lr_finder.partial"
            // On a busy machine a call may end before it is killed.
            var resumed: [Int] = []
            for _ in 1...20 where !resumed.contains(where: { $0 > 5000 }) {
                if box.exists("output") { try box.remove("output") }
                resumed += try rangeTest(killing: call, in: box, folder)
            }
            #expect(resumed.contains { $0 > 5000 }, "a later seed was resumed: \(resumed)")
            #expect(try box.files(in: "output/tiny") == box.files(in: "whole/tiny"))
            #expect(box.names(in: "output/tiny") == box.names(in: "whole/tiny"))
        }
    }

    /// Kills a range test after each checkpoint and starts it again, until it is complete.
    /// - Returns: the steps from which it was resumed.
    private func rangeTest(killing call: [String], in box: Sandbox, _ folder: String) throws -> [Int] {
        var resumed: [Int] = []
        while !box.exists("output/tiny/lr_finder.json") {
            let before = checkpoints(box, folder)
            let run = try box.start(call)
            #expect(eventually { !run.isRunning || checkpoints(box, folder).last ?? 0 > before.last ?? 0 })
            run.kill()
            let ended = try run.wait()
            if let step = before.last {
                resumed.append(step)
                #expect(ended.errorLines.first == "tiny range test: resumes from step \(step) of 15000")
            }
        }
        return resumed
    }

    @Test("the best weights are those after the best validation, with their hash", arguments: ["loss", "accuracy"])
    func keepBest(by: String) throws {
        try Sandbox.with { box in
            try box.prepare(
                "tiny",
                [
                    "figures": "[]", "seeds": "1", "epochs": "9", "keep_best": "\"\(by)\"",
                    "schedule": #"{"type": "constant", "lr": 0.02}"#,
                ])
            #expect(try box.onecycle("run", "tiny.json", "--threads", "1").exitCode == 0)
            let table = Table(try box.text("output/tiny/seed-0/epochs.csv"))
            let values = table.column(by == "loss" ? "valid_loss" : "accuracy")
            let best = try #require(by == "loss" ? values.min() : values.max())
            let epoch = try #require(values.firstIndex(of: best))
            let summary = try box.json("output/tiny/seed-0/summary.json")
            let kept = try #require(summary["kept_best"] as? [String: Any])
            #expect(kept["by"] as? String == by && kept["epoch"] as? Int == epoch)
            #expect((summary["hashes"] as? [String: String])?["best"] != nil)
            // The weights of a run that ends there.
            let steps = (epoch + 1) * 6
            let short = [
                "run", "tiny.json", "--name", "tiny", "--threads", "1", "--output", "short", "--set", "steps=\(steps)",
            ]
            #expect(try box.start(short).wait().exitCode == 0)
            #expect(
                try box.data("output/tiny/seed-0/best.safetensors") == box.data("short/tiny/seed-0/model.safetensors"))
            let predicted = try box.onecycle(
                "predict", "output/tiny/seed-0", "--weights", "output/tiny/seed-0/best.safetensors")
            #expect(predicted.exitCode == 0)

            try box.write("altered", to: "output/tiny/seed-0/best.safetensors")
            let again = try box.onecycle("run", "tiny.json", "--threads", "1")
            #expect(again.errorLines.contains { $0.hasPrefix("tiny seed 0 epoch ") }, "an altered file is no result")
        }
    }

    @Test("a second signal ends a call at once")
    func secondSignal() throws {
        try Sandbox.with { box in
            // A validation that takes minutes holds up the first signal.
            try box.prepare("tiny", ["steps": "5000000", "epochs": nil, "figures": "[]", "seeds": "1"])
            try TinyDigits(train: 101, valid: 60_000).write(to: box, folder: "slow")
            let run = try box.start(
                [
                    "run", "tiny.json", "--name", "tiny", "--data", "slow", "--set", "model.channels=[3,512,512,2]",
                    "--threads", "1",
                ])
            #expect(eventually { box.exists("output/tiny/spec.json") })
            sleep(2)
            run.interrupt()
            usleep(500_000)
            run.interrupt()
            #expect(try run.wait().exitCode == 130)
        }
    }

    @Test("a seed that was written but not renamed is finished, not trained")
    func written() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            try box.move("output/tiny/seed-1", to: "output/tiny/.seed-1.partial")
            try box.write("{}", to: "output/tiny/.seed-1.partial/status.json")
            let run = try box.onecycle("run", "tiny.json")
            #expect(run.exitCode == 0 && run.errorLines == ["tiny seed 0: already complete"])
            #expect(try box.files(in: "output/tiny") == before)
        }
    }
}
