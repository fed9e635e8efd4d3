import Foundation
import Testing

@Suite("Faults of the system")
struct FaultTests {
    @Test("a limit on the size of files is an error with a line, and leaves nothing behind", arguments: [1, 64])
    func fileSizeLimit(blocks: Int) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["loss"]"#])
            let limited = try box.shell("ulimit -f \(blocks); exec onecycle run tiny.json --quiet")
            #expect(!limited.wasKilled)
            #expect(limited.exitCode == 1)
            #expect(limited.errorLines.count >= 1)
            #expect(limited.errorLines.allSatisfy { $0.contains("cannot be written: File too large") })
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            #expect(box.names(in: "output/tiny").filter { $0.hasPrefix(".") } == [])
        }
    }

    @Test("text of arguments reaches the terminal without its control characters")
    func escapes() throws {
        try Sandbox.with { box in
            for arguments in [
                ["show", "no\u{1B}[31m\u{7}"], ["validate", "no\u{1B}[31m\u{7}"], ["run", "a.json", "--no\u{1B}[31m"],
                ["compare", "a", "--metric", "no\u{1B}[31m"], ["data", "fetch", "no\u{1B}[31m"],
            ] {
                let call = try box.start(arguments).wait()
                #expect(call.exitCode != 0)
                #expect(call.stderr.contains("\\u001b[31m"), "\(call)")
                #expect(!call.stderr.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(call)")
            }
        }
    }

    @Test("a path that is not UTF-8 is refused before anything is written")
    func paths() throws {
        try Sandbox.with { box in
            try box.prepare("tiny")
            let call = try box.shell(#"exec onecycle run tiny.json --output "$(printf 'r\351sultats')""#)
            #expect(call.exitCode == 64)
            #expect(
                call.errorLines == ["argument 4, r\u{FFFD}sultats, is not UTF-8; rename the file or the folder"])
            #expect(box.names(in: ".").filter { $0 != "data" } == ["tiny.json"])
        }
    }

    @Test("if the results' folder is gone, no further seed is trained")
    func folderGone() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["steps": "4000", "epochs": nil, "seeds": "40", "figures": "[]"])
            let call = try box.start(["run", "tiny.json", "--quiet", "--jobs", "2"])
            while !box.exists("output/tiny/spec.json") { usleep(1000) }
            // Files that the run writes meanwhile may keep a folder from being removed.
            while box.exists("output") { try? box.remove("output") }
            let end = try call.wait()
            #expect(end.exitCode == 1)
            #expect(
                end.errorLines.contains(
                    "output: results cannot be written: no further run starts; free space or allow writing, "
                        + "then run again"))
        }
    }

    @Test("the last lines name what failed or diverged, and the command that trains it again")
    func lastLines() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "3"].merging(DivergedTests.diverging) { $1 })
            let run = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(run.exitCode == 1)
            #expect(
                run.errorLines.suffix(4).dropLast().allSatisfy {
                    $0.hasPrefix("tiny seed ") && $0.contains("diverged after ")
                })
            #expect(
                run.errorLines.last
                    == "tiny: train again: onecycle run output/tiny/spec.json --seeds 0,1,2 --force", "\(run)")
        }
    }

    @Test("a training goes on without a reader of its progress; the table ends with the pipe")
    func progressWithoutReader() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "epochs": "40"])
            let call = try box.shell("{ onecycle run tiny.json 2>&1; echo $? >code; } | head -n 1")
            #expect(call.outputLines.count == 1)
            #expect(try box.text("code") == "141\n")
            #expect(box.names(in: "output/tiny") == ["seed-0", "seed-1", "spec.json"])
        }
    }
}
