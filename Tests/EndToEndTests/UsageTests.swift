import Foundation
import Testing

@Suite("Usage")
struct UsageTests {
    @Test("a bad call ends with 64 and says what is wrong first")
    func badUsage() throws {
        let cases: [([String], String)] = [
            (["run"], "Error: Missing expected argument '<spec> ...'"),
            (["run", "a.json", "--fats"], "Error: Unknown option '--fats'. Did you mean '--data'?"),
            (["run", "a.json", "--jobs", "many"], "Error: The value 'many' is invalid for '--jobs <n>'"),
            (["run", "a.json", "--jobs", "0"], "Error: --jobs 0 is not between 1 and 1024"),
            (["run", "a.json", "--threads", "-1"], "Error: Missing value for '--threads <n>'"),
            (["run", "a.json", "--threads", "2000"], "Error: --threads 2000 is not between 1 and 1024"),
            (["run", "a.json", "--set"], "Error: Missing value for '--set <key=value>'"),
            (["run", "a.json", "--quiet", "--log-json"], "Error: --quiet and --log-json exclude each other"),
            (["schedule", "a.json", "--steps", "0"], "Error: --steps 0 is not between 1 and 10000000"),
            (["schedule", "a.json", "b.json", "--csv", "-"], "Error: --csv takes one spec"),
            (["schedule", "a.json", "--csv", ""], "Error: --csv needs a file name, or - for stdout"),
            (["schedule", "diff", "a.json"], "Error: diff takes two specs"),
            (["train"], "Error: Unexpected argument 'train'"),
            (["schema", "a.json"], "Error: Unexpected argument 'a.json'"),
        ]
        try Sandbox.with { box in
            for (arguments, line) in cases {
                let call = try box.start(arguments).wait()
                #expect(call.exitCode == 64, "\(call)")
                #expect(call.errorLines.first == line, "\(call)")
                #expect(call.stdout == "")
            }
            #expect(box.names(in: ".") == [])
        }
    }

    @Test("a bad list of seeds is named")
    func badSeeds() throws {
        try Sandbox.with { box in
            try box.prepare()
            for (seeds, line) in [
                ("a", "--seeds a: \"a\" is not a seed; write 0,1,2 or a count such as 5"),
                ("0", "--seeds 0: the count is not between 1 and 10000; one seed alone is written with a comma: 0,"),
                ("1,1", "--seeds 1,1: seed 1 is repeated"),
            ] {
                let call = try box.onecycle("run", "tiny.json", "--seeds", seeds)
                #expect(call.exitCode == 65)
                #expect(call.errorLines == [line])
            }
            #expect(!box.exists("output"))
        }
    }

    @Test("help and version go to stdout")
    func help() throws {
        try Sandbox.with { box in
            let version = try box.onecycle("--version")
            #expect(version.exitCode == 0)
            #expect(version.outputLines.count == 1)
            #expect(version.stdout.split(separator: ".").count == 3)
            for arguments in [["--help"], ["run", "--help"], ["find", "--help"], ["schedule", "--help"], []] {
                let help = try box.start(arguments).wait()
                #expect(help.exitCode == 0)
                #expect(help.stdout.contains("USAGE: onecycle"))
                #expect(help.stderr == "")
            }
            let run = try box.onecycle("help", "run").stdout
            for option in ["--output", "--jobs", "--threads", "--seeds", "--set", "--force", "--fail-fast", "--quiet"] {
                #expect(run.contains(option))
            }
        }
    }
}
