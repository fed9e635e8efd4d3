import Foundation
import Testing

@Suite("Initial weights from a file")
struct WeightsTests {
    /// Steps so small that no weight moves.
    static let still = [
        "schedule": #"{"type": "constant", "lr": 1e-30}"#, "optimizer": #"{"type": "sgd"}"#, "figures": "[]",
        "data": #"{"source": "mnist_sample", "batch_size": 16, "shuffle": false}"#,
    ]

    /// Trains something, and puts its weights into a file.
    private func train(_ box: Sandbox, to file: String, lr: String = "0.05") throws {
        try box.prepare("teacher", ["figures": "[]", "seeds": "1", "epochs": "1"])
        let run = try box.onecycle("run", "teacher.json", "--name", "teacher", "--set", "schedule.lr_max=" + lr)
        #expect(run.exitCode == 0, "\(run)")
        try box.write(try box.data("output/teacher/seed-0/model.safetensors"), to: file)
    }

    @Test("every seed begins with them, and a range test too")
    func everySeed() throws {
        try Sandbox.with { box in
            try train(box, to: "specs/w.safetensors")
            var keys = Self.still
            keys["model"] = #"{"channels": [3, 16, 16, 2], "init": {"file": "w.safetensors"}}"#
            keys["lr_finder"] = #"{"num_it": 30, "seeds": 2}"#
            keys["figures"] = #"["lr_finder"]"#
            try box.prepare("specs/still", keys)
            let run = try box.onecycle("run", "specs/still.json")
            #expect(run.exitCode == 0, "\(run)")
            let weights = try box.data("specs/w.safetensors")
            for seed in 0..<2 { #expect(try box.data("output/still/seed-\(seed)/model.safetensors") == weights) }
            #expect(
                try box.data("output/still/seed-0/steps.csv") == (try box.data("output/still/seed-1/steps.csv")))
            let curve = Table(try box.text("output/still/lr_finder.csv"))
            let losses = curve.column("loss")
            #expect(losses.first == Table(try box.text("output/still/seed-0/steps.csv")).column("loss").first)
            let half = losses.count / 2
            #expect(half > 1 && Array(losses.prefix(half)) == Array(losses.suffix(half)))

            // With an order of its own, a seed is another training.
            let shuffled = try box.onecycle("run", "specs/still.json", "--set", "data.shuffle=true")
            #expect(shuffled.exitCode == 0)
            let other = "output/still-shuffle-true"
            #expect(try box.data(other + "/seed-0/steps.csv") != (try box.data(other + "/seed-1/steps.csv")))
        }
    }

    @Test("the run folder keeps them: its spec is the same training without the file")
    func runFolder() throws {
        try Sandbox.with { box in
            try train(box, to: "specs/w.safetensors")
            try box.prepare("specs/tiny", ["figures": "[]"])
            let set = ["--name", "tiny", "--set", "model.init.file=w.safetensors"]
            #expect(try box.start(["run", "specs/tiny.json"] + set).wait().exitCode == 0)
            #expect(box.names(in: "output/tiny") == ["init.safetensors", "seed-0", "seed-1", "spec.json"])
            #expect(try box.data("output/tiny/init.safetensors") == (try box.data("specs/w.safetensors")))
            let before = try box.files(in: "output/tiny")
            try box.remove("specs/w.safetensors")
            let again = try box.onecycle("run", "output/tiny/spec.json")
            #expect(again.exitCode == 0, "\(again)")
            #expect(again.errorLines == ["tiny seed 0: already complete", "tiny seed 1: already complete"])
            #expect(differences(try box.files(in: "output/tiny"), before) == [])

            #expect(try box.onecycle("run", "specs/tiny.json").exitCode == 0)
            #expect(box.names(in: "output/tiny") == ["seed-0", "seed-1", "spec.json"])
        }
    }

    @Test("a run does not replace the weights that it begins with")
    func ownFolder() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output")
            let file = "output/tiny/seed-0/model.safetensors"
            let again = try box.onecycle("run", "tiny.json", "--name", "tiny", "--set", "model.init.file=" + file)
            #expect(again.exitCode != 0)
            #expect(
                again.errorLines == [
                    file + ": lies in the folder of tiny, whose files this run replaces: copy it elsewhere or set "
                        + "another name"
                ])
            #expect(differences(try box.files(in: "output"), before) == [])
            let named = try box.onecycle("run", "tiny.json", "--set", "model.init.file=" + file)
            #expect(named.exitCode == 0, "\(named)")
            let prefix = "tiny-file-output-tiny-seed-0-model.safetensors-"
            let folder = box.names(in: "output").first { $0.hasPrefix(prefix) }
            #expect(folder?.count == prefix.count + 8)
        }
    }

    @Test("another content is another training, another name is not")
    func content() throws {
        try Sandbox.with { box in
            try train(box, to: "w.safetensors")
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            func model(_ file: String) -> [String: String?] {
                [
                    "figures": "[]", "seeds": "1",
                    "model": #"{"channels": [3, 16, 16, 2], "init": {"file": "\#(file)"}}"#,
                ]
            }
            try box.prepare("tiny", model("w.safetensors"))
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let first = try box.data("output/tiny/seed-0/model.safetensors")
            try box.write(try box.data("w.safetensors"), to: "other/name")
            // An override of the path alone is no other training, and gives no other name.
            let renamed = try box.onecycle("run", "tiny.json", "--set", "model.init.file=other/name")
            #expect(renamed.errorLines == ["tiny seed 0: already complete"])

            try train(box, to: "w.safetensors", lr: "0.04")
            let changed = try box.onecycle("run", "tiny.json")
            #expect(changed.exitCode == 0)
            #expect(changed.errorLines.first?.hasPrefix("tiny: 1 seed of other settings moved to ") == true)
            #expect(changed.errorLines.dropFirst().allSatisfy { $0.hasPrefix("tiny seed 0 epoch ") }, "\(changed)")
            #expect(try box.data("output/tiny/seed-0/model.safetensors") != first)
            #expect(try box.data("output/.history/tiny/1/seed-0/model.safetensors") == first)
        }
    }

    @Test(
        "a file of another network is refused tensor by tensor, and nothing is written",
        arguments: [["run"], ["find"], ["validate"], ["describe"], ["schedule"]])
    func mismatch(command: [String]) throws {
        try Sandbox.with { box in
            try train(box, to: "specs/w.safetensors")
            try box.remove("output")
            try box.prepare("specs/tiny", ["model": #"{"channels": [3, 16, 2], "init": {"file": "w.safetensors"}}"#])
            let call = try box.start(command + ["specs/tiny.json"]).wait()
            #expect(call.exitCode == 65, "\(call)")
            let place = "specs/tiny.json:5: model.init.file: specs/w.safetensors: tensor "
            #expect(
                call.errorLines == [
                    place + "\"2.weight\": shape [16, 16, 3, 3], the network has [2, 16, 3, 3]",
                    place + "\"2.bias\": shape [16], the network has [2]",
                    place + "\"4.weight\": the network has none of this name",
                    place + "\"4.bias\": the network has none of this name",
                ])
            #expect(call.stdout == "")
            #expect(!box.exists("output"))

            let whole = try box.data("specs/w.safetensors")
            try box.write(whole.dropLast(5), to: "specs/w.safetensors")
            let cut = try box.start(command + ["specs/tiny.json", "--set", "model.channels=[3,16,16,2]"]).wait()
            #expect(cut.exitCode == 65)
            let line = "model.init.file: specs/w.safetensors: cut off: \(whole.count - 5) bytes of \(whole.count)"
            #expect(cut.errorLines == ["specs/tiny.json:5: " + line])
        }
    }
}
