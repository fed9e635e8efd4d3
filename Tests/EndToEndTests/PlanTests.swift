import Foundation
import Testing

@Suite("onecycle run --plan")
struct PlanTests {
    private func plan(_ box: Sandbox, _ more: String...) throws -> [String] {
        let before = try box.files(in: "output")
        let call = try box.start(["run", "tiny.json", "--plan"] + more).wait()
        #expect(call.exitCode == 0 && call.stderr == "", "\(call)")
        #expect(try box.files(in: "output") == before, "nothing is written")
        return call.outputLines
    }

    @Test("names what is trained, kept and moved, and why; run does just that")
    func plan() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "5"])
            #expect(
                try plan(box) == [
                    "tiny: range test: run (not in the folder)", "tiny seeds 0 to 4: train (not in the folder)",
                    "5 seeds to train, 1 range test to run",
                ])
            #expect(!box.exists("output"))
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            #expect(
                try plan(box) == [
                    "tiny: range test: keep (complete)", "tiny seeds 0 to 4: keep (complete)",
                    "0 seeds to train, 6 kept",
                ])
            #expect(
                try plan(box, "--force") == [
                    "tiny: range test: run again (--force)", "tiny seeds 0 to 4: train again (--force)",
                    "5 seeds to train, 1 range test to run",
                ])
            #expect(
                try plan(box, "--name", "tiny", "--set", "schedule.lr_max=0.04", "--set", "lr_finder.num_it=20") == [
                    "tiny seeds 0 to 4 of other settings: move to output/.history/tiny",
                    "tiny range test, damaged or of other settings: moves to output/.history/tiny",
                    "tiny: range test: run again (the folder's is of other settings)",
                    "tiny seeds 0 to 4: train again (the folder's is of other settings)",
                    "5 seeds to train, 1 range test to run",
                ])

            try box.remove("output/tiny/seed-1")
            try box.write("notes", to: "output/tiny/seed-3/steps.csv")
            try box.write("notes", to: "output/tiny/lr_finder.csv")
            #expect(
                try plan(box) == [
                    "tiny range test, damaged or of other settings: moves to output/.history/tiny",
                    "tiny: range test: run again (lr_finder.csv is missing or was altered after the run)",
                    "tiny seeds 0, 2, 4: keep (complete)", "tiny seed 1: train (not in the folder)",
                    "tiny seed 3: train again (steps.csv is missing or was altered after the run)",
                    "2 seeds to train, 1 range test to run, 3 kept",
                ])
            let run = try box.onecycle("run", "tiny.json", "--log-json")
            #expect(run.errorLines.count { $0.contains("\"event\":\"skipped\"") } == 3)
            #expect(run.errorLines.count { $0.contains("\"event\":\"finished\"") } == 2)
            #expect(run.errorLines.count { $0.contains("\"event\":\"lr_finder\"") } == 1)
        }
    }

    @Test("seeds whose rates come from a range test follow it")
    func ratesFromFinder() throws {
        try Sandbox.with { box in
            let schedule = #"{"type": "one_cycle", "lr_max": {"from_finder": "minimum", "times": 2}}"#
            try box.prepare(
                "tiny", ["schedule": schedule, "lr_finder": #"{"num_it": 100}"#, "figures": "[]"])
            #expect(
                try plan(box) == [
                    "tiny: range test: run (not in the folder)",
                    "tiny seeds 0, 1: train (unless complete with the rates of the range test)",
                    "2 seeds to train, 1 range test to run",
                ])
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            #expect(
                try plan(box) == [
                    "tiny: range test: keep (complete)", "tiny seeds 0, 1: keep (complete)", "0 seeds to train, 3 kept",
                ])
        }
    }

    @Test("an altered spec moves, and damaged checkpoints are not used")
    func damaged() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "seeds": "1", "steps": "5000000", "epochs": nil])
            let run = try box.start(["run", "tiny.json", "--quiet"])
            #expect(eventually { box.exists("output/tiny/.seed-0.partial/status.json") })
            run.interrupt()
            #expect(try run.wait().exitCode == 130)
            let folder = "output/tiny/.seed-0.partial"
            let name = try #require(box.names(in: folder).first { $0.hasPrefix("checkpoint-") })
            let step = try #require(Int(name.dropFirst(11).prefix { $0 != "." }))
            let counts = "1 seed to train"
            #expect(try plan(box) == ["tiny seed 0: resume from step \(step)", counts])
            // A name beyond the longest training is not a checkpoint's.
            try box.write(try box.data("\(folder)/\(name)"), to: "\(folder)/checkpoint-9223372036854775807.safetensors")
            try box.write("half", to: "\(folder)/checkpoint-\(step + 1).safetensors")
            let unused = "tiny seed 0: \(folder)/checkpoint-\(step + 1).safetensors: not used: damaged"
            #expect(try plan(box) == [unused, "tiny seed 0: resume from step \(step)", counts])
            try box.write("half", to: "\(folder)/\(name)")
            let text = try box.text("output/tiny/spec.json")
            try box.write(text.replacing("\"light\"", with: "\"dark\""), to: "output/tiny/spec.json")
            #expect(
                try plan(box) == [
                    "tiny spec.json, altered or not written by a run: moves to output/.history/tiny", unused,
                    "tiny seed 0: \(folder)/\(name): not used: damaged", "tiny seed 0: train (not in the folder)",
                    counts,
                ])
        }
    }

    @Test("as JSON, one object for each seed")
    func json() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(
                try plan(box, "--log-json")
                    == [0, 1].map { seed in
                        #"{"event":"plan","name":"tiny","action":"train","unit":"seed","seed":\#(seed),"#
                            + #""reason":"not in the folder"}"#
                    })
        }
    }

    @Test("work of other calls is waited for, and other settings are refused")
    func otherCalls() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "steps": "5000000", "epochs": nil, "seeds": "3"])
            let run = try box.start(["run", "tiny.json", "--jobs", "1", "--quiet"])
            #expect(eventually { box.exists("output/tiny/.seed-0.lease") })
            func lines(_ more: String...) throws -> [String] {
                let call = try box.start(["run", "tiny.json", "--plan"] + more).wait()
                #expect(call.exitCode == 0)
                return call.outputLines
            }
            #expect(
                try lines() == [
                    "tiny seed 0: wait (process \(run.pid) computes it)", "tiny seeds 1, 2: train (not in the folder)",
                    "2 seeds to train, 1 of other calls",
                ])
            #expect(
                try lines("--name", "tiny", "--set", "steps=12").first
                    == "tiny: refused: output/tiny: another call is training other settings into this folder; "
                    + "wait for it, or set another name")
            run.kill()
            _ = try run.wait()
            #expect(try lines() == ["tiny seeds 0 to 2: train (not in the folder)", "3 seeds to train"])
        }
    }
}
