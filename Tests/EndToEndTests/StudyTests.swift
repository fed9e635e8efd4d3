import Foundation
import Testing

@Suite("Studies, end to end")
struct StudyTests {
    private let study = #"""
        {
          "data": {"source": "mnist_sample", "batch_size": 16, "valid_batch_size": 16},
          "schedule": {"type": "one_cycle", "lr_max": 0.05},
          "arms": {"cycle": {}, "idle": {"schedule": {"type": "constant", "lr": 1e-9}}},
          "grid": {"epochs": [1, 3]},
          "seeds": 2, "figures": []
        }
        """#

    @Test("one file is trained whole and compared whole; its own lengths are no mismatch")
    func whole() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box)
            try box.write(study, to: "s.json")
            let run = try box.onecycle("run", "s.json", "--quiet")
            #expect(run.exitCode == 0, "\(run)")
            let names = ["s-cycle-epochs-1", "s-cycle-epochs-3", "s-idle-epochs-1", "s-idle-epochs-3"]
            #expect(box.names(in: "output").filter { $0.hasPrefix("s-") } == names)
            #expect(Table(try box.text("output/s-idle-epochs-3/seed-1/epochs.csv")).rows.count == 3)

            let compare = try box.onecycle("compare", "s.json", "--json")
            #expect(compare.exitCode == 0, "\(compare)")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(compare.stdout.utf8)) as? [String: Any])
            #expect((report["arms"] as? [[String: Any]])?.map { $0["name"] as? String } == names)
            #expect((report["pairs"] as? [[String: Any]])?.count == 6)

            // The folders record their study.
            let folders = try box.start(["compare", "--json"] + names.map { "output/" + $0 }, environment: [:]).wait()
            #expect(folders.exitCode == 0, "\(folders)")
            #expect(folders.stdout == compare.stdout)
        }
    }

    @Test("a run folder says which experiment of which study it is, as the study last did")
    func record() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box)
            try box.write(study, to: "s.json")
            #expect(try box.onecycle("run", "s.json", "--quiet").exitCode == 0)
            let file = "output/s-idle-epochs-3/study.json"
            #expect(
                try box.text(file).hasPrefix(
                    """
                    {
                      "study": "s",
                      "description": "",
                      "arm": "idle",
                      "values": {
                        "epochs": 3
                      },
                      "changes": ["epochs", "schedule.lr", "schedule.type"],
                      "record": "
                    """))
            let steps = try box.data("output/s-idle-epochs-3/seed-1/steps.csv")
            // Nothing is trained anew if only the study has changed.
            try box.write(
                study.replacingOccurrences(of: "\"arms\"", with: "\"baseline\": \"cycle-epochs-1\", \"arms\""),
                to: "s.json")
            let again = try box.onecycle("run", "s.json", "--log-json")
            #expect(again.exitCode == 0 && !again.stderr.contains("finished"), "\(again)")
            #expect(try box.json(file)["baseline"] as? String == "s-cycle-epochs-1")
            #expect(try box.data("output/s-idle-epochs-3/seed-1/steps.csv") == steps)
            // Its own spec, run again, keeps it in the study; another spec of its name takes it out.
            #expect(try box.onecycle("run", "output/s-idle-epochs-3/spec.json", "--quiet").exitCode == 0)
            #expect(try box.json(file)["baseline"] as? String == "s-cycle-epochs-1")
            try box.prepare("s-idle-epochs-3", ["seeds": "1", "figures": "[]"])
            #expect(try box.onecycle("run", "s-idle-epochs-3.json", "--quiet").exitCode == 0)
            #expect(!box.exists(file))
            // Other files are refused.
            let damaged = "output/s-idle-epochs-1/study.json"
            try box.write("{}", to: damaged)
            let call = try box.onecycle("compare", "output/s-idle-epochs-1", "output/s-cycle-epochs-1")
            #expect(call.exitCode == 65)
            #expect(try box.onecycle("plot", "output/s-idle-epochs-1").exitCode == 65)
            #expect(
                call.errorLines == [
                    damaged
                        + ": not as a run writes it; run the study again to write it, which trains no complete seed"
                ])
        }
    }

    @Test("the study.json of another arm, or a missing one, is named and never believed")
    func foreign() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box)
            try box.write(study, to: "s.json")
            #expect(try box.onecycle("run", "s.json", "--quiet").exitCode == 0)
            let (one, two) = ("output/s-cycle-epochs-1", "output/s-cycle-epochs-3")
            let before = try box.files(in: one)
            let foreign = try box.data(two + "/study.json")

            func check(_ words: String) throws {
                let line = "\(one)/study.json: \(words)"
                let verify = try box.onecycle("verify")
                #expect(verify.exitCode == 1 && verify.outputLines == [line], "\(verify)")
                for (arguments, code) in [(["report"], 1), (["compare", one, two], 65), (["plot", one], 65)] {
                    let call = try box.start(arguments).wait()
                    #expect(Int(call.exitCode) == code, "\(call)")
                    #expect(
                        call.errorLines.first
                            == line + "; run the study again to write it, which trains no complete seed", "\(call)")
                }
            }
            try box.remove(one + "/study.json")
            try check("missing")
            try box.write(foreign, to: one + "/study.json")
            try check("of another experiment than spec.json")
            // Older versions wrote no hashes; the values of the grid decide.
            let spec = try box.text(one + "/spec.json")
            let older = spec.split(separator: "\n").filter { !$0.contains("record\"") }.joined(separator: "\n") + "\n"
            try box.write(older.replacing("144,", with: "144"), to: one + "/spec.json")
            try check("of another experiment than spec.json")
            try box.write(try #require(before["study.json"]), to: one + "/study.json")
            #expect(try box.onecycle("verify").exitCode == 0)

            try box.write(foreign, to: one + "/study.json")
            #expect(try box.onecycle("run", "s.json", "--quiet").exitCode == 0)
            #expect(differences(try box.files(in: one), before) == [])
            #expect(try box.onecycle("run", one + "/spec.json", "--quiet").exitCode == 0)
            #expect(differences(try box.files(in: one), before) == [])
        }
    }

    @Test("a wrong value of one experiment keeps all from being trained")
    func wrong() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box)
            try box.write(study.replacingOccurrences(of: "[1, 3]", with: "[1, -3]"), to: "s.json")
            let call = try box.onecycle("run", "s.json")
            #expect(call.exitCode == 65)
            #expect(call.errorLines.first?.hasPrefix("s.json:5: epochs: ") == true, "\(call)")
            #expect(!box.exists("output"))
        }
    }
}
