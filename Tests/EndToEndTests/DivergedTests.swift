import Foundation
import Testing

@Suite("Diverged runs")
struct DivergedTests {
    static let diverging: [String: String?] = [
        "schedule": #"{"type": "constant", "lr": 1e6}"#,
        "optimizer": #"{"type": "sgd", "weight_decay": 1}"#,
        "lr_finder": #"{"num_it": 30, "start_lr": 1e4, "end_lr": 1e6}"#,
    ]

    @Test("end with 1, say so, and leave whole files and figures")
    func diverged() throws {
        try Sandbox.with { box in
            try box.prepare("wild", Self.diverging)
            let run = try box.onecycle("run", "wild.json", "--jobs", "1")
            #expect(run.exitCode == 1, "\(run)")
            let steps = Table(try box.text("output/wild/seed-0/steps.csv"))
            #expect((2..<12).contains(steps.rows.count))
            #expect(steps.column("loss").dropLast().allSatisfy { $0.isFinite })
            #expect(steps.column("loss").last?.isFinite == false)
            let told =
                "wild seed 0: diverged after \(steps.rows.count) steps: the loss was not finite at step \(steps.rows.count - 1)"
            #expect(run.errorLines.contains(told), "\(run)")

            let summary = try box.json("output/wild/seed-0/summary.json")
            #expect(summary["status"] as? String == "diverged")
            #expect(summary["steps"] as? Int == steps.rows.count)
            #expect(box.names(in: "output/wild/seed-0") == RunFolderTests.seedFiles)
            for figure in ["loss", "schedule", "lr_finder"] {
                #expect(try box.data("output/wild/\(figure).png").pngSize != nil)
            }
            let row = run.outputLines.last { $0.hasPrefix("wild ") }?.split(separator: " ") ?? []
            #expect(row.first == "wild")
            #expect(row.contains("2") && row[1] == "2", "\(run)")
        }
    }

    @Test("are not trained again, but told again")
    func again() throws {
        try Sandbox.with { box in
            try box.prepare("wild", Self.diverging)
            let first = try box.onecycle("run", "wild.json")
            let before = try box.files(in: "output")
            let second = try box.onecycle("run", "wild.json")
            #expect(second.exitCode == 1, "\(second)")
            #expect(second.stdout == first.stdout)
            #expect(differences(try box.files(in: "output"), before) == [])
        }
    }

    @Test("do not keep other specs from running, unless --fail-fast says so")
    func failFast() throws {
        try Sandbox.with { box in
            try box.prepare("wild", Self.diverging.merging(["figures": "[]"]) { $1 })
            try box.prepare("tame", ["figures": "[]"])
            let all = try box.onecycle("run", "wild.json", "tame.json", "--output", "all", "--jobs", "1")
            #expect(all.exitCode == 1)
            #expect(box.names(in: "all/tame") == ["seed-0", "seed-1", "spec.json"])

            let fast = try box.onecycle("run", "wild.json", "tame.json", "--fail-fast", "--jobs", "1")
            #expect(fast.exitCode == 1)
            #expect(box.names(in: "output/wild") == ["seed-0", "spec.json"])
            #expect(box.names(in: "output/tame") == ["spec.json"])
        }
    }

    @Test("a failed range test ends a call with --fail-fast")
    func failedFinder() throws {
        try Sandbox.with { box in
            try box.prepare("stuck")
            try box.prepare("tame", ["figures": "[]"])
            try box.write("mine", to: "output/stuck/.lr_finder.partial")
            let fast = try box.onecycle("run", "stuck.json", "tame.json", "--fail-fast", "--jobs", "1")
            #expect(fast.exitCode == 1)
            #expect(!box.exists("output/stuck/seed-0"))
            #expect(!box.exists("output/tame/seed-0"))
        }
    }
}
