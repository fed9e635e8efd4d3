import Foundation
import Testing

@Suite("onecycle plot")
struct PlotCommandTests {
    private static let all =
        #"["lr_finder", "schedule", "loss", "accuracy", "loss_by_lr", "gap", "lr_momentum", "seeds", "gallery", "mistakes"]"#

    @Test("draws what run drew, byte for byte, in every format; from the folder or from the spec")
    func again() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": Self.all, "formats": #"["png", "svg", "pdf"]"#])
            let run = try box.onecycle("run", "tiny.json")
            #expect(run.exitCode == 0, "\(run)")
            let before = try box.files(in: "output")
            #expect(before.count == 3 + 10 * 3 + 2 * 4)
            for path in ["output/tiny", "tiny.json", "output/tiny/loss.svg"] {
                for name in before.keys where name.hasSuffix(".svg") && path != "output/tiny/loss.svg" {
                    try box.remove("output/" + name)
                }
                let plot = try box.onecycle("plot", path)
                #expect(plot.exitCode == 0, "\(plot)")
                #expect(plot.outputLines.count == 30)
                #expect(plot.outputLines.first == "output/tiny/lr_finder.png")
                #expect(differences(try box.files(in: "output"), before) == [], "\(path)")
            }
        }
    }

    @Test("a rate of the range test, and weights of a file, leave the figures the same, too")
    func recorded() throws {
        try Sandbox.with { box in
            let schedule = #"{"type": "one_cycle", "lr_max": {"from_finder": "minimum"}}"#
            try box.prepare("tiny", ["schedule": schedule, "lr_finder": nil, "seeds": "[3]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let model = #"{"channels": [3, 16, 16, 2], "init": {"file": "output/tiny/seed-3/model.safetensors"}}"#
            try box.prepare("second", ["model": model])
            #expect(try box.onecycle("run", "second.json").exitCode == 0)
            let before = try box.files(in: "output")
            let plot = try box.onecycle("plot", "output/tiny", "output/second")
            #expect(plot.outputLines.count == 6, "\(plot)")
            #expect(differences(try box.files(in: "output"), before) == [])
        }
    }

    @Test("--seeds selects seeds of a run folder; the figures are not the run's own")
    func seeds() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["seeds": "[0, 1, 2]"])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output")
            let own = try box.data("output/tiny/loss.png")
            let plot = try box.onecycle("plot", "output/tiny", "--seeds", "0,2", "--figure", "loss")
            #expect(plot.outputLines == ["output/figures/tiny-loss.png"], "\(plot)")
            #expect(try box.data("output/figures/tiny-loss.png") != own)
            for (name, bytes) in before { #expect(try box.data("output/" + name) == bytes, "\(name)") }
            let other = try box.onecycle("plot", "output/tiny", "--seeds", "5,7", "--figure", "loss")
            #expect(other.exitCode != 0 && other.outputLines.isEmpty, "\(other)")
        }
    }

    @Test("options take the place of the spec's keys, and leave the run as it is")
    func options() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output")
            func plot(_ arguments: String...) throws -> [String] {
                let call = try box.start(["plot", "output/tiny", "--to", "drawn"] + arguments, environment: [:]).wait()
                #expect(call.exitCode == 0, "\(call)")
                return call.outputLines
            }
            #expect(try plot("--figure", "loss") == ["drawn/tiny-loss.png"])
            // 760 x 600 points, two pixels each.
            #expect(try box.data("drawn/tiny-loss.png").pngSize.map { [$0.width, $0.height] } == [1520, 1200])
            let usual = try box.data("drawn/tiny-loss.png")
            #expect(usual != before["tiny/loss.png"], "it carries another spec")
            _ = try plot("--figure", "loss", "--size", "127mmx254mm", "--dpi", "100")
            #expect(try box.data("drawn/tiny-loss.png").pngSize.map { [$0.width, $0.height] } == [500, 1000])
            _ = try plot("--figure", "loss", "--size", "900x700")
            #expect(try box.data("drawn/tiny-loss.png").pngSize.map { [$0.width, $0.height] } == [900, 700])
            // 85 mm at 300 pixels an inch.
            _ = try plot("--figure", "loss", "--medium", "paper_single")
            #expect(try box.data("drawn/tiny-loss.png").pngSize?.width == 1004)
            #expect(
                try plot("--figure", "loss", "--figure", "accuracy", "--format", "svg", "--theme", "dark") == [
                    "drawn/tiny-loss.svg", "drawn/tiny-accuracy.svg",
                ])
            #expect(try box.text("drawn/tiny-loss.svg").lowercased().contains("#15181c"))
            _ = try plot("--figure", "loss", "--format", "svg", "--smoothing", "window=0.5")
            #expect(try box.text("drawn/tiny-loss.svg").contains("mean of the last 3 steps (lags 1 step)"))
            _ = try plot("--figure", "loss", "--format", "svg", "--smoothing", "beta=0.25")
            #expect(try box.text("drawn/tiny-loss.svg").contains("exponential average (β 0.25, lags 0.333 steps)"))
            #expect(differences(try box.files(in: "output"), before) == [])
        }
    }

    @Test("a folder that cannot be drawn gives one line, and nothing is written")
    func troubles() throws {
        try Sandbox.with { box in
            try box.prepare()
            try box.makeFolder("empty")
            for (path, words) in [
                ("tiny.json", "nothing to draw"), ("empty", "no spec.json"), ("nowhere.json", "no such file"),
            ] {
                let call = try box.onecycle("plot", path)
                #expect(call.exitCode == 65, "\(call)")
                #expect(call.errorLines.count == 1 && call.stderr.contains(words), "\(call)")
            }
            for arguments in [
                ["--figure", "los"], ["--figure", "loss", "--figure", "loss"], ["--format", "jpeg"],
                ["--theme", "red"],
                ["--medium", "paper"], ["--size", "10"], ["--size", "0x0"], ["--dpi", "5"], ["--smoothing", "beta=1"],
                ["--smoothing", "window=0"], ["--smoothing", "x=0.1"], ["--to", ""],
            ] {
                let call = try box.start(["plot", "tiny.json"] + arguments).wait()
                #expect(call.exitCode == 64, "\(call)")
            }
            #expect(box.names(in: ".") == ["data", "empty", "tiny.json"])
        }
    }
}
