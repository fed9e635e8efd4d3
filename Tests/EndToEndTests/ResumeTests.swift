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
            #expect(run.errorLines.prefix(2) == ["tiny seed 0: already complete", "tiny seed 2: already complete"])
            #expect(run.errorLines.dropFirst(2).allSatisfy { $0.hasPrefix("tiny seed 1 epoch ") })
            #expect(run.errorLines.count == 4)
            #expect(differences(try box.results(in: "output/tiny"), results) == [])
            for seed in [0, 2] {
                let name = "seed-\(seed)/epochs.csv"
                #expect(try box.data("output/tiny/" + name) == before[name])
            }
        }
    }

    @Test("unfinished folders of other calls stay")
    func partialFolder() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            let other = ".seed-1.8A1B.partial"
            try box.write("step,epoch", to: "output/tiny/\(other)/steps.csv")
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            #expect(box.names(in: "output/tiny") == [other, "seed-0", "seed-1", "spec.json"])
            #expect(box.names(in: "output/tiny/" + other) == ["steps.csv"])
        }
    }

    @Test("seeds of another training move to the history; another look moves nothing")
    func changedSpec() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "3"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")

            let look = try box.onecycle("run", "tiny.json", "--set", "smoothing.beta=0.5", "--set", "seeds=2")
            #expect(look.errorLines == ["tiny seed 0: already complete", "tiny seed 1: already complete"])
            #expect(box.exists("output/tiny/seed-2"))
            #expect(try box.data("output/tiny/loss.png") != before["loss.png"])

            try box.prepare("tiny", ["seeds": "2", "schedule": Self.schedule("0.04")])
            let other = try box.onecycle("run", "tiny.json")
            #expect(other.exitCode == 0)
            #expect(other.errorLines.count == 5, "the move, then an epoch a line; the range test is the same: \(other)")
            #expect(
                other.errorLines.first
                    == "tiny: 3 seeds of other settings moved to output/.history/tiny/1, with spec and figures; "
                    + "`onecycle restore tiny 1` brings them back")
            #expect(!box.exists("output/tiny/seed-2"))
            for name in ["seed-0/steps.csv", "schedule.png"] {
                #expect(try box.data("output/tiny/" + name) != before[name])
            }
        }
    }

    private static func schedule(_ rate: String) -> String { #"{"type": "one_cycle", "lr_max": \#(rate)}"# }

    @Test("another range test is run again alone")
    func changedFinder() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            try box.prepare("tiny", ["lr_finder": #"{"num_it": 20}"#])
            let run = try box.onecycle("run", "tiny.json")
            #expect(run.errorLines.count == 4, "\(run)")
            #expect(
                run.errorLines.first
                    == "tiny: the range test of other settings moved to output/.history/tiny/1, with spec and figures; "
                    + "`onecycle restore tiny 1` brings it back")
            #expect(run.errorLines.contains { $0.hasPrefix("tiny: range test: ") })
            for name in ["lr_finder.csv", "lr_finder.json", "lr_finder.png", "spec.json"] {
                #expect(try box.data("output/.history/tiny/1/" + name) == before[name], "\(name)")
            }
            #expect(box.names(in: "output/.history/tiny/1").count == 4)
            #expect(Table(try box.text("output/tiny/lr_finder.csv")).rows.count <= 10 * 20)
        }
    }

    @Test("the history is a run folder with the same bytes, which commands read")
    func history() throws {
        try Sandbox.with { box in
            try box.prepare("tiny")
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            for rate in ["0.04", "0.03"] {
                try box.prepare("tiny", ["schedule": Self.schedule(rate)])
                #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            }
            #expect(box.names(in: "output/.history/tiny") == ["1", "2"])
            #expect(try box.files(in: "output/.history/tiny/1") == before)
            let drawn = try box.onecycle("plot", "output/.history/tiny/1", "--to", "drawn")
            #expect(drawn.exitCode == 0, "\(drawn)")
            #expect(try box.data("drawn/tiny-loss.png") == before["loss.png"])
        }
    }

    @Test("an interrupted call of other settings loses nothing")
    func interrupted() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            try box.prepare("tiny", ["figures": "[]", "epochs": nil, "steps": "5000000"])
            let call = try box.start(["run", "tiny.json", "--quiet"])
            #expect(eventually { box.exists("output/.history/tiny/1/seed-1") })
            call.interrupt()
            let ended = try call.wait()
            #expect(ended.exitCode == 130)
            #expect(ended.errorLines.first?.hasPrefix("tiny: 2 seeds of other settings moved to ") == true)
            #expect(try box.files(in: "output/.history/tiny/1") == before)
        }
    }

    @Test(
        "a file or folder of the user's with the name of a seed stays, and fails that seed alone",
        arguments: ["", "/a.py"])
    func takenName(file: String) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            try box.write("important", to: "output/tiny/seed-1" + file)
            let call = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(call.exitCode == 1)
            #expect(
                call.errorLines == [
                    "tiny seed 1: failed: output/tiny/seed-1: no run wrote it; move it elsewhere, or give the run another "
                        + "name with --name",
                    "tiny: train again: onecycle run output/tiny/spec.json --seeds 1,",
                ])
            #expect(try box.text("output/tiny/seed-1" + file) == "important")
            #expect(box.names(in: "output/tiny/seed-0") == RunFolderTests.seedFiles)
            #expect(!box.exists("output/.history"))
        }
    }

    @Test("a file that the system refuses to read is neither damaged nor absent: the seed ends with a line")
    func unreadable() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            for file in ["steps.csv", "summary.json"] {
                // A link to itself cannot be opened, not even by root.
                let path = "output/tiny/seed-1/" + file
                let whole = try box.data(path)
                try box.remove(path)
                try FileManager.default.createSymbolicLink(
                    atPath: box.path(path), withDestinationPath: box.path(path))
                let refusal = "\(path): cannot be read: Too many levels of symbolic links"
                let run = try box.onecycle("run", "tiny.json", "--quiet")
                #expect(run.exitCode == 1)
                let again = "tiny: train again: onecycle run output/tiny/spec.json --seeds 1,"
                #expect(run.errorLines == ["tiny seed 1: failed: " + refusal, again])
                #expect(!box.exists("output/.history"))
                let compare = try box.onecycle("compare", "output/tiny", "output/tiny", "--no-figures")
                #expect(compare.exitCode == 65)
                #expect(
                    compare.errorLines.first == "output/tiny: 1 of 2 seeds cannot be read (\(path): Too many levels of "
                        + "symbolic links)")
                let plot = try box.onecycle("plot", "output/tiny", "--figure", "loss")
                #expect(plot.exitCode == 1)
                #expect(
                    plot.errorLines == [
                        "tiny: 1 of 2 seeds are complete; cannot be read: seed 1 (\(file): Too many levels of symbolic links)"
                    ])
                #expect(try box.onecycle("report").exitCode == 1)
                #expect(try box.onecycle("verify").outputLines == [refusal])
                try box.remove(path)
                try box.write(whole, to: path)
            }
            #expect(try box.onecycle("verify").exitCode == 0)
        }
    }

    @Test("files and folders that no run wrote stay", arguments: ["seed-notes.txt", "seed-utils/a.py", "seed-7/a.py"])
    func userFiles(name: String) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "name": "\"src\""])
            try box.write("important", to: "src/" + name)
            for rate in ["0.05", "0.04"] {
                try box.prepare("tiny", ["figures": "[]", "name": "\"src\"", "schedule": Self.schedule(rate)])
                let call = try box.onecycle("run", "tiny.json", "--output", ".")
                #expect(call.exitCode == 0)
            }
            #expect(try box.text("src/" + name) == "important")
        }
    }

    @Test("a damaged seed is trained again, and what was there moves to the history")
    func damagedSeed() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let results = try box.results(in: "output/tiny")
            try box.write("notes", to: "output/tiny/seed-1/steps.csv")
            let call = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(call.exitCode == 0)
            #expect(call.errorLines.count == 1)
            #expect(
                call.errorLines == [
                    "tiny: seed 1 was damaged; its files moved to output/.history/tiny/1, with the spec; "
                        + "`onecycle restore tiny 1` brings it back"
                ])
            #expect(try box.data("output/.history/tiny/1/spec.json") == box.data("output/tiny/spec.json"))
            #expect(differences(try box.results(in: "output/tiny"), results) == [])
            #expect(try box.text("output/.history/tiny/1/seed-1/steps.csv") == "notes")
        }
    }

    @Test("a call of other settings is refused while another call trains in the folder; the same settings share it")
    func twoCalls() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "steps": "5000000", "epochs": nil])
            let first = try box.start(["run", "tiny.json", "--quiet"])
            #expect(eventually { box.exists("output/tiny/spec.json") })
            let twelve = ["run", "tiny.json", "--name", "tiny", "--set", "steps=12"]
            let other = try box.start(twelve).wait()
            #expect(other.exitCode == 1)
            #expect(
                other.errorLines == [
                    "output/tiny: another call is training other settings into this folder; wait for it, or set another name"
                ])
            let same = try box.start(["run", "tiny.json", "--quiet", "--seeds", "7,"])
            usleep(500_000)
            same.interrupt()
            #expect(try same.wait().exitCode == 130)
            first.interrupt()
            #expect(try first.wait().exitCode == 130)
            #expect(box.names(in: "output/tiny").filter { !$0.hasSuffix(".partial") } == ["spec.json"])
            #expect(try box.start(twelve).wait().exitCode == 0)
        }
    }

    @Test("--force replaces seeds and leaves nothing beside them")
    func force() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.data("output/tiny/seed-0/epochs.csv")
            let results = try box.results(in: "output/tiny")
            #expect(try box.onecycle("run", "tiny.json", "--force").exitCode == 0)
            #expect(differences(try box.results(in: "output/tiny"), results) == [])
            #expect(try box.data("output/tiny/seed-0/epochs.csv") != before, "its seconds are the new run's")
            #expect(box.names(in: "output") == ["tiny"])
            #expect(box.names(in: "output/tiny") == ["seed-0", "seed-1", "spec.json"])
        }
    }

    @Test("--force keeps files of the user's in a seed's folder")
    func forceKeepsForeignFiles() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            try box.write("mine", to: "output/tiny/seed-0/mine.txt")
            #expect(try box.onecycle("run", "tiny.json", "--force").exitCode == 0)
            #expect(try box.text("output/.history/tiny/1/seed-0/mine.txt") == "mine")
            #expect(box.names(in: "output/.history/tiny") == ["1"])
        }
    }

    @Test("calls at once on one folder, with the same seeds or others, end with the bytes of one call")
    func sideBySide() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            let whole = ["run", "tiny.json", "--seeds", "8", "--threads", "1", "--quiet"]
            #expect(try box.start(whole + ["--output", "whole"]).wait().exitCode == 0)
            let calls = try [["8"], ["8"], ["4,5,6,7"], ["0,1,2,3"]].map {
                try box.start(["run", "tiny.json", "--threads", "1", "--quiet", "--seeds"] + $0)
            }
            for call in calls { #expect(try call.wait().exitCode == 0) }
            let seeds = (0..<8).map { "seed-\($0)" }
            #expect(box.names(in: "output/tiny") == seeds + ["spec.json"])
            for seed in seeds {
                for name in ["steps.csv", "model.safetensors"] {
                    #expect(try box.data("output/tiny/\(seed)/\(name)") == box.data("whole/tiny/\(seed)/\(name)"))
                }
            }
        }
    }
}
