import FigureFiles
import CairoCanvas
import Foundation
import Plotting
import Testing

@Suite("Figures carry their spec")
struct CarriedSpecTests {
    @Test("run takes a figure, and gives the run folder that it came from", arguments: ["png", "svg", "pdf"])
    func runAgain(format: String) throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["formats": "[\"\(format)\"]", "description": "\"β, \\\"quoted\\\" <&>\""])
            #expect(try box.onecycle("run", "tiny.json", "--seeds", "5,2").exitCode == 0)
            for figure in ["loss", "schedule", "lr_finder"] {
                try box.write(box.data("output/tiny/\(figure).\(format)"), to: "sent.\(format.uppercased())")
                let run = try box.onecycle("run", "sent.\(format.uppercased())", "--output", figure)
                #expect(run.exitCode == 0, "\(run)")
                #expect(differences(try box.results(in: figure), try box.results(in: "output")) == [], "\(figure)")
            }
            let changed = try box.onecycle(
                "validate", "sent.\(format.uppercased())", "--set", "schedule.pct_start=1.5")
            #expect(changed.exitCode == 65)
            #expect(
                changed.errorLines == ["--set schedule.pct_start=1.5: schedule.pct_start: 1.5 is not between 0 and 1"])
        }
    }

    @Test("show prints title, version, seeds, hashes and spec")
    func show() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["formats": #"["png", "svg", "pdf"]"#])
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let summary = try box.json("output/tiny/seed-0/summary.json")
            let hashes = try #require(summary["hashes"] as? [String: String])
            for format in ["png", "svg", "pdf"] {
                let call = try box.onecycle("show", "output/tiny/loss.\(format)")
                #expect(call.exitCode == 0, "\(call)")
                #expect(
                    call.outputLines.prefix(6) == [
                        "title: tiny: loss and accuracy", "version: 0.1.0", "seeds: 0, 1",
                        "training images: \(hashes["train_data"] ?? "")",
                        "validation images: \(hashes["valid_data"] ?? "")", "spec:",
                    ])
                let spec = try box.onecycle("show", "--spec", "output/tiny/loss.\(format)")
                #expect(spec.stdout == (try box.text("output/tiny/spec.json")))
            }
        }
    }

    @Test("a figure without a whole spec is one line and 65")
    func damaged() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": #"["schedule"]"#, "formats": #"["png", "svg", "pdf"]"#])
            #expect(try box.onecycle("schedule", "tiny.json").exitCode == 0)
            for format in ["png", "svg", "pdf"] {
                let whole = try box.data("output/figures/tiny-schedule.\(format)")
                let damages: [(name: String, bytes: Data)] = [
                    ("empty", Data()), ("text", Data("{}".utf8)), ("short", whole.prefix(60)),
                ]
                for damage in damages {
                    try box.write(damage.bytes, to: "\(damage.name).\(format)")
                    for command in ["run", "validate", "show", "plot", "schedule"] {
                        let call = try box.onecycle(command, "\(damage.name).\(format)")
                        #expect(call.exitCode == 65, "\(call)")
                        #expect(
                            call.errorLines.count == 1 && call.stderr.hasPrefix("\(damage.name).\(format): "), "\(call)"
                        )
                    }
                }
            }
            let metadata = FigureMetadata(title: "x", spec: "{\n\"schedule\": 3}")
            try box.write(Data(try svg(metadata).utf8), to: "wrong.svg")
            let call = try box.onecycle("run", "wrong.svg")
            #expect(call.exitCode == 65)
            #expect(call.errorLines == ["wrong.svg:2: schedule: 3 is not an object"])
            #expect(box.names(in: "output") == ["figures"])
        }
    }

    @Test("a figure of several specs runs all of them", arguments: ["png", "svg", "pdf"])
    func several(format: String) throws {
        try Sandbox.with { box in
            let formats = "[\"\(format)\"]"
            try box.prepare("a", ["formats": formats, "description": #""a \"b\" ], { β""#])
            try box.prepare("b", ["formats": formats, "schedule": #"{"type": "constant", "lr": 0.02}"#])
            #expect(try box.onecycle("schedule", "a.json", "b.json").exitCode == 0)
            let run = try box.onecycle("run", "output/schedules.\(format)", "--output", "again")
            #expect(run.exitCode == 0, "\(run)")
            #expect(box.names(in: "again") == [".cache", "a", "b"] || box.names(in: "again") == ["a", "b"])
            #expect(try box.onecycle("run", "a.json", "b.json").exitCode == 0)
            func runs(_ folder: String) throws -> [String: Data] {
                try box.results(in: folder).filter { $0.key.hasPrefix("a/") || $0.key.hasPrefix("b/") }
            }
            #expect(differences(try runs("again"), try runs("output")) == [])
            let compare = try box.onecycle(
                "compare", "output/a", "output/b", "--format", format, "--medium", "paper_single", "--dpi", "100")
            #expect(compare.exitCode == 0, "\(compare)")
            let compared = try box.onecycle("run", "output/comparison/loss.\(format)", "--output", "more")
            #expect(compared.exitCode == 0, "\(compared)")
            #expect(differences(try runs("more"), try runs("output")) == [])
            #expect(try box.onecycle("show", "output/schedules.\(format)").outputLines.first == "title: Schedules")
            #expect(try box.onecycle("show", "--spec", "output/schedules.\(format)").outputLines.first == "[")
            let wrong = try box.onecycle("validate", "output/schedules.\(format)", "--set", "schedule.lr_max=-1")
            #expect(wrong.exitCode == 65)
        }
    }

    @Test("a figure of a size of its own says so")
    func size() throws {
        try Sandbox.with { box in
            try box.prepare()
            for format in ["png", "svg", "pdf"] {
                let call = try box.onecycle(
                    "schedule", "tiny.json", "--format", format, "--size", "640x480", "--dpi", "96")
                #expect(call.outputLines == ["output/figures/tiny-schedule.\(format)"], "\(call)")
                let show = try box.onecycle("show", "output/figures/tiny-schedule.\(format)")
                #expect(show.outputLines.contains("size: 480ptx360pt, from --size (not in the spec)"), "\(show)")
            }
            #expect(
                try box.data("output/figures/tiny-schedule.png").pngSize.map { [$0.width, $0.height] } == [640, 480])
            let csv = try box.onecycle("schedule", "tiny.json", "--csv", "-", "--theme", "dark")
            #expect(csv.exitCode == 64)
        }
    }

    @Test(
        "learning rates of every size have a figure, or a line that says why not",
        arguments: [5e-324, 1e-322, 1e-30, 3e-7, 1e6, 1e308])
    func extremes(lr: Double) throws {
        try Sandbox.with { box in
            try box.write(#"{"schedule": {"type": "cosine", "lr": \#(lr)}, "steps": 10}"#, to: "a.json")
            let call = try box.onecycle("schedule", "a.json", "--format", "png,svg,pdf")
            let isDrawn = (1e-30...1e6).contains(lr)
            #expect(call.exitCode == (isDrawn ? 0 : 65), "\(call)")
            #expect(call.outputLines.count == (isDrawn ? 3 : 0) && call.errorLines.count == (isDrawn ? 0 : 1))
        }
    }

    private func svg(_ metadata: FigureMetadata) throws -> String {
        let canvas = try SVGCanvas(size: Size(100, 100))
        return String(decoding: canvas.svgBytes(title: "x", description: "", metadata: metadata), as: UTF8.self)
    }
}
