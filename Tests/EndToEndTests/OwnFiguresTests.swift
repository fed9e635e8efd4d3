import Foundation
import Testing

@Suite("A run folder holds the run's own figures")
struct OwnFiguresTests {
    @Test("commands that look write their figures elsewhere, say where, and leave the run as it is")
    func looking() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["lr_finder", "schedule", "loss"]"#])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output/one")
            func call(_ arguments: String...) throws -> [String] {
                let call = try box.start(arguments).wait()
                #expect(call.exitCode == 0 && call.stderr == "", "\(call)")
                #expect(try box.files(in: "output/one") == before, "\(arguments)")
                for file in call.outputLines where file.hasPrefix("output/") { #expect(box.exists(file), "\(file)") }
                return call.outputLines
            }
            let loss = "output/figures/one-loss.png"
            let all = ["lr_finder", "schedule", "loss"].map { "output/figures/one-\($0).png" }
            #expect(try call("plot", "output/one", "--size", "600x500") == all)
            #expect(try call("plot", "output/one", "--theme", "dark") == all)
            #expect(try call("plot", "one.json", "--figure", "loss", "--smoothing", "beta=0.5") == [loss])
            #expect(
                try call("plot", "output/one/", "--figure", "loss", "--format", "png,pdf") == [
                    "output/one/loss.png", "output/figures/one-loss.pdf",
                ])
            #expect(try call("plot", "output/one", "--figure", "accuracy") == ["output/figures/one-accuracy.png"])
            #expect(try call("plot", "output/one", "--figure", "loss") == ["output/one/loss.png"])
            #expect(try call("plot", "one.json", "--figure", "loss", "--theme", "light") == ["output/one/loss.png"])
            #expect(try call("schedule", "one.json") == ["output/one/schedule.png"])
            #expect(
                try call("schedule", "one.json", "--set", "schedule.lr_max=0.2")
                    == ["output/figures/one-lr_max-0.2-schedule.png"])
            #expect(try call("schedule", "one.json", "--steps", "50") == ["output/figures/one-schedule.png"])
            #expect(try call("schedule", "one.json", "--size", "400x300") == ["output/figures/one-schedule.png"])
            #expect(
                try call("find", "one.json", "--set", "theme=dark").last
                    == "figure: output/figures/one-lr_finder.png")
            #expect(try call("find", "one.json").last == "figure: output/one/lr_finder.png")
            #expect(box.names(in: "output") == ["figures", "one"])
            #expect(try box.onecycle("report").exitCode == 0)
            #expect(!(try box.page("output/report.html").contains("output/figures")))
        }
    }

    @Test("an edited spec draws elsewhere, until it is run")
    func edited() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["schedule", "loss"]"#])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output/one")
            try box.prepare("one", ["figures": #"["schedule", "loss"]"#, "theme": "\"dark\""])
            for (command, file) in [("plot", "one-schedule.png"), ("schedule", "one-schedule.png")] {
                let call = try box.onecycle(command, "one.json")
                #expect(call.outputLines.first == "output/figures/" + file, "\(call)")
                #expect(try box.files(in: "output/one") == before)
            }
            try box.prepare(
                "one", ["figures": #"["schedule", "loss"]"#, "schedule": #"{"type": "constant", "lr": 1}"#])
            #expect(try box.onecycle("schedule", "one.json").outputLines == ["output/figures/one-schedule.png"])
            #expect(try box.files(in: "output/one") == before)
            try box.prepare("one", ["figures": #"["schedule", "loss"]"#, "theme": "\"dark\""])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            #expect(try box.data("output/one/loss.png") != before["loss.png"])
            #expect(try box.onecycle("plot", "one.json").outputLines.last == "output/one/loss.png")
        }
    }

    @Test("files of the user's that a run would replace move to the history, with a line")
    func foreign() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["loss", "schedule"]"#])
            try box.write("mine", to: "output/tiny/loss.png")
            try box.write("mine too", to: "output/tiny/study.json")
            let call = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(call.exitCode == 0)
            #expect(
                call.errorLines == [
                    "tiny: study.json was altered, or no run wrote it; it moved to output/.history/tiny/1",
                    "tiny: loss.png was altered, or no run wrote it; it moved to output/.history/tiny/2",
                ])
            #expect(try box.text("output/.history/tiny/1/study.json") == "mine too")
            #expect(try box.text("output/.history/tiny/2/loss.png") == "mine")
            let figure = try box.data("output/tiny/loss.png")
            try box.write("mine again", to: "output/tiny/loss.png")
            let plot = try box.onecycle("plot", "output/tiny")
            #expect(plot.exitCode == 0, "\(plot)")
            #expect(try box.data("output/tiny/loss.png") == figure)
            #expect(try box.text("output/.history/tiny/3/loss.png") == "mine again")
            #expect(try box.onecycle("plot", "output/tiny").stderr == "")
        }
    }

    @Test("a figure of all seeds gives way to no figure of fewer")
    func fewerSeeds() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["loss"]"#])
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            let figure = try box.data("output/tiny/loss.png")
            try box.remove("output/tiny/seed-1")
            let plot = try box.onecycle("plot", "output/tiny")
            #expect(plot.outputLines == ["output/figures/tiny-loss.png"], "\(plot)")
            #expect(try box.data("output/tiny/loss.png") == figure)
            #expect(try box.onecycle("run", "tiny.json", "--quiet").exitCode == 0)
            #expect(try box.data("output/tiny/loss.png") == figure)
        }
    }

    @Test("figures go beside the folder of the run, wherever that is, and into no run folder")
    func places() throws {
        try Sandbox.with { box in
            try box.prepare("one", ["figures": #"["loss"]"#])
            #expect(try box.onecycle("run", "one.json", "--quiet", "--output", "there").exitCode == 0)
            let size = ["--size", "400x300"]
            #expect(
                try box.start(["plot", "there/one"] + size).wait().outputLines == ["there/figures/one-loss.png"])
            let inside = try box.shell("cd there/one && onecycle plot . --size 400x300")
            #expect(inside.outputLines.first?.hasSuffix("/there/figures/one-loss.png") == true, "\(inside)")
            try box.prepare("one", ["figures": #"["loss"]"#, "schedule": #"{"type": "constant", "lr": 0.1}"#])
            #expect(try box.onecycle("run", "one.json", "--quiet", "--output", "there").exitCode == 0)
            #expect(
                try box.start(["plot", "there/.history/one/1"] + size).wait().outputLines
                    == ["there/figures/one-history-1-loss.png"])
            #expect(box.names(in: "there/.history/one") == ["1"])

            try box.prepare("figures", ["figures": #"["loss"]"#])
            #expect(try box.onecycle("run", "figures.json", "--quiet").exitCode == 0)
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output")
            let taken = try box.start(["plot", "output/one"] + size).wait()
            #expect(taken.exitCode == 65)
            #expect(
                taken.errorLines == [
                    "output/figures: is a run folder, which cannot hold figures; choose another folder with --to"
                ])
            #expect(try box.files(in: "output") == before)
        }
    }
}
