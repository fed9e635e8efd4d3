import Foundation
import Testing

@Suite("onecycle compare")
struct CompareCommandTests {
    /// Three arms of four seeds: rates that learn, and one that cannot.
    private func train(_ box: borrowing Sandbox) throws {
        let seeds = ["seeds": "4", "figures": "[]", "epochs": "3"]
        try box.prepare("good", seeds)
        try box.prepare("idle", seeds.merging(["schedule": #"{"type": "constant", "lr": 1e-9}"#]) { $1 })
        let call = try box.onecycle("run", "good.json", "idle.json", "--quiet")
        #expect(call.exitCode == 0, "\(call)")
    }

    @Test("verdict first, then arms and pairs; folders and specs are the same")
    func text() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("compare", "good.json", "idle.json", "--target", "0.5", "--no-figures")
            #expect(call.exitCode == 0, "\(call)")
            #expect(!box.exists("output/comparison"))
            #expect(call.stderr == "")
            // The smallest p of four pairs is 2 / 2^4.
            #expect(call.outputLines[0].hasPrefix("good looks "))
            #expect(call.outputLines[0].contains(" points better than idle ("))
            #expect(call.outputLines[0].contains("), but 4 seeds cannot prove it"))
            #expect(call.outputLines[0].hasSuffix("n = 4; baseline untuned: idle tried a single rate"))
            #expect(call.outputLines.contains { $0.hasPrefix("r: correlation of both arms over the seeds") })
            #expect(call.outputLines.contains { $0.hasPrefix("good ") && $0.contains(" of 4 ") })
            #expect(call.outputLines.contains { $0.hasPrefix("good - idle ") })
            let folders = try box.onecycle("compare", "output/good", "output/idle", "--target", "0.5")
            #expect(folders.stdout == call.stdout)
        }
    }

    @Test("--smoothing replaces that of the specs in figures of comparisons and reports, and changes no run")
    func smoothing() throws {
        try Sandbox.with { box in
            try train(box)
            let before = try box.files(in: "output")
            func caption(_ smoothing: String...) throws -> String {
                let call = try box.start(
                    [
                        "compare", "output/good", "output/idle", "--format", "svg", "--size", "2400x800", "--figures",
                        "drawn",
                    ]
                        + smoothing
                ).wait()
                #expect(call.exitCode == 0, "\(call)")
                return try box.text("drawn/loss.svg")
            }
            #expect(try caption().contains("training centred mean of"))
            #expect(try caption("--smoothing", "ema=0.5").contains("exponential average (β 0.5, lags 1 step)"))
            #expect(try caption("--smoothing", "none").contains("training each step"))
            let report = try box.onecycle("report", "output", "--smoothing", "ema=0.5", "--file", "report.html")
            #expect(report.exitCode == 0, "\(report)")
            #expect(try box.page("report.html").contains("exponential average (β 0.5, lags 1 step)"))
            #expect(differences(try box.files(in: "output"), before) == [])
            #expect(try box.onecycle("report", "output", "--smoothing", "x").exitCode == 64)
        }
    }

    @Test("as JSON, with the numbers of the run folders")
    func json() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("compare", "output/good", "output/idle", "--json")
            #expect(call.exitCode == 0)
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(call.stdout.utf8)) as? [String: Any])
            let arms = try #require(report["arms"] as? [[String: Any]])
            #expect(arms.map { $0["name"] as? String } == ["good", "idle"])
            let runs = try #require(arms[0]["runs"] as? [[String: Any]])
            for (seed, run) in runs.enumerated() {
                let epochs = Table(try box.text("output/good/seed-\(seed)/epochs.csv"))
                // Foundation's reader of JSON may be off in the last bit.
                for (key, column) in [("final_accuracy", "accuracy"), ("final_loss", "valid_loss")] {
                    let (found, recorded) = (try #require(run[key] as? Double), epochs.column(column).last ?? .nan)
                    #expect(abs(found - recorded) <= 1e-12 * recorded)
                }
            }
            let pair = try #require((report["pairs"] as? [[String: Any]])?.first)
            #expect(pair["n"] as? Int == 4)
            #expect(try box.onecycle("compare", "output/good", "output/idle", "--json").stdout == call.stdout)
        }
    }

    @Test("what differs in more than the arm is named, and refused without --force")
    func mismatch() throws {
        try Sandbox.with { box in
            try train(box)
            try box.prepare("other", ["seeds": "[1, 2]", "figures": "[]", "epochs": "2"])
            #expect(try box.onecycle("run", "other.json", "--quiet").exitCode == 0)
            let call = try box.onecycle("compare", "good.json", "other.json")
            #expect(call.exitCode == 65)
            #expect(call.stdout == "")
            #expect(
                call.errorLines == [
                    "epochs: 3 in good, 2 in other", "seeds: [0 to 3] in good, [1, 2] in other",
                    "arms differ in other settings too; use --force to compare anyway",
                ])
            let forced = try box.onecycle("compare", "good.json", "other.json", "--force", "--no-figures")
            #expect(forced.exitCode == 0)
            #expect(forced.errorLines.count == 2)
            #expect(forced.outputLines[0].contains("n = 2"))
            #expect(forced.outputLines[0].hasSuffix(" (forced: they differ in epochs, seeds)"))
            let json = try box.onecycle("compare", "good.json", "other.json", "--force", "--no-figures", "--json")
            let report = try #require(try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
            let mismatches = try #require(report["mismatches"] as? [[String: String]])
            #expect(mismatches.map { $0["what"] } == ["epochs", "seeds"])
            #expect(mismatches[0]["first"] == "3" && mismatches[0]["second_arm"] == "other")
        }
    }

    @Test("a missing folder is named, with the command that makes it")
    func missing() throws {
        try Sandbox.with { box in
            try train(box)
            try box.remove("output/good/seed-2")
            try box.makeFolder("empty")
            try box.write(TinySpec.text(), to: "never.json")
            let call = try box.onecycle("compare", "good.json", "empty", "never.json", "nowhere")
            #expect(call.exitCode == 65)
            #expect(
                call.errorLines == [
                    "good.json: 1 of 4 seeds are not trained (2); `onecycle run good.json` trains them",
                    "empty: not a run folder: it has no spec.json",
                    "never.json: 2 of 2 seeds are not trained (0, 1); `onecycle run never.json` trains them",
                    "nowhere: no such file",
                ])
            #expect(try box.onecycle("compare", "idle.json").exitCode == 65)
            #expect(try box.onecycle("compare").exitCode == 64)
            #expect(try box.onecycle("compare", "good.json", "idle.json", "--target", "2").exitCode == 64)
            #expect(try box.onecycle("compare", "good.json", "idle.json", "--metric", "speed").exitCode == 64)
            try box.prepare("good", ["seeds": "4", "figures": "[]", "epochs": "3"])
            #expect(try box.onecycle("run", "good.json", "--quiet").exitCode == 0)
            let twice = try box.onecycle("compare", "good.json", "output/good")
            #expect(twice.exitCode == 65)
            #expect(twice.errorLines == ["output/good: the same run folder twice; name it once"])
        }
    }

    @Test("the command that is suggested for a folder mends it, wherever it is")
    func suggestion() throws {
        try Sandbox.with { box in
            try train(box)
            let there = "my results/of $today"
            try box.makeFolder("my results")
            try box.move("output", to: there)
            try box.write("garbage", to: there + "/good/seed-1/steps.csv")
            let call = try box.onecycle("compare", there + "/good", there + "/idle", "--no-figures")
            #expect(call.exitCode == 65)
            let command = "onecycle run 'my results/of $today/good/spec.json' --output 'my results/of $today'"
            #expect(
                call.errorLines == [
                    "\(there)/good: 1 of 4 seeds are damaged (\(there)/good/seed-1/steps.csv: altered after the run); "
                        + "`\(command)` trains them again"
                ])
            #expect(try box.shell(command + " --quiet").exitCode == 0)
            #expect(try box.onecycle("compare", there + "/good", there + "/idle", "--no-figures").exitCode == 0)
            #expect(!box.exists("output"))
        }
    }

    @Test("folders of one training are one arm, and that is said")
    func joined() throws {
        try Sandbox.with { box in
            try train(box)
            for (name, seeds) in [("first", "[1, 0]"), ("second", "[2, 3, 1]")] {
                try box.prepare(name, ["seeds": seeds, "figures": "[]", "epochs": "3"])
            }
            #expect(try box.onecycle("run", "first.json", "second.json", "--quiet").exitCode == 0)
            let call = try box.onecycle("compare", "first.json", "output/second", "idle.json", "--no-figures")
            #expect(call.exitCode == 0, "\(call)")
            #expect(
                call.errorLines == [
                    "output/first, output/second: one training; compared as the arm first with seeds 0 to 3"
                ])
            #expect(call.outputLines[0].contains(" points better than idle") && call.outputLines[0].contains("n = 4"))
            // good is that training, too.
            let copy = try box.onecycle("compare", "good.json", "first.json", "idle.json", "--no-figures")
            #expect(copy.exitCode == 65)
            #expect(
                copy.errorLines.count == 1
                    && copy.stderr.hasPrefix("output/first: the same training and seeds as output/good; "))
        }
    }

    @Test("with a baseline the others are compared with it alone; a study may name it")
    func baseline() throws {
        try Sandbox.with { box in
            try train(box)
            try box.prepare("third", ["seeds": "4", "figures": "[]", "epochs": "3", "optimizer": #"{"type": "sgd"}"#])
            #expect(try box.onecycle("run", "third.json", "--quiet").exitCode == 0)
            let call = try box.onecycle(
                "compare", "good.json", "idle.json", "third.json", "--no-figures", "--baseline", "good")
            #expect(call.exitCode == 0, "\(call)")
            #expect(call.outputLines[0].hasPrefix("best: "))
            #expect(call.outputLines.contains { $0.hasPrefix("3 arms, 2 comparisons with good: ") })
            #expect(call.outputLines.filter { $0.contains("by Holm over 2 comparisons with good") }.count >= 3)
            let wrong = try box.onecycle("compare", "good.json", "idle.json", "--baseline", "goood")
            #expect(wrong.exitCode == 65)
            #expect(wrong.errorLines == [#"no arm is called "goood"; did you mean "good"?"#])
            #expect(try box.onecycle("compare", "good.json", "--baseline", "a", "--all-pairs").exitCode == 64)

            let grid = #"{"schedule.pct_start": [0.2, 0.4, 0.6]}"#
            try box.prepare("study", ["seeds": "2", "figures": "[]", "grid": grid, "baseline": "\"pct_start-0.4\""])
            #expect(try box.onecycle("run", "study.json", "--quiet").exitCode == 0)
            let study = try box.onecycle("compare", "study.json", "--no-figures")
            #expect(
                study.outputLines.contains { $0.hasPrefix("3 arms, 2 comparisons with pct_start-0.4: ") },
                "\(study)")
            let pairs = try box.onecycle("compare", "study.json", "--no-figures", "--all-pairs")
            #expect(pairs.outputLines.contains { $0.hasPrefix("3 arms, 3 pairs: ") })
        }
    }

    @Test("--margin is in points of accuracy, and in nats of a loss")
    func margin() throws {
        try Sandbox.with { box in
            // Differences of 1/2048 to either side, without a rounding error.
            let rows = (0..<10).flatMap { seed in
                let isEven = seed % 2 == 0
                return [
                    "a,\(seed),\(isEven ? 0.50048828125 : 0.49951171875),0.5",
                    "b,\(seed),0.5,\(isEven ? 0.50048828125 : 0.49951171875)",
                ]
            }
            try box.write((["arm,seed,accuracy,loss"] + rows).joined(separator: "\n"), to: "t.csv")
            func head(_ more: String...) throws -> String? {
                let call = try box.start(["compare", "t.csv", "--no-figures"] + more).wait()
                #expect(call.exitCode == 0)
                return call.stdout.split(separator: "\n").first.map(String.init)
            }
            #expect(try head("--margin", "0.1")?.hasPrefix("a and b are equal within 0.1 points (") == true)
            #expect(try head("--margin", "0.01")?.contains("equality within 0.01 points is not shown either") == true)
            let loss = try head("--margin", "0.01", "--metric", "final_loss")
            #expect(
                loss?.hasPrefix("a and b are equal within 0.01 in final validation loss (") == true, "\(loss ?? "")")
            #expect(try box.onecycle("compare", "t.csv", "--margin", "0").exitCode == 64)
        }
    }

    @Test("of many pairs the first are printed, with the number of seeds that would do")
    func many() throws {
        try Sandbox.with { box in
            let rows = (0..<8).flatMap { arm in (0..<5).map { "arm\(arm),\($0),0.\(arm + 1)" } }
            try box.write((["arm,seed,accuracy"] + rows).joined(separator: "\n"), to: "t.csv")
            let call = try box.onecycle("compare", "t.csv", "--no-figures")
            #expect(call.exitCode == 0)
            #expect(
                call.outputLines[0]
                    == "best: arm7; these 7 cannot be told from it: arm6, arm5, arm4, arm3, arm2, arm1 and arm0")
            #expect(call.outputLines[1] == "28 pairs, 0 with a difference shown; --json prints all")
            // The best arm is the first row of the table.
            #expect(call.outputLines[5].hasPrefix("arm7  5    0.8000"), "\(call)")
            #expect(call.outputLines.contains("8 arms, 28 pairs: no difference shown, n too small in 28"))
            #expect(
                call.outputLines.contains(
                    "n = 5 is too small for p < 0.05 by Holm over 28 pairs: at least 11 seeds of each arm are needed, or 9 "
                        + "with a baseline (--baseline)"))
            #expect(call.outputLines.count { $0.contains(" - arm") } == 12)
            let json = try box.onecycle("compare", "t.csv", "--no-figures", "--json")
            let report = try #require(try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
            #expect((report["pairs"] as? [Any])?.count == 28)
            // Control characters of a name do not reach the terminal.
            try box.write("arm,seed,accuracy\na\u{1B}[31m,0,0.5\nb,0,0.75\n", to: "red.csv")
            let red = try box.onecycle("compare", "red.csv", "--no-figures")
            #expect(red.exitCode == 0 && !red.stdout.contains("\u{1B}") && red.stdout.contains("a\\u001b[31m"))
        }
    }

    @Test("figures beside the results: names on stderr, one file a figure and format")
    func figures() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("compare", "good.json", "idle.json", "--target", "0.5")
            #expect(call.exitCode == 0, "\(call)")
            let names = [
                "accuracy", "differences", "final", "loss", "overview", "rates", "schedules", "seeds", "time_to_target",
            ]
            #expect(box.names(in: "output/comparison") == names.map { $0 + ".png" })
            #expect(call.errorLines.sorted() == names.map { "output/comparison/\($0).png" })
            for name in names { #expect(try box.data("output/comparison/\(name).png").pngSize != nil) }
            // Figures that this comparison does not have are removed.
            let again = try box.onecycle(
                "compare", "good.json", "idle.json", "--format", "svg,pdf", "--theme", "dark", "--json")
            #expect(again.exitCode == 0, "\(again)")
            #expect(
                box.names(in: "output/comparison")
                    == names.dropLast().flatMap { [$0 + ".pdf", $0 + ".svg"] })
            #expect(try box.text("output/comparison/loss.svg").contains("good"))
        }
    }

    @Test("figures elsewhere, of a grid, and never in a run folder")
    func figureFolders() throws {
        try Sandbox.with { box in
            try box.prepare(
                "study",
                [
                    "seeds": "2", "figures": "[]",
                    "grid": #"{"schedule.pct_start": [0.2, 0.4], "schedule.lr_max": [0.01, 0.05]}"#,
                ])
            #expect(try box.onecycle("run", "study.json", "--quiet").exitCode == 0)
            let call = try box.onecycle("compare", "study.json", "--figures", "drawn")
            #expect(call.exitCode == 0, "\(call)")
            #expect(box.exists("drawn/sensitivity.png"))
            #expect(!box.exists("output/comparison"))
            try box.prepare("comparison", ["seeds": "1", "figures": "[]"])
            #expect(try box.onecycle("run", "comparison.json", "--quiet").exitCode == 0)
            let refused = try box.onecycle("compare", "study.json")
            #expect(refused.exitCode == 65)
            #expect(refused.stdout == "")
            #expect(refused.errorLines.count == 1 && refused.stderr.hasPrefix("output/comparison: is a run folder"))
            #expect(try box.onecycle("compare", "study.json", "--format", "gif").exitCode == 64)
            #expect(try box.onecycle("compare", "study.json", "--theme", "sepia").exitCode == 64)
        }
    }

    @Test("a table of results of other programs is compared like runs")
    func table() throws {
        try Sandbox.with { box in
            let rows = (0..<8).flatMap { ["ours,\($0),0.9\($0)", "theirs,\($0),0.8\(7 - $0)"] }
            try box.write((["arm,seed,accuracy"] + rows).joined(separator: "\n"), to: "t.csv")
            let call = try box.onecycle("compare", "t.csv", "--figures", "drawn")
            #expect(call.exitCode == 0, "\(call)")
            // All differences have one sign: the smallest p of eight pairs, 2 / 2^8.
            #expect(call.outputLines[0].hasPrefix("ours is better than theirs by 10.00 points ("), "\(call)")
            #expect(call.outputLines[0].hasSuffix("; p = 0.0078, n = 8"))
            #expect(box.names(in: "drawn") == ["differences.png", "final.png"])
            try box.write("arm,seed,accuracy\nours,0,1.5\n", to: "bad.csv")
            let bad = try box.onecycle("compare", "bad.csv")
            #expect(bad.exitCode == 65)
            #expect(bad.errorLines == ["bad.csv: line 2: accuracy: \"1.5\" is not a number between 0 and 1"])
            try box.write("arm,seed,accuracy\nours,0,0.5\n", to: "one.csv")
            #expect(
                try box.onecycle("compare", "one.csv").errorLines
                    == ["one.csv: need at least two arms; the table has 1"])
            #expect(try box.onecycle("compare", "none.csv").errorLines == ["none.csv: no such file"])
            #expect(try box.onecycle("compare", "t.csv", "--target", "0.9").exitCode == 64)
            #expect(!box.exists("output"))
        }
    }

    @Test("specs that were run with other values are compared with the same ones")
    func overrides() throws {
        try Sandbox.with { box in
            try box.prepare("a", ["figures": "[]"])
            try box.prepare("b", ["figures": "[]", "schedule": #"{"type": "constant", "lr": 0.01}"#])
            let set = ["--set", "epochs=1", "--seeds", "2"]
            #expect(try box.start(["run", "a.json", "b.json", "--quiet"] + set, environment: [:]).wait().exitCode == 0)
            #expect(try box.onecycle("compare", "a.json", "b.json", "--no-figures").exitCode == 65)
            let call = try box.start(["compare", "a.json", "b.json", "--no-figures"] + set, environment: [:]).wait()
            #expect(call.exitCode == 0, "\(call)")
        }
    }
}
