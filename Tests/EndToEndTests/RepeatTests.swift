import Foundation
import Testing

@Suite("Training again")
struct RepeatTests {
    @Test("what is complete is not trained again, and no byte changes")
    func complete() throws {
        try Sandbox.with { box in
            try box.prepare()
            let first = try box.onecycle("run", "tiny.json")
            let before = try box.files(in: "output")
            let second = try box.onecycle("run", "tiny.json")
            #expect(second.exitCode == 0)
            #expect(second.errorLines == ["tiny seed 0: already complete", "tiny seed 1: already complete"])
            #expect(second.stdout == first.stdout)
            #expect(differences(try box.files(in: "output"), before) == [])
        }
    }

    @Test("--force trains again, to the same bytes")
    func force() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.results(in: "output")
            let seconds = try box.data("output/tiny/seed-0/epochs.csv")
            let second = try box.onecycle("run", "tiny.json", "--force")
            #expect(second.exitCode == 0)
            #expect(second.errorLines.count == 5, "\(second)")
            #expect(differences(try box.results(in: "output"), before) == [])
            #expect(try box.data("output/tiny/seed-0/epochs.csv") != seconds)
        }
    }

    @Test("two runs of a seed give the same bytes, on drawn digits too", arguments: ["mnist_sample", "digits_sample"])
    func sameSeed(source: String) throws {
        try Sandbox.with { box in
            try box.prepare()
            for output in ["a", "b"] {
                let run = try box.onecycle(
                    "run", "tiny.json", "--output", output, "--set", "data.source=\(source)", "--set",
                    "data.train_limit=96")
                #expect(run.exitCode == 0, "\(run)")
            }
            let files = try box.results(in: "a")
            #expect(files.count == 5 + 1 + 2 * 4)
            #expect(differences(files, try box.results(in: "b")) == [])
        }
    }

    @Test("runs side by side give the bytes of runs one by one")
    func jobs() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "4"])
            for jobs in ["1", "2", "5"] {
                let run = try box.onecycle(
                    "run", "tiny.json", "--output", jobs, "--jobs", jobs, "--threads", "1", "--set",
                    "data.augment={\"shift\": 2, \"flip\": true, \"rotate\": 10, \"cutout\": 3}")
                #expect(run.exitCode == 0, "\(run)")
            }
            let one = try box.results(in: "1")
            #expect(differences(one, try box.results(in: "2")) == [])
            #expect(differences(one, try box.results(in: "5")) == [])
        }
    }

    @Test("the range test leaves the training as it would be without it")
    func finder() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json", "--output", "with", "--jobs", "1").exitCode == 0)
            let without = try box.onecycle(
                "run", "tiny.json", "--output", "without", "--jobs", "1", "--set", #"figures=["schedule", "loss"]"#)
            #expect(without.exitCode == 0)
            let left = try box.results(in: "with/tiny")
            let right = try box.results(in: "without/tiny")
            // Figures carry the spec, which decides their content.
            let figures = ["loss.png", "lr_finder.png", "schedule.png"]
            #expect(
                differences(left, right) == (figures + ["lr_finder.csv", "lr_finder.json", "spec.json"]).sorted())
        }
    }

    @Test("another seed is another training")
    func otherSeed() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let left = try box.files(in: "output/tiny/seed-0")
            let right = try box.files(in: "output/tiny/seed-1")
            #expect(differences(left, right) == ["epochs.csv", "model.safetensors", "steps.csv", "summary.json"])
        }
    }

    @Test("--seeds takes the place of the spec's seeds")
    func seeds() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json", "--seeds", "7,3").exitCode == 0)
            #expect(box.names(in: "output/tiny") == ["seed-3", "seed-7", "spec.json"])
            let more = try box.onecycle("run", "tiny.json", "--seeds", "3,4")
            #expect(more.errorLines.first == "tiny seed 3: already complete")
            #expect(box.names(in: "output/tiny") == ["seed-3", "seed-4", "seed-7", "spec.json"])
        }
    }
}
