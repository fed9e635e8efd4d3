import Foundation
import Testing

@Suite("onecycle restore and clean")
struct HistoryCommandTests {
    private static func schedule(_ rate: String) -> String { #"{"type": "one_cycle", "lr_max": \#(rate)}"# }

    /// A run at 0.05 in the history, one at 0.04 in the folder.
    private func train(_ box: borrowing Sandbox) throws -> (first: [String: Data], second: [String: Data]) {
        try box.prepare("tiny", ["figures": #"["loss", "lr_finder"]"#])
        #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
        let first = try box.files(in: "output/tiny")
        try box.prepare("tiny", ["figures": #"["loss", "lr_finder"]"#, "schedule": Self.schedule("0.04")])
        #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
        return (first, try box.files(in: "output/tiny"))
    }

    @Test("restore lists what was moved, and brings it back byte for byte; what stood there moves in turn")
    func restore() throws {
        try Sandbox.with { box in
            let (first, second) = try train(box)
            #expect(try box.files(in: "output/.history/tiny/1") == first)
            let list = try box.onecycle("restore", "tiny")
            #expect(list.exitCode == 0)
            #expect(list.outputLines.count == 2)
            #expect(list.outputLines.last?.hasSuffix("  schedule.lr_max 0.05 (now 0.04)") == true, "\(list)")
            #expect(list.outputLines.last?.contains("  0, 1  ") == true)
            try box.write("mine", to: "output/tiny/notes.txt")

            let back = try box.onecycle("restore", "tiny", "1")
            #expect(back.exitCode == 0)
            #expect(back.outputLines == ["output/tiny: 2 seeds and the range test of history 1 restored"])
            #expect(
                back.errorLines == [
                    "output/tiny: 2 seeds and the range test moved to output/.history/tiny/2, with spec and figures; "
                        + "`onecycle restore tiny 2` brings them back"
                ])
            var expected = first
            expected["notes.txt"] = Data("mine".utf8)
            #expect(try box.files(in: "output/tiny") == expected)
            #expect(try box.files(in: "output/.history/tiny/2") == second)
            #expect(box.names(in: "output/.history/tiny") == ["2"])

            #expect(try box.onecycle("restore", "output/tiny", "2").exitCode == 0)
            expected = second
            expected["notes.txt"] = Data("mine".utf8)
            #expect(try box.files(in: "output/tiny") == expected)
            #expect(try box.files(in: "output/.history/tiny/3") == first)

            try box.remove("output/tiny")
            #expect(try box.onecycle("restore", "tiny", "3").errorLines == [])
            #expect(try box.files(in: "output/tiny") == first)
            #expect(!box.exists("output/.history/tiny"))
        }
    }

    @Test("a range test comes back alone, and the seeds stay")
    func rangeTest() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["loss", "lr_finder"]"#])
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            let first = try box.files(in: "output/tiny")
            try box.prepare("tiny", ["figures": #"["loss", "lr_finder"]"#, "lr_finder": #"{"num_it": 20}"#])
            let find = try box.onecycle("find", "tiny.json", "--quiet")
            #expect(find.exitCode == 0)
            let second = try box.files(in: "output/tiny")
            #expect(second["lr_finder.csv"] != first["lr_finder.csv"])
            for name in first.keys where name.hasPrefix("seed-") { #expect(second[name] == first[name]) }
            let back = try box.onecycle("restore", "tiny", "1")
            #expect(back.outputLines == ["output/tiny: the range test of history 1 restored"], "\(back)")
            #expect(try box.files(in: "output/tiny") == first)
            #expect(box.names(in: "output/.history/tiny") == ["2"])
            #expect(try box.data("output/.history/tiny/2/lr_finder.csv") == second["lr_finder.csv"])
        }
    }

    @Test("unfinished seeds move, come back and change places as finished ones do")
    func unfinished() throws {
        try Sandbox.with { box in
            func start(_ rate: String) throws -> CommandResult {
                let keys = ["figures": "[]", "seeds": "1", "steps": "5000000", "epochs": nil]
                try box.prepare("tiny", keys.merging(["schedule": Self.schedule(rate)]) { $1 })
                let call = try box.start(["run", "tiny.json", "--quiet"])
                let began = eventually {
                    (try? box.text("output/tiny/.seed-0.partial/status.json").contains("\"training\"")) == true
                        && (try? box.text("output/tiny/spec.json").contains(rate)) == true
                }
                #expect(began)
                call.interrupt()
                return try call.wait()
            }
            #expect(try start("0.05").exitCode == 130)
            let first = try box.files(in: "output/tiny")
            #expect(first.keys.contains { $0.hasPrefix(".seed-0.partial/checkpoint-") })
            #expect(
                try start("0.04").errorLines.first
                    == "tiny: 1 unfinished seed of other settings moved to output/.history/tiny/1, with spec and figures; "
                    + "`onecycle restore tiny 1` brings it back")
            let second = try box.files(in: "output/tiny")
            #expect(try box.files(in: "output/.history/tiny/1") == first)
            #expect(try box.onecycle("restore", "tiny").outputLines.last?.contains("  unfinished: 0  ") == true)

            let back = try box.onecycle("restore", "tiny", "1")
            #expect(back.outputLines == ["output/tiny: 1 unfinished seed of history 1 restored"], "\(back)")
            #expect(
                back.errorLines == [
                    "output/tiny: 1 unfinished seed moved to output/.history/tiny/2, with spec and figures; "
                        + "`onecycle restore tiny 2` brings it back"
                ])
            #expect(try box.files(in: "output/tiny") == first)
            #expect(try box.files(in: "output/.history/tiny/2") == second)
            let plan = try box.onecycle("run", "tiny.json", "--set", "schedule.lr_max=0.05", "--name", "tiny", "--plan")
            #expect(plan.outputLines.contains { $0.hasPrefix("tiny seed 0: resume from step ") }, "\(plan)")
        }
    }

    @Test("seeds without a spec.json are restored as well; numbers that no history gives do not count")
    func withoutSpec() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            try box.remove("output/tiny/spec.json")
            let first = try box.files(in: "output/tiny")
            for number in ["9223372036854775807", "1000000000", "01"] {
                try box.makeFolder("output/.history/tiny/" + number)
            }
            try box.prepare("tiny", ["figures": "[]", "schedule": Self.schedule("0.04")])
            let run = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(run.exitCode == 0)
            let along = "with figures; spec.json was missing; `onecycle restore tiny 1` brings them back"
            #expect(
                run.errorLines == ["tiny: 2 seeds of other settings moved to output/.history/tiny/1, " + along],
                "\(run)")
            let plot = try box.onecycle("plot", "output/.history/tiny/1")
            #expect(plot.exitCode == 65)
            #expect(
                plot.errorLines == [
                    "output/.history/tiny/1: spec.json is missing; `onecycle restore tiny 1` brings its seeds back; "
                        + "then run their spec again, which keeps complete seeds"
                ])
            let second = try box.files(in: "output/tiny")
            let back = try box.onecycle("restore", "tiny", "1")
            #expect(back.outputLines == ["output/tiny: 2 seeds of history 1 restored"], "\(back)")
            #expect(try box.files(in: "output/tiny") == first)
            #expect(try box.files(in: "output/.history/tiny/2") == second)
            try box.prepare("tiny", ["figures": "[]"])
            #expect(
                try box.onecycle("run", "tiny.json").errorLines
                    == [0, 1].map { "tiny seed \($0): already complete" })
            // No number follows the highest one.
            try box.makeFolder("output/.history/tiny/999999999")
            try box.prepare("tiny", ["figures": "[]", "schedule": Self.schedule("0.03")])
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            #expect(box.exists("output/.history/tiny/1/seed-0"))
            let clean = try box.onecycle("clean", "output/.history/tiny/01", "--yes")
            #expect(clean.exitCode == 65 && box.exists("output/.history/tiny/1/seed-0"), "\(clean)")
        }
    }

    @Test("what cannot be restored is one line, and nothing changes")
    func cannot() throws {
        try Sandbox.with { box in
            _ = try train(box)
            // A broken link in the place of a file of the history is found before anything moves.
            let curves = "output/.history/tiny/1/lr_finder.csv"
            let bytes = try box.data(curves)
            try box.remove(curves)
            try FileManager.default.createSymbolicLink(atPath: box.path(curves), withDestinationPath: "nowhere")
            let here = try box.files(in: "output/tiny")
            let broken = try box.onecycle("restore", "tiny", "1")
            #expect(broken.exitCode == 65)
            #expect(
                broken.errorLines == [
                    "\(curves): not a regular file; move it elsewhere, or put the file in its place"
                ])
            #expect(try box.files(in: "output/tiny") == here)
            try box.remove(curves)
            try box.write(bytes, to: curves)

            try box.write("mine", to: "output/tiny/seed-7")
            try FileManager.default.copyItem(
                atPath: box.path("output/.history/tiny/1/seed-0"), toPath: box.path("output/.history/tiny/1/seed-7"))
            let before = try box.files(in: "output")
            for (arguments, code, line) in [
                (["none"], 65, "output/none: no earlier results: its history is empty"),
                (["tiny", "4"], 65, "output/tiny: its history has no 4; choose one of 1"),
                (
                    ["tiny", "1"], 65,
                    "output/tiny/seed-7: no run wrote it, but the restored run needs this name; move it elsewhere first"
                ),
            ] as [([String], Int32, String)] {
                let call = try box.start(["restore"] + arguments).wait()
                #expect(call.exitCode == code)
                #expect(call.errorLines == [line])
                #expect(try box.files(in: "output") == before)
            }
        }
    }

    @Test("while a call trains there, nothing is moved or deleted")
    func busy() throws {
        try Sandbox.with { box in
            _ = try train(box)
            let before = try box.files(in: "output/.history")
            let call = try box.start(["run", "tiny.json", "--name", "tiny", "--quiet", "--set", "steps=5000000"])
            #expect(eventually { box.exists("output/.history/tiny/2/seed-1") })
            let busy = "output/tiny: another call is training other settings into this folder; "
            for arguments in [["restore", "tiny", "1"], ["clean", "--yes"], ["clean", "output/tiny", "--yes"]] {
                let other = try box.start(arguments).wait()
                #expect(other.exitCode == 1, "\(other)")
                #expect(other.errorLines.last?.hasPrefix(busy) == true, "\(other)")
            }
            call.interrupt()
            _ = try call.wait()
            for (name, data) in before { #expect(try box.data("output/.history/" + name) == data, "\(name)") }
        }
    }

    @Test("clean lists what it would delete with sizes, and deletes nothing without an answer")
    func asks() throws {
        try Sandbox.with { box in
            _ = try train(box)
            let before = try box.files(in: "output")
            let call = try box.onecycle("clean")
            #expect(call.exitCode == 64)
            #expect(
                call.outputLines.first?.split(separator: " ") == ["delete", "what", "size"]
                    && call.outputLines.count == 2)
            #expect(call.outputLines.last?.hasPrefix("output/.history/tiny/1  history, 2 seeds  ") == true)
            #expect(
                call.errorLines == [
                    "clean asks before it deletes, but stdin is not a terminal; use --yes to delete without asking"
                ])
            #expect(try box.files(in: "output") == before)
        }
    }

    @Test("clean deletes the history and leftovers; runs and files of the user's stay")
    func leftovers() throws {
        try Sandbox.with { box in
            let (_, second) = try train(box)
            try box.write("mine", to: "output/.history/tiny/1/seed-0/mine.txt")
            try box.write("mine", to: "output/.history/notes.txt")
            try box.write("step", to: "output/tiny/.seed-5.8A1B.partial/steps.csv")
            try box.write("step", to: "output/tiny/.seed-6.partial/checkpoint-12.safetensors")
            try box.write("mine", to: "output/tiny/.seed-6.partial/mine.txt")
            // No process has this number; the second file is too young.
            for (name, age) in [(".report.html.4194305-7.partial", 120), (".loss.png.4194305-8.partial", 0)] {
                try box.write("half", to: "output/" + name)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -Double(age))],
                    ofItemAtPath: box.path("output/" + name))
            }
            try box.write("mine", to: "output/.other.partial")
            let call = try box.onecycle("clean", "--yes")
            #expect(call.exitCode == 0, "\(call)")
            #expect(call.outputLines.last?.hasPrefix("deleted: 4 items, ") == true)
            #expect(
                call.outputLines.filter { $0.hasPrefix("kept: ") } == [
                    "kept: output/.history/tiny/1/seed-0/mine.txt: no record says that a run wrote it",
                    "kept: output/tiny/.seed-6.partial/mine.txt: no record says that a run wrote it",
                ])
            var left = second
            left[".seed-6.partial/mine.txt"] = Data("mine".utf8)
            #expect(try box.files(in: "output/tiny") == left)
            #expect(box.names(in: "output") == [".history", ".loss.png.4194305-8.partial", ".other.partial", "tiny"])
            #expect(try box.files(in: "output/.history").keys.sorted() == ["notes.txt", "tiny/1/seed-0/mine.txt"])
            let again = try box.onecycle("clean", "--yes")
            #expect(again.outputLines.last == "nothing to delete", "\(again)")
        }
    }

    @Test("clean of a run folder deletes what a record says that a run wrote, and nothing else")
    func runFolder() throws {
        try Sandbox.with { box in
            _ = try train(box)
            try box.write("mine", to: "output/tiny/notes.txt")
            try box.write("mine", to: "output/tiny/accuracy.png")
            try box.write("mine", to: "output/tiny/seed-9/a.py")
            try box.write("mine", to: "output/tiny/seed-0/mine.txt")
            try box.write("mine", to: "output/tiny/seed-0/best.safetensors")
            try box.write("altered", to: "output/tiny/seed-1/steps.csv")
            let call = try box.onecycle("clean", "output/tiny", "--yes")
            #expect(call.exitCode == 0, "\(call)")
            #expect(
                call.outputLines.filter { $0.hasPrefix("kept: ") } == [
                    "kept: output/tiny/accuracy.png: no record says that a run wrote it",
                    "kept: output/tiny/notes.txt: no record says that a run wrote it",
                    "kept: output/tiny/seed-0/best.safetensors: no record says that a run wrote it",
                    "kept: output/tiny/seed-0/mine.txt: no record says that a run wrote it",
                    "kept: output/tiny/seed-1/steps.csv: altered since a run wrote it",
                    "kept: output/tiny/seed-9: no record says that a run wrote it",
                ])
            #expect(
                try box.files(in: "output/tiny").keys.sorted() == [
                    "accuracy.png", "notes.txt", "seed-0/best.safetensors", "seed-0/mine.txt", "seed-1/steps.csv",
                    "seed-9/a.py",
                ])
            #expect(box.exists("output/.history/tiny/1/seed-0"))
            for path in ["output", "nowhere", "output/tiny"] {
                let other = try box.onecycle("clean", path, "--yes")
                #expect(other.exitCode == 65, "\(other)")
                #expect(other.errorLines == ["\(path): not a run folder: it has no spec.json"])
            }
            #expect(try box.onecycle("clean", "output/.history/tiny/1", "--yes").exitCode == 0)
            #expect(box.names(in: "output") == ["tiny"])
        }
    }

    @Test("a history on another file system is copied, compared and only then removed")
    func otherFileSystem() throws {
        let shared = "/dev/shm/onecycle-tests-\(UUID().uuidString)"
        guard (try? FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)) != nil
        else {
            return
        }
        defer { try? FileManager.default.removeItem(atPath: shared) }
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["loss"]"#])
            try box.makeFolder("output")
            try FileManager.default.createSymbolicLink(
                atPath: box.path("output/tiny"), withDestinationPath: shared + "/tiny")
            try FileManager.default.createDirectory(atPath: shared + "/tiny", withIntermediateDirectories: true)
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output/tiny")
            #expect(before.count > 8)
            try box.prepare("tiny", ["figures": #"["loss"]"#, "schedule": Self.schedule("0.04")])
            let run = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(run.exitCode == 0, "\(run)")
            #expect(try box.files(in: "output/.history/tiny/1") == before)
            #expect(box.names(in: "output/.history/tiny") == ["1"])
            #expect(try box.onecycle("restore", "tiny", "1").exitCode == 0)
            #expect(try box.files(in: "output/tiny") == before)
        }
    }
}
