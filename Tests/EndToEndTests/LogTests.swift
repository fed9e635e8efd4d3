import Foundation
import Testing

@Suite("Events while running")
struct LogTests {
    private func events(_ call: CommandResult) throws -> [[String: Any]] {
        try call.errorLines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test("--log-json gives an object a line")
    func json() throws {
        try Sandbox.with { box in
            try box.prepare()
            let first = try box.onecycle("run", "tiny.json", "--log-json", "--jobs", "1")
            #expect(first.exitCode == 0)
            let told = try events(first)
            let names = told.compactMap { $0["event"] as? String }
            #expect(names == ["lr_finder", "epoch", "epoch", "finished", "epoch", "epoch", "finished"])
            #expect(told.allSatisfy { $0["name"] as? String == "tiny" })
            #expect(
                told[1].keys.sorted() == [
                    "accuracy", "epoch", "event", "name", "running_loss", "seconds", "seed",
                    "train_loss", "valid_loss",
                ])
            #expect(told.last?["status"] as? String == "completed")
            #expect(told.last?["seed"] as? Int == 1)
            #expect(first.outputLines.count == 10)

            let second = try events(try box.onecycle("run", "tiny.json", "--log-json"))
            #expect(second.compactMap { $0["event"] as? String } == ["skipped", "skipped"])
        }
    }

    @Test("--log-json stays JSON where numbers are not finite and where runs fail")
    func jsonOfBadRuns() throws {
        try Sandbox.with { box in
            try box.prepare("wild", DivergedTests.diverging)
            // The history cannot take the folder that is in the way.
            try box.makeFolder("output/wild/loss.png/x")
            try box.write("", to: "output/.history")
            let call = try box.onecycle("run", "wild.json", "--log-json", "--jobs", "1")
            #expect(call.exitCode == 1)
            let told = try events(call)
            #expect(told.filter { $0["status"] as? String == "diverged" }.count == 2)
            #expect(told.filter { $0["event"] as? String == "epoch" }.count == 2)
            let failures = told.filter { $0["event"] as? String == "failed" }
            #expect(failures.count == 1)
            #expect((failures.first?["message"] as? String)?.contains("output/.history/wild") == true)
        }
    }

    @Test("--log-json tells of an interruption as JSON too")
    func interrupted() throws {
        try Sandbox.with { box in
            try box.prepare()
            let run = try box.start(["run", "tiny.json", "--log-json", "--set", "steps=5000000"])
            #expect(eventually { !run.errorsSoFar.isEmpty })
            run.interrupt()
            let call = try run.wait()
            #expect(call.exitCode == 130)
            #expect(try events(call).last?["event"] as? String == "interrupted")
        }
    }

    @Test("--quiet says nothing but the results")
    func quiet() throws {
        try Sandbox.with { box in
            try box.prepare()
            for _ in 0..<2 {
                let call = try box.onecycle("run", "tiny.json", "--quiet")
                #expect(call.exitCode == 0)
                #expect(call.stderr == "")
                #expect(call.outputLines.count == 10)
            }
            let find = try box.onecycle("find", "tiny.json", "--quiet", "--force")
            #expect(find.stderr == "")
            #expect(find.outputLines.count == 10)
        }
    }
}
