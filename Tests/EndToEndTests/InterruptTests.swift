import Foundation
import Testing

@Suite("Interrupted")
struct InterruptTests {
    /// A run that takes minutes if it is left alone.
    private func interrupted(_ box: Sandbox, _ arguments: String...) throws -> CommandResult {
        let run = try box.start(
            ["run", "tiny.json", "--name", "tiny", "--set", "steps=5000000", "--set", #"figures=["loss"]"#] + arguments)
        #expect(eventually { box.exists("output/tiny/spec.json") })
        usleep(100_000)
        run.interrupt()
        return try run.wait()
    }

    @Test("a run ends at once with one line, and no half of it stays", arguments: ["1", "2"])
    func interrupt(jobs: String) throws {
        try Sandbox.with { box in
            try box.prepare()
            let run = try interrupted(box, "--quiet", "--jobs", jobs)
            #expect(run.exitCode == 130)
            #expect(!run.wasKilled)
            #expect(run.stdout == "")
            #expect(run.errorLines == ["interrupted: completed seeds are kept; run again to train the rest"])
            // On a slow machine the runs have lasted a second, and left a checkpoint.
            #expect(box.names(in: "output/tiny").filter { !$0.hasSuffix(".partial") } == ["spec.json"])
        }
    }

    @Test("an epoch that was cut short is not told as an epoch")
    func noHalfEpoch() throws {
        try Sandbox.with { box in
            try box.prepare()
            // An epoch of 12,396 steps takes seconds.
            let run = try interrupted(
                box, "--set", "data.source=digits_sample", "--set", "data.batch_size=1", "--set",
                "model.channels=[3, 64, 64, 2]")
            #expect(run.exitCode == 130)
            #expect(run.errorLines == ["interrupted: completed seeds are kept; run again to train the rest"])
        }
    }

    @Test("drawing and reading images end at once, too, and nothing is written")
    func whileLoading() throws {
        try Sandbox.with { box in
            try box.prepare()
            let draws = ["run", "tiny.json", "--set", "data.source=digits_sample", "--set", "data.count=1000000"]
            for call in [draws, ["data", "make", "digits", "--count", "1000000", "--out", "made"]] {
                let run = try box.start(call)
                usleep(700_000)
                run.interrupt()
                let start = Date()
                let result = try run.wait()
                #expect(result.exitCode == 130, "\(result)")
                #expect(result.errorLines.last?.hasPrefix("interrupted: ") == true)
                // The whole takes half a minute.
                #expect(Date().timeIntervalSince(start) < 10)
                #expect(!box.exists("output") && !box.exists("made"))
            }
        }
    }

    @Test("the next call completes what an interrupted one left")
    func completes() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json", "--output", "whole", "--threads", "1").exitCode == 0)
            #expect(try box.onecycle("run", "tiny.json", "--seeds", "1", "--threads", "1").exitCode == 0)
            #expect(try interrupted(box, "--quiet").exitCode == 130)
            #expect(try box.onecycle("run", "tiny.json", "--threads", "1").exitCode == 0)
            #expect(differences(try box.results(in: "output/tiny"), try box.results(in: "whole/tiny")) == [])
        }
    }

    /// The matrix kernels of this network move the stack pointer into a buffer. A handler's frame below it would damage the
    /// heap, and end one of seven calls with SIGABRT or SIGSEGV.
    @Test("a signal in the middle of a kernel damages no memory")
    func kernels() throws {
        try Sandbox.with { box in
            try box.prepare(
                "linear",
                [
                    "data": #"{"source": "digits_sample", "count": 400, "batch_size": 32}"#,
                    "model": #"""
                    {"layers": [{"type": "flatten"}, {"type": "linear", "out": 8}, {"type": "relu"}, {"type": "linear", "out": 2}]}
                    """#, "steps": "5000000", "epochs": nil, "seeds": "1", "figures": "[]", "checkpoint": "null",
                ])
            for attempt in 0..<30 {
                let output = "output\(attempt)"
                let run = try box.start(["run", "linear.json", "--threads", "1", "--quiet", "--output", output])
                #expect(eventually { box.exists(output + "/linear/.seed-0.lease") })
                usleep(20_000 + UInt32(attempt) * 1_000)
                run.send(SIGTERM)
                let ended = try run.wait()
                #expect(ended.exitCode == 130 && !ended.wasKilled, "\(ended)")
            }
        }
    }
}
