import Foundation
import Testing

@Suite("Runs that the command line changes")
struct VariantCommandTests {
    private let set = ["--set", "schedule.lr_max=0.2"]

    @Test("a changed run is another run beside the first, which stays, whatever becomes of it")
    func interrupted() throws {
        try Sandbox.with { box in
            try box.prepare("one-cycle", ["figures": #"["loss"]"#])
            #expect(try box.onecycle("run", "one-cycle.json", "--seeds", "3").exitCode == 0)
            let before = try box.files(in: "output/one-cycle")
            let call = try box.start(["run", "one-cycle.json", "--seeds", "3", "--set", "steps=5000000"] + set)
            #expect(eventually { box.exists("output/one-cycle-lr_max-0.2-steps-5000000/spec.json") })
            call.interrupt()
            let ended = try call.wait()
            #expect(ended.exitCode == 130)
            #expect(ended.errorLines == ["interrupted: completed seeds are kept; run again to train the rest"])
            #expect(box.names(in: "output") == ["one-cycle", "one-cycle-lr_max-0.2-steps-5000000"])
            #expect(try box.files(in: "output/one-cycle") == before)
        }
    }

    @Test("every command finds the changed run by the same option, and shows both with nothing more to type")
    func everyCommand() throws {
        try Sandbox.with { box in
            try box.prepare("one-cycle", ["figures": #"["loss"]"#])
            #expect(try box.onecycle("run", "one-cycle.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output/one-cycle")
            let run = try box.start(["run", "one-cycle.json"] + set).wait()
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.outputLines.contains { $0.hasPrefix("one-cycle-lr_max-0.2 ") })
            let name = "one-cycle-lr_max-0.2"
            #expect(try box.json("output/\(name)/spec.json")["name"] as? String == name)

            let again = try box.start(["run", "one-cycle.json"] + set).wait()
            #expect(again.errorLines == ["\(name) seed 0: already complete", "\(name) seed 1: already complete"])
            #expect(try box.onecycle("run", "one-cycle.json", "--quiet").exitCode == 0)
            #expect(try box.files(in: "output/one-cycle") == before)

            let plot = try box.start(["plot", "one-cycle.json"] + set).wait()
            #expect(plot.outputLines == ["output/\(name)/loss.png"], "\(plot)")
            let validate = try box.start(["validate", "one-cycle.json"] + set).wait()
            #expect(validate.stdout.hasPrefix(name + ": good: "))
            let describe = try box.start(["describe", "one-cycle.json"] + set).wait()
            #expect(describe.outputLines.first == name)
            let export = try box.start(["export", "one-cycle.json"] + set).wait()
            #expect(export.exitCode == 0, "\(export)")
            #expect(try box.text("output/export/csv/runs.csv").contains("\n\(name),0,"))
            let figure = try box.start(["run", "output/one-cycle/loss.png", "--quiet"] + set).wait()
            #expect(figure.exitCode == 0)

            let compare = try box.onecycle("compare", "output/one-cycle", "output/" + name, "--no-figures")
            #expect(compare.exitCode == 0, "\(compare)")
            #expect(try box.onecycle("report").exitCode == 0)
            let page = try box.page("output/report.html")
            // One set, in which both are compared.
            #expect(page.contains("onecycle compare output/one-cycle output/one-cycle-lr_max-0.2"))
        }
    }

    @Test("--name gives the name, as --set name= does; a name that several specs share is refused")
    func givenName() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]"])
            #expect(try box.start(["run", "tiny.json", "--name", "mine", "--quiet"] + set).wait().exitCode == 0)
            #expect(box.names(in: "output") == ["mine"])
            let compared = try box.start(["plot", "tiny.json", "--name", "mine", "--figure", "loss"] + set).wait()
            #expect(compared.exitCode == 0, "\(compared)")
            try box.prepare("other", ["figures": "[]"])
            let both = try box.onecycle("run", "tiny.json", "other.json", "--name", "mine")
            #expect(both.exitCode == 65)
            #expect(both.errorLines.first?.hasPrefix("mine: several specs have this name") == true)
            let bad = try box.onecycle("validate", "tiny.json", "--name", "a/b")
            #expect(bad.exitCode == 65 && bad.errorLines.count == 1, "\(bad)")
        }
    }

    @Test("range tests of other settings stand beside the run's own")
    func rangeTests() throws {
        try Sandbox.with { box in
            try box.prepare("one-cycle")
            #expect(try box.onecycle("run", "one-cycle.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output/one-cycle")
            #expect(try box.onecycle("find", "one-cycle.json", "--set", "lr_finder.num_it=40").exitCode == 0)
            #expect(try box.onecycle("find", "one-cycle.json", "--seeds", "3").exitCode == 0)
            #expect(
                box.names(in: "output") == [
                    "one-cycle", "one-cycle-lr_finder.seeds-0-1-2", "one-cycle-num_it-40",
                ])
            // Other seeds to train leave the range test as it is.
            #expect(try box.onecycle("run", "one-cycle.json", "--seeds", "5,", "--quiet").exitCode == 0)
            for name in ["lr_finder.csv", "lr_finder.json", "seed-0/steps.csv"] {
                #expect(try box.data("output/one-cycle/" + name) == before[name], "\(name)")
            }
        }
    }

    @Test("a changed study stands beside the study, and its baseline may be called as in the file")
    func studies() throws {
        try Sandbox.with { box in
            try box.prepare(
                "grid", ["figures": "[]", "epochs": nil, "grid": #"{"epochs": [1, 2]}"#, "baseline": #""epochs-2""#])
            #expect(try box.onecycle("run", "grid.json", "--quiet").exitCode == 0)
            let before = try box.files(in: "output")
            #expect(try box.start(["run", "grid.json", "--quiet"] + set).wait().exitCode == 0)
            #expect(
                box.names(in: "output") == [
                    "grid-epochs-1", "grid-epochs-1-lr_max-0.2", "grid-epochs-2", "grid-epochs-2-lr_max-0.2",
                ])
            for (name, data) in before { #expect(try box.data("output/" + name) == data) }
            let compare = try box.start(["compare", "grid.json", "--no-figures", "--baseline", "epochs-1"] + set).wait()
            #expect(compare.exitCode == 0, "\(compare)")
            #expect(compare.stdout.contains("epochs-1 looks "))
            let folders = ["output/grid-epochs-1-lr_max-0.2", "output/grid-epochs-2-lr_max-0.2"]
            let own = try box.start(["compare", "--no-figures"] + folders).wait()
            #expect(own.exitCode == 0, "\(own)")

            try box.prepare("a", ["figures": "[]"])
            try box.prepare("b", ["figures": "[]", "schedule": #"{"type": "constant", "lr": 0.01}"#])
            let short = ["a.json", "b.json", "--set", "epochs=1"]
            #expect(try box.start(["run", "--quiet"] + short).wait().exitCode == 0)
            let named = try box.start(["compare", "--no-figures", "--baseline", "a"] + short).wait()
            #expect(named.exitCode == 0, "\(named)")
        }
    }
}
