import Foundation
import Testing

@Suite("Bad specs")
struct BadSpecTests {
    static let commands = [["run"], ["find"], ["schedule"], ["validate"]]

    @Test("every command names file, line and key, ends with 65 and writes nothing", arguments: commands)
    func lines(command: [String]) throws {
        let cases: [(String, String)] = [
            (
                "{\n  \"shedule\": {\"type\": \"constant\", \"lr\": 1}\n}",
                "2: shedule: unknown key; did you mean \"schedule\"?"
            ),
            (
                "{\"schedule\": {\"type\": \"one_cycle\",\n \"lr_max\": \"fast\"}}",
                "2: schedule.lr_max: \"fast\" is not a number or {\"from_finder\": ...}"
            ),
            (
                "{\"schedule\": {\"type\": \"one_cycle\",\n \"lr_max\": -1}}",
                "2: schedule.lr_max: -1 is not between 1e-30 and 1000000"
            ),
            (
                "{\"schedule\": {\"type\": \"one_cycle\", \"lr_max\": 1,\n\n \"pct_start\": 1.3}}",
                "3: schedule.pct_start: 1.3 is not between 0 and 1"
            ),
            (TinySpec.text(["epochs": "0"]), "3: epochs: 0 is not between 1 and 100000"),
            (TinySpec.text(["seeds": "[]"]), "7: seeds: the list is empty"),
            (
                TinySpec.text(["name": "\"../up\""]),
                "6: name: \"../up\" has \"/\"; only letters, digits, \".\", \"_\" and \"-\" are allowed"
            ),
            ("lr = 3", "1: not JSON: lr is not a JSON value; strings go in double quotes"),
            ("{", "1: not JSON: the file ends inside the object that line 1 opens"),
            ("", "1: not JSON: the file is empty"),
        ]
        try Sandbox.with { box in
            for (text, line) in cases {
                try box.write(text, to: "bad.json")
                let call = try box.start(command + ["bad.json"]).wait()
                #expect(call.exitCode == 65, "\(call)")
                #expect(call.errorLines == ["bad.json:" + line])
                #expect(call.stdout == "")
            }
            #expect(box.names(in: ".") == ["bad.json"])
        }
    }

    @Test("a file that is none, or far too large, is one line at once")
    func files() throws {
        try Sandbox.with { box in
            try box.write("", to: "huge.json")
            #expect(truncate(box.path("huge.json"), 1 << 30) == 0)
            try box.makeFolder("folder.json")
            for (name, line) in [
                ("huge.json", "huge.json: 1073741824 bytes; a spec has at most 1048576"),
                ("folder.json", "folder.json: a directory, not a file"),
                ("none.json", "none.json: no such file"),
            ] {
                let call = try box.onecycle("run", name)
                #expect(call.exitCode == 65)
                #expect(call.errorLines == [line])
            }
            #expect(!box.exists("output"))
        }
    }

    @Test("all problems of all specs are reported at once, and no spec is run")
    func several() throws {
        try Sandbox.with { box in
            try box.prepare("good")
            try box.prepare("bad", ["epochs": "0", "seeds": "0"])
            let call = try box.onecycle("run", "good.json", "bad.json", "none.json")
            #expect(call.exitCode == 65)
            #expect(
                call.errorLines == [
                    "bad.json:3: epochs: 0 is not between 1 and 100000",
                    "bad.json:7: seeds: 0 is not between 1 and 10000",
                    "none.json: no such file",
                ])
            #expect(!box.exists("output"))
        }
    }

    @Test("two specs of one name cannot share a folder")
    func sameName() throws {
        try Sandbox.with { box in
            try box.prepare("a", ["name": "\"twin\""])
            try box.prepare("b", ["name": "\"twin\""])
            let line =
                "twin: several specs have this name; give each a unique \"name\", since a folder holds one experiment"
            for specs in [["a.json", "b.json"], ["a.json", "a.json"]] {
                let call = try box.start(["run"] + specs).wait()
                #expect(call.exitCode == 65)
                #expect(call.errorLines == [line])
            }
            #expect(!box.exists("output"))
        }
    }

    @Test("an override's problem is reported once, at the override")
    func overrides() throws {
        try Sandbox.with { box in
            try box.prepare("a")
            try box.prepare("b")
            for (override, line) in [
                (
                    "schedule.pct_start=1.3",
                    "--set schedule.pct_start=1.3: schedule.pct_start: 1.3 is not between 0 and 1"
                ),
                ("epoch=3", "--set epoch=3: epoch: unknown key; did you mean \"epochs\"?"),
                ("epochs", "--set epochs: not KEY=VALUE"),
            ] {
                let call = try box.onecycle("run", "a.json", "b.json", "--set", override)
                #expect(call.exitCode == 65)
                #expect(call.errorLines == [line])
            }
        }
    }

    @Test("what no machine's memory holds is refused before anything is made", arguments: [["run"], ["find"]])
    func tooLarge(command: [String]) throws {
        try Sandbox.with { box in
            let layers =
                #"[{"type": "conv", "out": 16384, "kernel": 1}, {"type": "conv", "out": 8192, "kernel": 1}, "#
                + #"{"type": "global_avg_pool"}, {"type": "flatten"}, {"type": "linear", "out": 10}]"#
            try box.prepare(
                "huge", ["data": #"{"batch_size": 12000}"#, "model": "{\"layers\": \(layers)}", "seeds": "1"])
            let call = try box.start(command + ["huge.json"]).wait()
            #expect(call.exitCode == 65, "\(call)")
            #expect(call.errorLines.count == 1)
            let line = call.errorLines.first ?? ""
            // 616 GB of values in one layer alone, and their gradients. The rest depends on the kernels.
            let told = try #require(line.wholeMatch(of: /huge: a run takes (\d+)\.\d GB of memory, but .*/))
            #expect(Int(told.1).map { (1232...6160).contains($0) } == true, "\(line)")
            #expect(line.contains("; layer 0 (conv), 16384x28x28 values per image, takes "), "\(line)")
            #expect(line.hasSuffix(": make data.batch_size smaller"), "\(line)")
            #expect(!box.exists("output"))
        }
    }

    @Test("a batch that can never be filled is bad input for every command", arguments: commands)
    func noFullBatch(command: [String]) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["data": #"{"source": "mnist_sample", "batch_size": 65536}"#])
            let call = try box.start(command + ["tiny.json"]).wait()
            #expect(call.exitCode == 65, "\(call)")
            #expect(call.errorLines.count == 1)
            #expect(call.errorLines.first?.contains("images do not fill a batch of 65536") == true)
            #expect(!box.exists("output"))
        }
    }
}
