import Foundation
import Testing

@Suite("A rate from the range test")
struct RateFromFinderRunTests {
    private static let schedule = #"{"type": "one_cycle", "lr_max": {"from_finder": "minimum", "times": 2}}"#
    /// Long enough for these images that the fall is told from noise.
    private static let finder = #"{"num_it": 100}"#

    @Test("the test runs first, the training uses its rate, and the run folder says which")
    func run() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["schedule": Self.schedule, "lr_finder": Self.finder, "figures": "[]"])
            let call = try box.onecycle("run", "tiny.json")
            #expect(call.exitCode == 0, "\(call)")
            let finder = try box.json("output/tiny/lr_finder.json")
            let suggestions = try #require(finder["suggestions"] as? [String: Any])
            let minimum = try #require((suggestions["minimum"] as? [String: Any])?["lr"] as? Double)
            let spec = try box.json("output/tiny/spec.json")
            let rate = try #require((spec["schedule"] as? [String: Any])?["lr_max"] as? [String: Any])
            let value = try #require(rate["value"] as? Double)
            #expect(abs(value - minimum * 2) < 1e-14)
            let steps = try box.text("output/tiny/seed-0/steps.csv")
            let first = try #require(Table(steps).column("lr").first)
            #expect(abs(first - value / 25) < 1e-15)

            let second = try box.onecycle("run", "tiny.json")
            #expect(second.exitCode == 0)
            #expect(try box.text("output/tiny/seed-0/steps.csv") == steps)
            #expect(second.stderr.contains("already complete"), "\(second)")

            // The run folder's spec trains the same without another range test.
            try FileManager.default.copyItem(atPath: box.path("output/tiny/spec.json"), toPath: box.path("again.json"))
            let again = try box.onecycle("run", "again.json", "--output", "other", "--set", "name=again")
            #expect(again.exitCode == 0, "\(again)")
            #expect(try box.text("other/again/seed-0/steps.csv") == steps)
            #expect(!box.exists("other/again/lr_finder.csv"))
        }
    }

    @Test("before the test has run, a schedule cannot be shown; afterwards it can")
    func schedule() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["schedule": Self.schedule, "lr_finder": Self.finder])
            let early = try box.onecycle("schedule", "tiny.json", "--csv", "-")
            #expect(early.exitCode == 65)
            #expect(early.stdout == "")
            #expect(early.errorLines.count == 1 && early.stderr.contains("onecycle find"))
            #expect(try box.onecycle("find", "tiny.json").exitCode == 0)
            let call = try box.onecycle("schedule", "tiny.json", "--csv", "-")
            #expect(call.exitCode == 0, "\(call)")
            #expect(Table(call.stdout).rows.count == 2 * (12_396 / 16))
        }
    }

    @Test("where the test suggests none, the spec fails with the reason, and others are run")
    func none() throws {
        try Sandbox.with { box in
            let finder = #"{"num_it": 3}"#
            try box.prepare("flat", ["schedule": Self.schedule, "lr_finder": finder, "figures": "[]"])
            try box.prepare("fine", ["figures": "[]"])
            let call = try box.onecycle("run", "flat.json", "fine.json")
            #expect(call.exitCode == 1)
            #expect(
                call.stderr.contains("schedule.lr_max: the range test suggests no rate by \"minimum\": "), "\(call)")
            #expect(!box.exists("output/flat/seed-0"))
            #expect(box.exists("output/fine/seed-0/summary.json"))
        }
    }
}
