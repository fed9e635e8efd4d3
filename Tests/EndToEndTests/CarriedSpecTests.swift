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
                let whole = try box.data("output/tiny/schedule.\(format)")
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
            #expect(box.names(in: "output") == ["tiny"])
        }
    }

    @Test("a figure of several specs has none to run")
    func several() throws {
        try Sandbox.with { box in
            try box.prepare("a")
            try box.prepare("b")
            #expect(try box.onecycle("schedule", "a.json", "b.json").exitCode == 0)
            let call = try box.onecycle("run", "output/schedules.png")
            #expect(call.exitCode == 65)
            #expect(
                call.errorLines == [
                    "output/schedules.png: no spec in this figure: it is the figure of no single spec; "
                        + "name the JSON file it was drawn for"
                ])
            #expect(try box.onecycle("show", "output/schedules.png").outputLines.first == "title: schedules")
            #expect(try box.onecycle("show", "--spec", "output/schedules.png").exitCode == 65)
        }
    }

    private func svg(_ metadata: FigureMetadata) throws -> String {
        let canvas = try SVGCanvas(size: Size(100, 100))
        return String(decoding: canvas.svgBytes(title: "x", description: "", metadata: metadata), as: UTF8.self)
    }
}
