import Foundation
import Testing

@Suite("Going on where a call ended")
struct ResumeTests {
    @Test("a seed that is missing is trained, the others are not")
    func missingSeed() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "3"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            let results = try box.results(in: "output/tiny")
            try box.remove("output/tiny/seed-1")
            let run = try box.onecycle("run", "tiny.json")
            #expect(run.exitCode == 0)
            #expect(run.errorLines.prefix(2) == ["tiny seed 0: complete already", "tiny seed 2: complete already"])
            #expect(run.errorLines.dropFirst(2).allSatisfy { $0.hasPrefix("tiny seed 1 epoch ") })
            #expect(run.errorLines.count == 4)
            #expect(differences(try box.results(in: "output/tiny"), results) == [])
            for seed in [0, 2] {
                let name = "seed-\(seed)/epochs.csv"
                #expect(try box.data("output/tiny/" + name) == before[name])
            }
        }
    }

    @Test("what an ended call left of a seed is removed")
    func partialFolder() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            try box.write("step,epoch", to: "output/tiny/.seed-1.partial/steps.csv")
            try box.write("step,epoch", to: "output/tiny/.seed-9.partial/steps.csv")
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            #expect(box.names(in: "output/tiny") == ["seed-0", "seed-1", "spec.json"])
        }
    }

    @Test("another training takes the place of all seeds, another look of the figures of none")
    func changedSpec() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "3"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")

            let look = try box.onecycle("run", "tiny.json", "--set", "smoothing.beta=0.5", "--set", "seeds=2")
            #expect(look.errorLines == ["tiny seed 0: complete already", "tiny seed 1: complete already"])
            #expect(box.exists("output/tiny/seed-2"))
            #expect(try box.data("output/tiny/loss.png") != before["loss.png"])

            let other = try box.onecycle("run", "tiny.json", "--set", "schedule.lr_max=0.04", "--set", "seeds=2")
            #expect(other.exitCode == 0)
            #expect(other.errorLines.count == 4, "an epoch a line; the range test is the same: \(other)")
            #expect(!box.exists("output/tiny/seed-2"))
            for name in ["seed-0/steps.csv", "schedule.png"] {
                #expect(try box.data("output/tiny/" + name) != before[name])
            }
        }
    }

    @Test("another range test is run again alone")
    func changedFinder() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let run = try box.onecycle("run", "tiny.json", "--set", "lr_finder.num_it=20")
            #expect(run.errorLines.count == 3, "\(run)")
            #expect(run.errorLines.contains { $0.hasPrefix("tiny: range test: ") })
            #expect(Table(try box.text("output/tiny/lr_finder.csv")).rows.count <= 20)
        }
    }
}
