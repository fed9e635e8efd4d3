import Foundation
import Testing

@Suite("onecycle predict")
struct PredictCommandTests {
    @Test("prints what validation was over: a row an image, in the order of the file")
    func seedFolder() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let call = try box.onecycle("predict", "output/tiny/seed-1")
            #expect(call.exitCode == 0, "\(call)")
            #expect(call.stderr == "")
            let table = Table(call.stdout)
            #expect(table.header == "index,label,predicted,logit_0,logit_1")
            #expect(table.column("index") == (0..<37).map(Double.init))
            #expect(table.column("label") == (0..<37).map { Double($0 % 2) })
            let logits = zip(table.column("logit_0"), table.column("logit_1"))
            #expect(table.column("predicted") == logits.map { $0 < $1 ? 1 : 0 })

            let epochs = Table(try box.text("output/tiny/seed-1/epochs.csv"))
            let correct = zip(table.column("label"), table.column("predicted")).count { $0 == $1 }
            #expect(abs((epochs.column("accuracy").last ?? -1) - Double(correct) / 37) < 1e-12)
            let losses = zip(table.column("label"), logits).map { label, logits in
                log(exp(logits.0) + exp(logits.1)) - (label == 0 ? logits.0 : logits.1)
            }
            #expect(abs((epochs.column("valid_loss").last ?? -1) - losses.reduce(0, +) / 37) < 1e-6)
            #expect(box.names(in: "output/tiny/seed-1") == RunFolderTests.seedFiles, "nothing is written")
        }
    }

    @Test("the same network by any way to name it")
    func names() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let model = "output/tiny/seed-0/model.safetensors"
            let expected = try box.onecycle("predict", "output/tiny/seed-0").stdout
            #expect(expected.split(separator: "\n").count == 38)
            for arguments in [
                ["output/tiny/seed-0/"], ["./output//tiny/seed-0/."], [box.path("output/tiny/seed-0")],
                ["tiny.json", "--weights", model], ["output/tiny/spec.json", "--weights", model],
                ["output/tiny/seed-1", "--weights", model],
            ] {
                let call = try box.start(["predict"] + arguments).wait()
                #expect(call.exitCode == 0, "\(call)")
                #expect(call.stdout == expected)
            }
            #expect(try box.onecycle("predict", "output/tiny/seed-1").stdout != expected)
        }
    }

    @Test("weights of a seed's folder that were altered are used only with a line")
    func altered() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "keep_best": #""loss""#])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let best = "output/tiny/seed-0/best.safetensors"
            #expect(try box.onecycle("predict", "output/tiny/seed-0", "--weights", best).stderr == "")
            var bytes = try box.data(best)
            bytes[bytes.count - 2] ^= 1
            try box.write(bytes, to: best)
            for path in ["output/tiny/seed-0", "tiny.json"] {
                let call = try box.onecycle("predict", path, "--weights", best)
                #expect(call.errorLines == ["\(best): altered since the run wrote it; used, because it is named"])
                #expect(call.exitCode == 0 && call.outputLines.count == 38)
            }
        }
    }

    @Test("--count takes the first images, --set other ones")
    func images() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let whole = Table(try box.onecycle("predict", "output/tiny/seed-0").stdout)
            let part = Table(try box.onecycle("predict", "output/tiny/seed-0", "--count", "5").stdout)
            #expect(part.rows.count == 5)
            #expect(zip(part.column("logit_0"), whole.column("logit_0")).allSatisfy { abs($0 - $1) < 1e-5 })
            #expect(
                Table(try box.onecycle("predict", "output/tiny/seed-0", "--count", "999").stdout).rows == whole.rows)
            let split = "data.valid_split={\"count\": 11}"
            #expect(Table(try box.onecycle("predict", "output/tiny/seed-0", "--set", split).stdout).rows.count == 11)
            try TinyDigits(valid: 3).write(to: box, folder: "other")
            #expect(Table(try box.onecycle("predict", "output/tiny/seed-0", "--data", "other").stdout).rows.count == 3)
        }
    }

    @Test("a call that leaves open which weights are meant is bad usage")
    func usage() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            try box.makeFolder("empty")
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            for (arguments, line) in [
                (
                    ["tiny.json"],
                    "tiny.json: a spec has no trained weights; give --weights, or the folder of a seed"
                ),
                (["output/tiny"], "output/tiny: a run's folder; give that of one of its seeds"),
                (
                    ["empty"],
                    "empty: not the folder of a seed (output/NAME/seed-S): no spec.json is beside it"
                ),
                (["output/tiny/seed-0", "--count", "0"], "Error: --count 0 is not between 1 and 1000000000"),
                ([], "Error: Missing expected argument '<what>'"),
            ] {
                let call = try box.start(["predict"] + arguments).wait()
                #expect(call.exitCode == 64, "\(call)")
                #expect(call.errorLines.first == line)
                #expect(call.stdout == "")
            }
        }
    }

    @Test("the weights that a training began with are not asked for")
    func withoutInitialWeights() throws {
        try Sandbox.with { box in
            try box.prepare("teacher", ["figures": "[]", "seeds": "1"])
            #expect(try box.onecycle("run", "teacher.json").exitCode == 0)
            let file = "model.init.file=output/teacher/seed-0/model.safetensors"
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            #expect(try box.onecycle("run", "tiny.json", "--name", "tiny", "--set", file).exitCode == 0)
            let before = try box.onecycle("predict", "output/tiny/seed-0")
            try box.remove("output/tiny/init.safetensors")
            let after = try box.onecycle("predict", "output/tiny/seed-0")
            #expect(before.exitCode == 0 && after.exitCode == 0, "\(after)")
            #expect(after.stdout == before.stdout && !after.stdout.isEmpty)
        }
    }

    @Test("bad specs, weights and data end with 65 and a line a problem")
    func badInput() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let model = "output/tiny/seed-0/model.safetensors"
            try box.makeFolder("empty")
            for (arguments, lines) in [
                (["none"], ["none: no such file"]),
                (["output/tiny/seed-7"], ["output/tiny/seed-7: no such file"]),
                (["tiny.json", "--weights", "none"], ["none: no such file"]),
                (["tiny.json", "--weights", "empty"], ["empty: a directory, not a file"]),
                (
                    ["output/tiny/seed-0", "--set", "epochs=0"],
                    ["--set epochs=0: epochs: 0 is not between 1 and 100000"]
                ),
                (
                    ["tiny.json", "--weights", model, "--set", "model.channels=[3,16,8,2]"],
                    [
                        model + ": tensor \"2.weight\": shape [16, 16, 3, 3], the network has [8, 16, 3, 3]",
                        model + ": tensor \"2.bias\": shape [16], the network has [8]",
                        model + ": tensor \"4.weight\": shape [2, 16, 3, 3], the network has [2, 8, 3, 3]",
                    ]
                ),
            ] {
                let call = try box.start(["predict"] + arguments).wait()
                #expect(call.exitCode == 65, "\(call)")
                #expect(call.errorLines == lines)
                #expect(call.stdout == "")
            }
            let noData = try box.onecycle("predict", "output/tiny/seed-0", "--data", "nowhere")
            #expect(noData.exitCode == 65)
            #expect(noData.errorLines.count == 1)
        }
    }
}
