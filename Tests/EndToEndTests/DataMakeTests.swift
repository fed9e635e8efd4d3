import Foundation
import Testing

@Suite("data list and make")
struct DataMakeTests {
    @Test("the list has every source, with where it is or how to get it")
    func list() throws {
        try Sandbox.with { box in
            try TinyDigits().write(to: box, folder: "here/fashion_mnist")
            let list = try box.onecycle("data", "list", "--data", "here")
            #expect(list.exitCode == 0)
            #expect(list.stderr == "")
            let lines = list.outputLines.dropFirst().map { $0.split(separator: " ").map(String.init) }
            #expect(
                lines.map(\.first) == [
                    "digits", "digits_sample", "mnist", "mnist_sample", "fashion_mnist", "idx", "folder",
                ])
            #expect(
                list.outputLines[3].hasSuffix(
                    "60000       10000  28 x 28  not in here; onecycle data fetch mnist --to here"))
            #expect(list.outputLines[5].hasSuffix("28 x 28  here/fashion_mnist"))
            #expect(list.outputLines[2].contains(" 12396        2038  28 x 28  drawn on demand"))
            let plain = try box.onecycle("data", "list").outputLines
            #expect(plain[5].hasSuffix("onecycle data fetch fashion_mnist, or --data DIR"))
        }
    }

    @Test("what make writes trains, and to the same bytes as what is drawn")
    func trains() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["model": nil])
            let values = ["--count", "96", "--classes", "7,3", "--noise", "0.1", "--seed", "5"]
            for format in ["png", "idx"] {
                let make = try box.start(["data", "make", "digits", "--out", format, "--format", format] + values)
                    .wait()
                #expect(make.exitCode == 0, "\(make)")
                #expect(make.outputLines == ["\(format): 96 and 16 images of 3, 7"])
            }
            #expect(box.names(in: "png/train") == ["3", "7"])
            #expect(try box.files(in: "png/valid").count == 16)
            let common = [
                "run", "tiny.json", "--name", "tiny", "--threads", "1", "--set", "seeds=[1]", "--set", "steps=5",
            ]
            let drawn = #"data={"source": "digits", "count": 96, "classes": [3, 7], "noise": 0.1, "seed": 5}"#
            let read = #"data={"source": "idx", "path": "idx"}"#
            for (output, data) in [("one", drawn), ("other", read)] {
                let run = try box.start(
                    common + ["--output", output, "--set", data, "--set", "data.batch_size=16"]
                ).wait()
                #expect(run.exitCode == 0, "\(run)")
            }
            #expect(
                try box.text("one/tiny/seed-1/steps.csv") == box.text("other/tiny/seed-1/steps.csv"))
            let folder = try box.start(
                common + ["--output", "third", "--set", #"data={"source": "folder", "path": "png"}"#]
            ).wait()
            #expect(folder.exitCode == 0, "\(folder)")
        }
    }

    @Test("bad calls write nothing")
    func badCalls() throws {
        try Sandbox.with { box in
            try box.write("mine", to: "full/mine")
            let cases: [([String], Int32, String)] = [
                (["digits"], 64, "Error: Missing expected argument '--out <dir>'"),
                (["digits", "--out", "a", "--count", "0"], 64, "Error: --count 0 is not between 1 and 1000000"),
                (["digits", "--out", "a", "--noise", "2"], 64, "Error: --noise 2.0 is not between 0 and 1"),
                (
                    ["digits", "--out", "a", "--classes", "3,3"], 64,
                    "Error: The value '3,3' is invalid for '--classes <list>'"
                ),
                (
                    ["digits", "--out", "a", "--classes", "3"], 64,
                    "Error: The value '3' is invalid for '--classes <list>'"
                ),
                (["digits", "--out", "full"], 65, "full: not an empty folder; choose a new one with --out"),
                (["digits", "--out", "full/mine"], 65, "full/mine: not an empty folder; choose a new one with --out"),
                (
                    ["digits", "--out", "a", "--count", "12"], 65,
                    "--count 12: 10 classes need at least 58 images, to have one of each to validate on"
                ),
            ]
            for (arguments, code, line) in cases {
                let call = try box.start(["data", "make"] + arguments).wait()
                #expect(call.exitCode == code, "\(call)")
                #expect(call.errorLines.first == line)
                #expect(call.stdout == "")
            }
            #expect(box.names(in: ".") == ["full"])
            #expect(box.names(in: "full") == ["mine"])
        }
    }
}
