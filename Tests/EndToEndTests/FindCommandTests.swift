import Foundation
import Testing

@Suite("onecycle find")
struct FindCommandTests {
    @Test("prints a suggestion and writes the curve, what it says and a figure; nothing is trained")
    func find() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["lr_finder": #"{"num_it": 100, "stop_div": false}"#])
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
            let suggestions = try #require(record["suggestions"] as? [String: [String: Double]])
            let suggestion = try #require(suggestions["minimum"]?["lr"])
            #expect(abs(suggestion - rates[lowest] / 10) < 1e-15 * suggestion)
            let number = String(format: "%.3g", suggestion)
            #expect(call.outputLines == ["tiny: lr \(number) (minimum / 10); output/tiny/lr_finder.png"])
            #expect(call.errorLines == ["tiny: range test: minimum / 10 is lr \(number); all steps made"])
        }
    }

    @Test("stops where the loss has diverged, and says why")
    func stops() throws {
        try Sandbox.with { box in
            try box.prepare(
                "tiny",
                [
                    "optimizer": #"{"type": "sgd", "weight_decay": 1}"#,
                    "lr_finder": #"{"num_it": 100, "end_lr": 1e6}"#,
                ])
            let call = try box.onecycle("find", "tiny.json")
            #expect(call.exitCode == 0)
            #expect(call.stderr.contains("; stopped when the loss was "), "\(call)")
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
            #expect(
                call.outputLines == ["tiny: no suggestion: too few points were recorded; output/tiny/lr_finder.png"])
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
            #expect(again.outputLines.count == 1)
            #expect(differences(try box.files(in: "run/tiny"), whole) == [])
        }
    }
}
