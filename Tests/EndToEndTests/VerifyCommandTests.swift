import Foundation
import Testing

@Suite("onecycle verify, and altered files")
struct VerifyCommandTests {
    /// A run with a range test, one with initial weights, a study, and a run in the history.
    private func train(_ box: borrowing Sandbox) throws {
        try box.prepare("one", ["figures": #"["lr_finder"]"#])
        #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
        try box.prepare("one", ["figures": #"["lr_finder"]"#, "epochs": "1"])
        #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
        try box.write(try box.data("output/one/seed-0/model.safetensors"), to: "w.safetensors")
        try box.prepare(
            "warm", ["figures": "[]", "model": #"{"channels": [3, 16, 16, 2], "init": {"file": "w.safetensors"}}"#])
        try box.prepare("grid", ["figures": "[]", "epochs": nil, "seeds": "1", "grid": #"{"epochs": [1, 2]}"#])
        #expect(try box.onecycle("run", "warm.json", "grid.json", "--quiet").exitCode == 0)
    }

    /// The file with another digit in its middle.
    private func altered(_ data: Data) -> Data {
        var bytes = [UInt8](data)
        let place = (bytes.count / 2..<bytes.count).first { (48..<57).contains(bytes[$0]) } ?? bytes.count / 2
        bytes[place] ^= 1
        return Data(bytes)
    }

    @Test("names every recorded file that was altered or is missing, those of the history too")
    func everyFile() throws {
        try Sandbox.with { box in
            try train(box)
            let whole = try box.onecycle("verify")
            #expect(whole.exitCode == 0 && whole.stderr == "", "\(whole)")
            #expect(
                whole.outputLines == ["5 run folders, 8 seeds, 2 range tests: every file is as it was written"])
            let files = try box.files(in: "output").filter { !$0.key.hasSuffix(".png") && !$0.key.hasPrefix(".cache") }
            #expect(files.count > 5 + 8 * 4)
            for (name, data) in files {
                let path = "output/" + name
                try box.write(altered(data), to: path)
                let call = try box.onecycle("verify")
                #expect(call.exitCode == 1, "\(path)")
                #expect(call.outputLines == ["\(path): altered since it was written"])
                try box.remove(path)
                let missing = try box.onecycle("verify")
                #expect(missing.outputLines.contains("\(path): missing"), "\(missing)")
                #expect(missing.exitCode == 1)
                try box.write(data, to: path)
            }
            #expect(try box.onecycle("verify", "output/one", "output/warm").exitCode == 0)
            #expect(try box.onecycle("verify", "nowhere").exitCode == 65)
            #expect(try box.onecycle("verify", "data").exitCode == 65)
        }
    }

    @Test("folders of older versions, whose files have no record of themselves, are accepted, and a line says so")
    func older() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["lr_finder"]"#, "seeds": "1"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            for file in ["spec.json", "lr_finder.json", "seed-0/summary.json"] {
                let text = try box.text("output/one/" + file)
                let lines =
                    text.split(separator: "\n").filter { !$0.contains("\"record\"") }.joined(separator: "\n") + "\n"
                try box.write(
                    file == "spec.json" ? lines.replacing("144,", with: "144") : lines, to: "output/one/" + file)
            }
            let call = try box.onecycle("verify")
            #expect(call.exitCode == 0, "\(call)")
            #expect(
                call.errorLines
                    == ["spec.json", "lr_finder.json", "seed-0/summary.json"].map {
                        "output/one/\($0): written by an older version, without a record of itself; accepted"
                    })
            let again = try box.onecycle("run", "one.json")
            #expect(again.errorLines == ["one seed 0: already complete"])
        }
    }

    @Test("plot leaves damaged parts out, says so, and keeps the run's own figures")
    func plot() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["loss", "lr_finder"]"#, "seeds": "3"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output/one")
            try box.write("x", to: "output/one/seed-1/steps.csv")
            let seeds = try box.onecycle("plot", "output/one")
            #expect(seeds.exitCode == 1)
            #expect(seeds.errorLines == ["one: 2 of 3 seeds are complete; damaged: seed 1 (steps.csv)"])
            #expect(seeds.outputLines == ["output/figures/one-loss.png", "output/figures/one-lr_finder.png"])
            #expect(try box.data("output/one/loss.png") == before["loss.png"])
            let show = try box.onecycle("show", "output/one/loss.png")
            #expect(show.exitCode == 1 && show.errorLines == seeds.errorLines, "\(show)")
            #expect(show.outputLines.contains("seeds: 0, 1, 2"))

            try box.write(try #require(before["seed-1/steps.csv"]), to: "output/one/seed-1/steps.csv")
            try box.write("x", to: "output/one/lr_finder.json")
            let line = "one: the range test is damaged (lr_finder.json), and left out"
            let finder = try box.onecycle("plot", "output/one")
            #expect(finder.exitCode == 1 && finder.errorLines == [line], "\(finder)")
            #expect(finder.outputLines == ["output/one/loss.png"])
            let report = try box.onecycle("report")
            #expect(report.exitCode == 1 && report.errorLines == [line], "\(report)")
            #expect(try box.page("output/report.html").contains("The range test is damaged (lr_finder.json)"))

            let find = try box.onecycle("find", "one.json")
            #expect(find.exitCode == 0)
            #expect(
                find.errorLines.first
                    == "one: the range test was damaged; its files moved to output/.history/one/1, with the spec; "
                    + "`onecycle restore one 1` brings it back")
            #expect(differences(try box.files(in: "output/one"), before) == [])
            #expect(try box.text("output/.history/one/1/lr_finder.json") == "x")
        }
    }

    @Test("predict refuses an altered network, summary or spec; named weights are the user's")
    func predict() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": "[]", "seeds": "1"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            let before = try box.onecycle("predict", "output/one/seed-0")
            #expect(before.exitCode == 0)
            let model = "output/one/seed-0/model.safetensors"
            for (file, words) in [
                (model, ": altered since it was written; run the spec again"),
                ("output/one/seed-0/summary.json", ": altered since it was written; run the spec again"),
                ("output/one/spec.json", ": altered since a run wrote it; "),
            ] {
                let whole = try box.data(file)
                try box.write(altered(whole), to: file)
                let call = try box.onecycle("predict", "output/one/seed-0")
                #expect(call.exitCode == 65 && call.stdout == "", "\(call)")
                #expect(call.errorLines.count == 1 && call.stderr.hasPrefix(file + words), "\(call)")
                if file == model {
                    let named = try box.onecycle("predict", "output/one/seed-0", "--weights", model)
                    #expect(named.exitCode == 0, "\(named)")
                }
                try box.write(whole, to: file)
            }
            #expect(try box.onecycle("predict", "output/one/seed-0").stdout == before.stdout)
            try box.remove("output/one/seed-0/summary.json")
            let missing = try box.onecycle("predict", "output/one/seed-0")
            #expect(missing.stderr.hasPrefix("output/one/seed-0/summary.json: missing; "), "\(missing)")
        }
    }

    @Test("predict, plot, show and report do not take a seed for another one, and exit with 1 or 65")
    func exchanged() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["loss"]"#])
            try box.prepare("two", ["figures": #"["loss"]"#, "seeds": "3", "epochs": "1"])
            #expect(try box.onecycle("run", "one.json", "two.json", "--quiet").exitCode == 0)
            try box.move("output/one/seed-0", to: "output/one/kept")
            try box.move("output/one/seed-1", to: "output/one/seed-0")
            try box.move("output/one/kept", to: "output/one/seed-1")
            let predict = try box.onecycle("predict", "output/one/seed-0", "--count", "1")
            #expect(predict.exitCode == 65 && predict.stdout == "", "\(predict)")
            #expect(predict.stderr.hasPrefix("output/one/seed-0/summary.json: altered since it was written; "))

            // A seed of another training is left out, too.
            try box.remove("output/one")
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            try box.remove("output/two/seed-1")
            try box.move("output/one/seed-1", to: "output/two/seed-1")
            let line = "two: 2 of 3 seeds are complete; of another training: seed 1"
            for arguments in [["plot", "output/two", "--to", "p"], ["show", "output/two/loss.png"], ["report"]] {
                let call = try box.start(arguments).wait()
                #expect(call.exitCode == 1 && call.errorLines.contains(line), "\(call)")
            }
        }
    }

    @Test("results whose spec.json is missing are named, not left out")
    func withoutSpec() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["loss"]"#, "seeds": "1"])
            try box.prepare("two", ["figures": #"["loss"]"#, "seeds": "1", "epochs": "1"])
            #expect(try box.onecycle("run", "one.json", "two.json", "--quiet").exitCode == 0)
            try box.remove("output/one/spec.json")
            for arguments in [["report"], ["show", "output/one/loss.png"]] {
                let call = try box.start(arguments).wait()
                #expect(call.exitCode == 1, "\(call)")
                #expect(call.errorLines == ["output/one/spec.json: no such file"], "\(call)")
            }
            #expect(try box.page("output/report.html").contains("output/one/spec.json: no such file"))
            let plot = try box.onecycle("plot", "output/one")
            #expect(plot.exitCode == 65)
            #expect(
                plot.errorLines == [
                    "output/one: spec.json is missing; run the spec of its seeds again, which keeps complete seeds"
                ])
            let compare = try box.onecycle("compare", "output/two", "output/two", "--figures", "output/one")
            #expect(compare.exitCode == 65 && compare.stderr.contains("is a run folder"), "\(compare)")
            #expect(try box.onecycle("run", "one.json").errorLines == ["one seed 0: already complete"])
            #expect(try box.onecycle("verify").exitCode == 0)
        }
    }

    @Test("a range test without its record is damaged; one that is gone is missing")
    func withoutRangeTest() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["loss", "lr_finder"]"#, "seeds": "1"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            try box.remove("output/one/lr_finder.json")
            for line in [
                "one: the range test is damaged (lr_finder.json), and left out",
                "one: the range test is missing (lr_finder.json)",
            ] {
                for arguments in [["plot", "output/one", "--to", "p"], ["report"], ["show", "output/one/loss.png"]] {
                    let call = try box.start(arguments).wait()
                    #expect(call.exitCode == 1 && call.errorLines == [line], "\(call)")
                }
                for name in ["lr_finder.csv", "lr_finder.png"] where box.exists("output/one/" + name) {
                    try box.remove("output/one/" + name)
                }
            }
            // A run without the figure has no range test.
            try box.prepare("one", ["figures": #"["loss"]"#, "seeds": "1"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            #expect(try box.onecycle("report").exitCode == 0)
        }
    }

    @Test("an altered spec or study is no result: commands that read the folder refuse it with a line")
    func specs() throws {
        try Sandbox.with { box in
            try box.prepare("grid", ["epochs": nil, "seeds": "1", "grid": #"{"epochs": [1, 2]}"#, "figures": "[]"])
            #expect(try box.onecycle("run", "grid.json", "--quiet").exitCode == 0)
            let file = "output/grid-epochs-1/spec.json"
            let text = try box.text(file)
            try box.write(text.replacing("\"theme\": \"light\"", with: "\"theme\": \"dark\""), to: file)
            for arguments in [
                ["plot", "output/grid-epochs-1", "--figure", "loss"], ["export", "output/grid-epochs-1"],
                ["compare", "output/grid-epochs-1", "output/grid-epochs-2"],
                ["predict", "output/grid-epochs-1/seed-0"],
            ] {
                let call = try box.start(arguments).wait()
                #expect(call.exitCode == 65, "\(call)")
                #expect(
                    call.errorLines == [
                        "\(file): altered since a run wrote it; `onecycle verify` names every such file"
                    ], "\(call)")
            }
            let report = try box.onecycle("report")
            #expect(report.exitCode == 1 && report.stderr.contains("\(file): altered since a run wrote it"))
            // It is still a spec. Run writes it anew; the altered one lies in the history.
            #expect(try box.onecycle("run", file, "--quiet").exitCode == 0)
            let verify = try box.onecycle("verify")
            let line = "output/.history/grid-epochs-1/1/spec.json: altered since it was written"
            #expect(
                verify.exitCode == 1
                    && (verify.outputLines + verify.errorLines).filter { $0.contains("altered") } == [line], "\(verify)"
            )
        }
    }

    @Test("a damaged figure is named")
    func figures() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["loss"]"#, "seeds": "1"])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            let figure = "output/one/loss.png"
            var bytes = [UInt8](try box.data(figure))
            bytes[bytes.count - 100] ^= 1
            try box.write(bytes, to: figure)
            let line = "output/one/loss.png: reading: the PNG file is damaged"
            let show = try box.onecycle("show", figure)
            #expect(show.exitCode == 65)
            #expect(show.errorLines.count == 1 && show.stderr.contains("the PNG file is damaged"), "\(show) \(line)")
            let export = try box.onecycle("export", "output/one", "--format", "tensorboard")
            #expect(export.exitCode == 1 && export.stderr.contains("the PNG file is damaged"), "\(export)")
            #expect(try box.onecycle("plot", "output/one").exitCode == 0)
            #expect(try box.onecycle("show", figure).exitCode == 0)
        }
    }
}
