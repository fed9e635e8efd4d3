import Foundation
import Testing

@Suite("Seeds as needed, end to end")
struct UntilClearCommandTests {
    private let tiny = ["figures": "[]", "epochs": "3", "seeds": "1"]

    /// Two rates that learn at once and never, and two that never learn.
    private func prepare(_ box: borrowing Sandbox) throws {
        try box.prepare("good", tiny)
        for (name, rate) in [("idle", "1e-9"), ("still", "2e-9")] {
            try box.prepare(name, tiny.merging(["schedule": #"{"type": "constant", "lr": \#(rate)}"#]) { $1 })
        }
    }

    private func seeds(_ box: borrowing Sandbox, _ name: String) -> Int {
        box.names(in: "output/\(name)").count { $0.hasPrefix("seed-") }
    }

    @Test("two different rates become clear in few seeds; the same call then trains nothing")
    func clear() throws {
        try Sandbox.with { box in
            try prepare(box)
            let call = try box.onecycle("run", "good.json", "idle.json", "--until-clear", "--jobs", "2")
            #expect(call.exitCode == 0, "\(call)")
            let last = try #require(call.outputLines.last)
            #expect(last.hasPrefix("good is better than idle by "))
            #expect(last.contains(" points (") && last.contains(" at any time, p <= 0.0"))
            let count = seeds(box, "good")
            #expect((8...12).contains(count) && count == seeds(box, "idle"))
            #expect(last.hasSuffix("clear after \(count) seeds)"))
            #expect(call.errorLines.contains { $0.hasPrefix("\(count) seeds: clear") })

            let again = try box.onecycle("run", "good.json", "idle.json", "--until-clear", "--jobs", "2")
            #expect(again.exitCode == 0 && again.outputLines.last == last)
            #expect(again.stderr == "")
            #expect(seeds(box, "good") == count)

            // compare reads the same from the folders, and from the specs.
            let folders = try box.onecycle(
                "compare", "output/good", "output/idle", "--until-clear", "--no-figures", "--json")
            #expect(folders.exitCode == 0, "\(folders)")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(folders.stdout.utf8)) as? [String: Any])
            let result = try #require(report["until_clear"] as? [String: Any])
            #expect(result["outcome"] as? String == "clear" && result["limit"] as? Int == 30)
            let pair = try #require((result["pairs"] as? [[String: Any]])?.first)
            #expect(pair["clear_after"] as? Int == count && pair["n"] as? Int == count)
            #expect(try #require(pair["anytime_p"] as? Double) <= 0.05)
            let specs = try box.onecycle("compare", "good.json", "idle.json", "--until-clear", "--no-figures")
            #expect(specs.exitCode == 0 && specs.outputLines.first == last)
        }
    }

    @Test("arms that do not differ reach the limit, and the last line says it")
    func limit() throws {
        try Sandbox.with { box in
            try prepare(box)
            let call = try box.onecycle(
                "run", "idle.json", "still.json", "--until-clear", "--max-seeds", "9", "--quiet")
            #expect(call.exitCode == 0, "\(call)")
            #expect(call.stderr == "")
            #expect(try #require(call.outputLines.last).hasPrefix("not clear after 9 seeds, the limit: "))
            #expect(seeds(box, "idle") == 9 && seeds(box, "still") == 9)
            // A larger limit goes on.
            let more = try box.onecycle(
                "run", "idle.json", "still.json", "--until-clear", "--max-seeds", "10", "--log-json")
            #expect(more.exitCode == 0 && seeds(box, "idle") == 10)
            let compare = try box.onecycle(
                "compare", "output/idle", "output/still", "--until-clear", "--max-seeds", "11", "--no-figures")
            #expect(compare.exitCode == 0 && seeds(box, "idle") == 11 && seeds(box, "still") == 11)
            #expect(compare.errorLines.count == 1 && compare.stderr.hasPrefix("11 seeds: not clear; open: "))
            #expect(compare.outputLines[0].hasPrefix("not clear after 11 seeds, the limit: "))
            #expect(more.errorLines.last == #"{"clear":0,"comparisons":1,"event":"until_clear","seeds":10}"#)
        }
    }

    @Test("with a baseline, an arm whose comparison is clear gets no further seeds")
    func family() throws {
        try Sandbox.with { box in
            try prepare(box)
            let call = try box.onecycle(
                "run", "idle.json", "good.json", "still.json", "--until-clear", "--max-seeds", "14", "--baseline",
                "idle",
                "--jobs", "1", "--quiet")
            #expect(call.exitCode == 0, "\(call)")
            let result = call.outputLines.suffix(3)
            #expect(result.first == "2 comparisons with idle: 1 clear, 1 not")
            #expect(result.dropFirst().first?.hasPrefix("good is better than idle by ") == true)
            #expect(result.last?.hasPrefix("not clear after 14 seeds, the limit: ") == true)
            #expect(seeds(box, "idle") == 14 && seeds(box, "still") == 14 && seeds(box, "good") < 14)
        }
    }

    @Test("an interrupted call goes on to the same result")
    func interrupted() throws {
        try Sandbox.with { box in
            try prepare(box)
            let arguments = ["run", "good.json", "idle.json", "--until-clear", "--jobs", "1", "--output"]
            let whole = try box.start(arguments + ["whole"]).wait()
            #expect(whole.exitCode == 0, "\(whole)")
            let run = try box.start(arguments + ["parts"])
            #expect(eventually { box.exists("parts/good/seed-1") || box.exists("parts/idle/seed-1") })
            run.interrupt()
            let stopped = try run.wait()
            #expect(stopped.exitCode == 130 || stopped.exitCode == 0, "\(stopped)")
            let rest = try box.start(arguments + ["parts"]).wait()
            #expect(rest.exitCode == 0, "\(rest)")
            #expect(rest.outputLines.last == whole.outputLines.last)
            #expect(differences(try box.results(in: "whole"), try box.results(in: "parts")) == [])
        }
    }

    @Test("impossible calls are refused before anything is trained")
    func refused() throws {
        try Sandbox.with { box in
            try prepare(box)
            try box.prepare("copy", tiny)
            try box.prepare("longer", tiny.merging(["epochs": "4"]) { $1 })
            let cases: [([String], Int32, String)] = [
                (["good.json"], 65, "needs at least two experiments"),
                (["good.json", "copy.json"], 65, "the same training"),
                (["good.json", "longer.json"], 65, "share data, model and length"),
                (["good.json", "idle.json", "--max-seeds", "5"], 65, "before 6 seeds; allow at least 6"),
                (["good.json", "idle.json", "--max-seeds", "1"], 64, "not between 2 and 1000"),
                (["good.json", "idle.json", "--force"], 64, "exclude each other"),
                (
                    ["good.json", "idle.json", "--baseline", "gode"], 65,
                    "no arm is called \"gode\"; the arms are good, idle"
                ),
            ]
            for (arguments, code, words) in cases {
                let call = try box.start(["run"] + arguments + ["--until-clear"]).wait()
                #expect(call.exitCode == code && call.stderr.contains(words), "\(call)")
                #expect(call.stdout == "")
            }
            #expect(try box.onecycle("run", "good.json", "--max-seeds", "9").exitCode == 64)
            #expect(try box.onecycle("run", "good.json", "--baseline", "good").exitCode == 64)
            #expect(!box.exists("output"))
        }
    }

    @Test("a failed run ends the rounds")
    func failed() throws {
        try Sandbox.with { box in
            try prepare(box)
            try box.makeFolder("output/idle")
            try box.write("mine", to: "output/idle/seed-2")
            let call = try box.onecycle("run", "good.json", "idle.json", "--until-clear", "--quiet")
            #expect(call.exitCode == 1, "\(call)")
            #expect(call.stderr.contains("seed-2"))
            #expect(try #require(call.outputLines.last).hasPrefix("no comparison can be clear before 8 seeds"))
        }
    }

    @Test("a table of other programs is judged, with the seeds that it likely needs")
    func table() throws {
        try Sandbox.with { box in
            var rows = "arm,seed,accuracy\n"
            for seed in 0..<9 {
                rows += "a,\(seed),\(0.95 + 0.001 * Double(seed % 3))\nb,\(seed),0.94\n"
            }
            try box.write(rows, to: "clear.csv")
            let clear = try box.onecycle("compare", "clear.csv", "--until-clear", "--no-figures")
            #expect(clear.exitCode == 0, "\(clear)")
            #expect(clear.outputLines[0].hasPrefix("a is better than b by 1.10 points ("))
            #expect(clear.outputLines[0].hasSuffix("clear after 8 of 9 seeds)"))

            try box.write(
                "arm,seed,accuracy\na,0,0.95\na,1,0.96\na,2,0.94\nb,0,0.94\nb,1,0.94\nb,2,0.94\n", to: "few.csv")
            let few = try box.onecycle("compare", "few.csv", "--until-clear", "--no-figures")
            #expect(few.exitCode == 0)
            #expect(
                few.outputLines[0].hasPrefix("not clear after 3 seeds: a against b: 1.00 points; a limit of about "))
            #expect(few.outputLines[1] == "no comparison can be clear before 8 seeds")
        }
    }
}
