import Foundation
import Testing

@Suite("Many calls on one folder")
struct ManyHandsTests {
    /// Eight seeds of a few tenths of a second.
    private static let keys = ["figures": "[]", "seeds": "8", "steps": "600", "epochs": nil]

    private func call(_ box: Sandbox, _ more: String...) throws -> RunningCommand {
        try box.start(["run", "tiny.json", "--threads", "1", "--jobs", "1", "--log-json"] + more)
    }

    /// The seeds of one kind of event.
    private func seeds(_ event: String, in call: CommandResult) throws -> [Int] {
        try call.errorLines.compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return object?["event"] as? String == event ? object?["seed"] as? Int : nil
        }
    }

    private func expectWhole(_ box: Sandbox, _ calls: [CommandResult]) throws {
        let seeds = (0..<8).map { "seed-\($0)" }
        #expect(box.names(in: "output/tiny") == seeds + ["spec.json"])
        #expect(differences(try box.results(in: "output/tiny"), try box.results(in: "whole/tiny")) == [])
        for call in calls {
            #expect(call.exitCode == 0, "\(call)")
            // Tables differ in seconds alone.
            let row = call.outputLines.last { $0.hasPrefix("tiny ") }
            #expect(row?.split(separator: " ").prefix(2) == ["tiny", "8"])
            #expect(row == calls.first?.outputLines.last { $0.hasPrefix("tiny ") })
        }
    }

    @Test("equal calls share the seeds: each is trained once, and both tables are whole")
    func equalCalls() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.keys)
            #expect(try call(box, "--output", "whole").wait().exitCode == 0)
            let running = try (0..<2).map { _ in try call(box) }
            let calls = try running.map { try $0.wait() }
            let trained = try calls.flatMap { try seeds("finished", in: $0) }
            #expect(trained.sorted() == Array(0..<8))
            for call in calls {
                #expect(try (seeds("finished", in: call) + seeds("skipped", in: call)).sorted() == Array(0..<8))
            }
            try expectWhole(box, calls)
        }
    }

    @Test("of four calls one is killed: the others train its seed, and nothing of it stays")
    func killed() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.keys)
            #expect(try call(box, "--output", "whole").wait().exitCode == 0)
            let first = try call(box)
            #expect(eventually { box.names(in: "output/tiny").contains { $0.hasSuffix(".lease") } })
            let running = try (0..<3).map { _ in try call(box) }
            usleep(300_000)
            first.kill()
            let killed = try first.wait()
            #expect(killed.wasKilled)
            let calls = try running.map { try $0.wait() }
            let trained = try (calls + [killed]).flatMap { try seeds("finished", in: $0) }
            #expect(Set(trained).count == trained.count, "no seed was trained to its end twice: \(trained)")
            try expectWhole(box, calls)
        }
    }

    @Test("a call with nothing else to do says whom it waits for, and Ctrl-C ends the wait")
    func waiting() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "steps": "5000000", "epochs": nil])
            let first = try box.start(["run", "tiny.json", "--jobs", "2", "--quiet"])
            #expect(eventually { box.exists("output/tiny/.seed-1.lease") })
            let second = try box.start(["run", "tiny.json", "--quiet"])
            #expect(eventually { !second.errorsSoFar.isEmpty })
            second.interrupt()
            let ended = try second.wait()
            #expect(ended.exitCode == 130)
            #expect(
                ended.errorLines.first
                    == "tiny: waiting for seeds 0, 1, which process \(first.pid) computes; taken over if it ends")
            #expect(box.names(in: "output/tiny").filter { $0.hasSuffix(".lease") }.count == 2)
            // A call that waits goes on as soon as the other one has ended.
            try box.prepare("tiny", ["figures": "[]", "steps": "5000000", "epochs": nil, "seeds": "1"])
            let third = try box.start(["run", "tiny.json", "--quiet"])
            #expect(eventually { third.errorsSoFar.contains("waiting for seed 0,") })
            first.kill()
            _ = try first.wait()
            #expect(
                eventually {
                    (try? box.text("output/tiny/.seed-0.lease"))?.contains("\"pid\" : \(third.pid)") == true
                })
            third.interrupt()
            #expect(try third.wait().exitCode == 130)
            let names = box.names(in: "output/tiny").filter { !$0.hasSuffix(".partial") }
            #expect(names == [".seed-1.lease", "spec.json"], "that of the killed call")
        }
    }

    @Test("a seed that a call of another machine holds is waited for")
    func otherMachine() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            let lease = """
                {"nonce": "n", "work": "w", "renewals": 1,
                 "process": {"host": "node7", "boot": "b", "namespaces": "pid:[1]", "pid": 12, "start": 5}}
                """
            #expect(try box.onecycle("run", "tiny.json", "--seeds", "0,", "--quiet").exitCode == 0)
            let work = try #require(
                (try box.json("output/tiny/seed-0/summary.json")["hashes"] as? [String: Any])?["spec"] as? String)
            try box.write(
                lease.replacingOccurrences(of: "\"w\"", with: "\"\(work)\""), to: "output/tiny/.seed-1.lease")
            let plan = try box.onecycle("run", "tiny.json", "--plan")
            #expect(plan.outputLines.contains("tiny seed 1: wait (process 12 on node7 computes it)"))
            let call = try box.start(["run", "tiny.json"])
            #expect(eventually { call.errorsSoFar.contains("waiting") })
            #expect(
                call.errorsSoFar.split(separator: "\n").last
                    == "tiny: waiting for seed 1, which process 12 on node7 computes; taken over if it ends, or has given no sign of life for 60 s"
            )
            try box.remove("output/tiny/.seed-1.lease")
            let ended = try call.wait()
            #expect(ended.exitCode == 0)
            #expect(ended.outputLines.last { $0.hasPrefix("tiny ") }?.split(separator: " ").prefix(2) == ["tiny", "2"])
        }
    }

    @Test("--force trains every seed once more, however many calls ask for it")
    func force() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", Self.keys)
            #expect(try call(box, "--output", "whole").wait().exitCode == 0)
            #expect(try call(box).wait().exitCode == 0)
            let running = try (0..<2).map { _ in try call(box, "--force") }
            let calls = try running.map { try $0.wait() }
            for seed in 0..<8 {
                // A call that starts late finds seeds of the other one complete, and repeats them.
                let count = try calls.map { try seeds("finished", in: $0).count { $0 == seed } }
                #expect(count.reduce(0, +) >= 1 && count.allSatisfy { $0 <= 1 })
            }
            try expectWhole(box, calls)
        }
    }

    @Test("unfinished folders of killed calls go with their seed; those that no run writes stay")
    func unfinished() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            let names = [
                ".seed-0.0C3E3F6A-96B5-4E7B-9D4A-5D3E4F1A2B3C.partial/steps.csv",
                ".seed-1.0C3E3F6A-96B5-4E7B-9D4A-5D3E4F1A2B3C.partial/mine.txt",
                ".seed-9.0C3E3F6A-96B5-4E7B-9D4A-5D3E4F1A2B3C.partial/steps.csv", ".seed-0.notes.partial/steps.csv",
            ]
            for name in names { try box.write("step,epoch", to: "output/tiny/" + name) }
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            for name in names { #expect(box.exists("output/tiny/" + name) == (name != names[0]), "\(name)") }
        }
    }

    @Test("find of other settings is refused while a call uses the range test, and changes no spec that is trained")
    func findBesideRun() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["lr_finder"]"#, "steps": "5000000", "epochs": nil])
            let run = try box.start(["run", "tiny.json", "--quiet", "--threads", "1"])
            #expect(eventually { box.exists("output/tiny/lr_finder.json") && box.exists("output/tiny/.seed-0.lease") })
            let spec = try box.data("output/tiny/spec.json")
            let test = try box.data("output/tiny/lr_finder.json")
            let other = try box.onecycle("find", "tiny.json", "--seeds", "3", "--name", "tiny", "--quiet")
            #expect(other.exitCode == 1)
            #expect(
                other.errorLines == [
                    "output/tiny: another call uses a range test of other settings in this folder; wait for it, or set another name"
                ])
            let same = try box.onecycle(
                "find", "tiny.json", "--quiet", "--force", "--threads", "1", "--name", "tiny", "--set", "steps=12")
            #expect(same.exitCode == 0, "\(same)")
            #expect(try box.data("output/tiny/spec.json") == spec)
            #expect(try box.data("output/tiny/lr_finder.json") == test)
            // A run of the same training leaves a range test of other settings out.
            let second = try box.start([
                "run", "tiny.json", "--quiet", "--name", "tiny", "--set", "lr_finder.num_it=20", "--seeds", "7,",
            ])
            #expect(eventually { second.errorsSoFar.contains("tiny: range test: left out, since another call uses") })
            #expect(eventually { box.exists("output/tiny/.seed-7.lease") })
            for call in [second, run] {
                call.interrupt()
                #expect(try call.wait().exitCode == 130)
            }
            #expect(try box.data("output/tiny/lr_finder.json") == test)
            #expect(
                box.names(in: "output/tiny").filter { !$0.hasSuffix(".partial") } == [
                    "lr_finder.csv", "lr_finder.json", "lr_finder.png", "spec.json",
                ])
        }
    }

    @Test("calls whose rates come from the range test share it")
    func ratesFromFinder() throws {
        try Sandbox.with { box in
            let schedule = #"{"type": "one_cycle", "lr_max": {"from_finder": "minimum", "times": 2}}"#
            try box.prepare(
                "tiny",
                [
                    "schedule": schedule, "lr_finder": #"{"num_it": 100}"#, "figures": "[]", "seeds": "4",
                    "steps": "300", "epochs": nil,
                ])
            let running = try (0..<3).map { _ in try call(box) }
            let calls = try running.map { try $0.wait() }
            for call in calls { #expect(call.exitCode == 0, "\(call)") }
            #expect(try calls.flatMap { try seeds("finished", in: $0) }.sorted() == Array(0..<4))
            #expect(calls.map { $0.errorLines.count { $0.contains("\"event\":\"lr_finder\"") } }.reduce(0, +) == 1)
        }
    }
}
