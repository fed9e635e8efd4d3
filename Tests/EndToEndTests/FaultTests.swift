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
}
