import Foundation
import Testing

@Suite("onecycle find")
struct FindCommandTests {
    @Test("prints a suggestion and writes the curve, what it says and a figure; nothing is trained")
    func find() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["lr_finder": #"{"method": "fastai", "stop_div": false}"#])
            let call = try box.onecycle("find", "tiny.json")
            #expect(call.exitCode == 0, "\(call)")
            #expect(box.names(in: "output/tiny") == ["lr_finder.csv", "lr_finder.json", "lr_finder.png", "spec.json"])

            let curve = Table(try box.text("output/tiny/lr_finder.csv"))
            #expect(curve.rows.count == 100)
            let rates = curve.column("lr")
            for (step, rate) in rates.enumerated() {
                #expect(abs(rate - 1e-7 * pow(1e8, Double(step) / 100)) < 1e-12 * rate)
            }
            // The first tenth and the last five steps are not judged.
            let smooth = curve.column("smooth")
            let lowest = try #require((10..<95).min { smooth[$0] < smooth[$1] })
            let record = try box.json("output/tiny/lr_finder.json")
            let suggestions = try #require(record["suggestions"] as? [String: [String: Any]])
            let suggestion = try #require(suggestions["minimum"]?["lr"] as? Double)
            #expect(abs(suggestion - rates[lowest] / 10) < 1e-15 * suggestion)
            let number = String(format: "%.3g", suggestion)
            let lines = call.outputLines
            #expect(lines.first == "tiny: range test of lr 1e-07 to 10, 100 steps, training loss, 1 seed")
            #expect(
                lines.dropFirst().map { $0.prefix { $0 != " " && $0 != ":" } }.filter { $0 != "consensus" } == [
                    "recommended", "fastai's", "minimum", "steep", "valley", "slide", "min_grad", "made", "figure",
                ], "\(call)")
            #expect(lines[3].split(separator: " ").prefix(2) == ["minimum", Substring(number)])
            #expect(lines.last == "figure: output/tiny/lr_finder.png")
            #expect(call.errorLines.count == 1)
            #expect(call.stderr.hasPrefix("tiny: range test: minimum / 10 is lr \(number)"))
            #expect(call.stderr.hasSuffix("; made all steps\n"))
        }
    }

    @Test(
        "recommends a rate with a range, from ten seeds of a short test, in words and as JSON; suggest reads the same off the curve"
    )
    func recommended() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["optimizer": #"{"type": "adamw"}"#])
            let call = try box.onecycle("find", "tiny.json")
            #expect(call.exitCode == 0, "\(call)")
            let record = try box.json("output/tiny/lr_finder.json")
            let found = try #require(record["recommended"] as? [String: Any])
            let rates = ["low", "lr", "high"].compactMap { found[$0] as? Double }
            #expect(rates.count == 3 && rates == rates.sorted() && rates[0] < rates[2])
            #expect((1e-4...10).contains(rates[1]) && found["seeds"] as? Int == 10)
            #expect(["high", "medium", "low"].contains(found["confidence"] as? String))
            func text(_ rate: Double) -> String { String(format: "%.3g", rate) }
            let words = "recommended lr \(text(rates[1])) (\(text(rates[0])) to \(text(rates[2]))), "
            #expect(call.outputLines[1].hasPrefix(words), "\(call)")
            #expect(call.stderr.hasPrefix("tiny: range test: " + words), "\(call)")
            #expect(record["method"] as? String == "recommended")
            let again = try box.onecycle("suggest", "output/tiny/lr_finder.csv")
            let table = try JSONSerialization.jsonObject(with: Data(again.stdout.utf8)) as? [String: Any]
            #expect(table?["recommended"] as? NSObject == record["recommended"] as? NSObject)
            // However the seeds are spread over threads.
            let alone = try box.onecycle("find", "tiny.json", "--output", "b", "--jobs", "1", "--threads", "1")
            #expect(alone.exitCode == 0)
            #expect(differences(try box.files(in: "output/tiny"), try box.files(in: "b/tiny")) == [])
        }
    }

    @Test("--confirm trains at a third, once and three times the rate, says which holds, and moves nothing")
    func confirm() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["optimizer": #"{"type": "adamw"}"#, "seeds": "1"])
            let plain = try box.onecycle("find", "tiny.json")
            let before = try box.json("output/tiny/lr_finder.json")
            let call = try box.onecycle("find", "tiny.json", "--confirm")
            #expect(call.exitCode == 0, "\(call)")
            let after = try box.json("output/tiny/lr_finder.json")
            #expect(after["recommended"] as? NSObject == before["recommended"] as? NSObject)
            #expect(before["confirmation"] == nil)
            let confirmation = try #require(after["confirmation"] as? [String: Any])
            let trials = try #require(confirmation["trials"] as? [[String: Any]])
            let rate = try #require((after["recommended"] as? [String: Any])?["lr"] as? Double)
            for (trial, times) in zip(trials, [1.0 / 3, 1, 3]) {
                #expect(abs((trial["lr"] as? Double ?? 0) / rate - times) < 1e-12)
                #expect((trial["losses"] as? [Any])?.count == 3)
            }
            #expect(trials.count == 3)
            let words = call.outputLines[2]
            #expect(words.hasPrefix("confirmed: lr ") || words.hasPrefix("not confirmed: lr "), "\(call)")
            #expect(call.outputLines.filter { $0 != words } == plain.outputLines)
            // It is kept, and the range test stays valid.
            #expect(try box.onecycle("find", "tiny.json").outputLines == call.outputLines)
            #expect(try box.onecycle("verify").exitCode == 0)
        }
    }

    @Test("--seeds are those of the test")
    func seedsOption() throws {
        try Sandbox.with { box in
            try box.prepare()
            let call = try box.onecycle("find", "tiny.json", "--seeds", "3")
            #expect(call.exitCode == 0, "\(call)")
            let name = "tiny-lr_finder.seeds-0-1-2"
            #expect(Set(Table(try box.text("output/\(name)/lr_finder.csv")).column("seed")) == [0, 1, 2])
            #expect(call.outputLines.first?.hasPrefix(name + ": ") == true)
            #expect(call.outputLines.first?.hasSuffix("3 seeds") == true)
        }
    }

    @Test("stops where the loss has diverged, and says why")
    func stops() throws {
        try Sandbox.with { box in
            try box.prepare(
                "tiny",
                [
                    "optimizer": #"{"type": "sgd", "weight_decay": 1}"#,
                    "lr_finder": #"{"num_it": 100, "end_lr": 1e6, "seeds": [0]}"#,
                ])
            let call = try box.onecycle("find", "tiny.json")
            #expect(call.exitCode == 0)
            #expect(call.stderr.contains("; stopped: "), "\(call)")
            let curve = Table(try box.text("output/tiny/lr_finder.csv"))
            #expect(curve.rows.count < 100)
            let stops = try box.json("output/tiny/lr_finder.json")["stops"] as? [[String: Any]]
            #expect(stops?.first?["steps"] as? Int == curve.rows.count)
            #expect(["diverged", "non_finite"].contains(stops?.first?["reason"] as? String))
        }
    }

    @Test("too short a test suggests nothing, and still draws its curve")
    func short() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["lr_finder": #"{"num_it": 2}"#])
            let call = try box.onecycle("find", "tiny.json")
            #expect(call.exitCode == 0, "\(call)")
            let reason = "too few points: 2 without the ends, 8 needed"
            #expect(call.outputLines.dropFirst().first == "no recommended lr: \(reason)")
            #expect(call.outputLines.filter { $0.contains("no suggestion: too few points: ") }.count == 5)
            #expect(
                call.errorLines == ["tiny: range test: no recommended lr: \(reason); all seeds made all steps"])
            let record = try box.json("output/tiny/lr_finder.json")
            #expect((record["recommended"] as? [String: String])?["reason"] == "too_few_points")
            #expect((record["suggestions"] as? [String: Any])?.isEmpty == true)
            #expect(
                (record["without_suggestion"] as? [String: [String: String]])?["slide"]?["reason"] == "too_few_points")
            #expect((record["consensus"] as? [String: String])?["reason"] == "too_few_points")
            #expect(try box.data("output/tiny/lr_finder.png").pngSize != nil)
        }
    }

    @Test("is what a run records too, and is not repeated by it")
    func sharedWithRun() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["lr_finder": #"{"num_it": 30, "seeds": 3}"#])
            #expect(try box.onecycle("run", "tiny.json", "--output", "run").exitCode == 0)
            #expect(try box.onecycle("find", "tiny.json", "--output", "find", "--threads", "1").exitCode == 0)
            let alone = try box.files(in: "find/tiny")
            let whole = try box.files(in: "run/tiny")
            for (name, data) in alone { #expect(whole[name] == data, "\(name)") }
            #expect(Set(Table(try box.text("run/tiny/lr_finder.csv")).column("seed")) == [0, 1, 2])

            let again = try box.onecycle("find", "tiny.json", "--output", "run")
            #expect(again.stderr == "")
            #expect(again.outputLines.first?.hasPrefix("tiny: range test of ") == true)
            #expect(differences(try box.files(in: "run/tiny"), whole) == [])
        }
    }

    @Test("several seeds: each has a curve, the table their spread, the files the same bytes however they are run")
    func seeds() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["lr_finder": #"{"num_it": 100, "seeds": [3, 0, 8], "stop_div": false}"#])
            let call = try box.onecycle("find", "tiny.json", "--threads", "1")
            #expect(call.exitCode == 0, "\(call)")
            #expect(
                call.outputLines.dropFirst(2).first?.split(separator: " ").prefix(6) == [
                    "fastai's", "method", "lr", "lowest", "highest", "seeds",
                ])
            #expect(call.outputLines.contains("all seeds made all steps"))
            let curve = Table(try box.text("output/tiny/lr_finder.csv"))
            #expect(curve.column("seed") == [3, 0, 8].flatMap { [Double](repeating: $0, count: 100) })
            let losses = curve.column("loss")
            #expect(Set([losses[0], losses[100], losses[200]]).count == 3)
            #expect(
                try box.onecycle("find", "tiny.json", "--output", "b", "--jobs", "3", "--threads", "1").exitCode == 0)
            #expect(differences(try box.files(in: "output/tiny"), try box.files(in: "b/tiny")) == [])
            // A seed's curve is the same, alone or among others.
            let alone = try box.onecycle(
                "find", "tiny.json", "--output", "c", "--threads", "1", "--set", "lr_finder.seeds=[0]")
            #expect(alone.exitCode == 0)
            #expect(
                Table(try box.text("c/tiny-lr_finder.seeds-0/lr_finder.csv")).rows == Array(curve.rows[100..<200]))

            // The recorded curve gives the same suggestions again.
            let record = try box.json("output/tiny/lr_finder.json")
            let again = try box.onecycle("suggest", "output/tiny/lr_finder.csv", "--num-it", "100")
            let table = try JSONSerialization.jsonObject(with: Data(again.stdout.utf8)) as? [String: Any]
            for key in ["recommended", "suggestions", "without_suggestion", "consensus", "num_it"] {
                #expect(table?[key] as? NSObject == record[key] as? NSObject, "\(key)")
            }
        }
    }

    @Test("rates by equal differences, and validation losses")
    func kinds() throws {
        try Sandbox.with { box in
            try box.prepare(
                "tiny", ["lr_finder": #"{"num_it": 20, "start_lr": 0.01, "end_lr": 0.21, "seeds": [0]}"#])
            func curve(_ output: String, _ set: String...) throws -> Table {
                let call = try box.start(
                    ["find", "tiny.json", "--name", "tiny", "--output", output] + set.flatMap { ["--set", $0] }
                ).wait()
                #expect(call.exitCode == 0, "\(call)")
                return Table(try box.text(output + "/tiny/lr_finder.csv"))
            }
            let training = try curve("a")
            let linear = try curve("b", "lr_finder.spacing=linear")
            for (step, rate) in linear.column("lr").enumerated() {
                #expect(abs(rate - 0.01 * Double(step + 1)) < 1e-12)
            }
            let validation = try curve("c", "lr_finder.loss=validation")
            #expect(validation.column("lr") == training.column("lr"))
            #expect(validation.column("loss") != training.column("loss"))
            // Another test takes the place of the one before it.
            _ = try curve("b", "lr_finder.spacing=exponential")
            #expect(try box.data("b/tiny/lr_finder.csv") == (try box.data("a/tiny/lr_finder.csv")))
        }
    }

    @Test(
        "on real digits and with AdamW five seeds recommend from 0.03 to 0.15, surely",
        .enabled(if: MNISTTests.directory != nil, "MNIST_DIR is not set, so no rate is looked for on real digits"))
    func realDigits() throws {
        let directory = try #require(MNISTTests.directory)
        try Sandbox.with { box in
            try box.prepare(
                "digits",
                [
                    "data": #"{"source": "mnist_sample"}"#, "optimizer": #"{"type": "adamw"}"#,
                    "schedule": #"{"type": "one_cycle", "lr_max": 0.05}"#,
                ])
            let call = try box.onecycle("find", "digits.json", "--data", directory)
            #expect(call.exitCode == 0, "\(call)")
            let record = try box.json("output/digits/lr_finder.json")
            let recommended = record["recommended"] as? [String: Any]
            let rate = try #require(recommended?["lr"] as? Double)
            #expect((0.03...0.15).contains(rate), "\(call)")
            #expect(
                recommended?["confidence"] as? String != "low" && (5...10).contains(recommended?["seeds"] as? Int ?? 0))
        }
    }
}
