import Foundation
import Testing

@Suite("headlines, captions, fonts and axes of figures")
struct FigureOptionTests {
    /// Everything that a figure's text elements say.
    private func words(_ box: Sandbox, _ file: String) throws -> String {
        try box.text(file).split(separator: "<text").dropFirst().map { $0.prefix { $0 != "/" } }.joined(separator: "\n")
    }

    @Test("--title, --no-title, --no-caption and --caption; the run's own files stay")
    func texts() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output")
            func plot(_ arguments: String...) throws -> [String] {
                let call = try box.start(
                    ["plot", "output/tiny", "--figure", "loss", "--format", "svg", "--to", "drawn"] + arguments
                ).wait()
                #expect(call.exitCode == 0, "\(call)")
                return call.outputLines
            }
            #expect(try plot() == ["drawn/tiny-loss.svg"])
            let usual = try words(box, "drawn/tiny-loss.svg")
            #expect(usual.contains("tiny: loss and accuracy") && usual.contains("steps"))
            _ = try plot("--title", "Digits, and a <title>")
            #expect(try words(box, "drawn/tiny-loss.svg").contains("Digits, and a"))
            _ = try plot("--no-title", "--no-caption")
            let bare = try words(box, "drawn/tiny-loss.svg")
            #expect(!bare.contains("tiny: loss and accuracy") && !bare.contains("final validation loss"))
            #expect(try plot("--caption", "txt") == ["drawn/tiny-loss.svg", "drawn/tiny-loss.txt"])
            let text = try box.text("drawn/tiny-loss.txt")
            #expect(text.contains("steps") && text.hasSuffix(".\n") && !text.contains("tiny"))
            #expect(try plot("--no-title", "--caption", "latex") == ["drawn/tiny-loss.svg", "drawn/tiny-loss.tex"])
            let latex = try box.text("drawn/tiny-loss.tex")
            #expect(latex.hasPrefix("\\caption{tiny: loss and accuracy. ") && latex.hasSuffix(".}\n"), "\(latex)")
            #expect(latex.contains("\\%"))
            #expect(differences(try box.files(in: "output"), before) == [])

            // Without --to, a figure with another headline is not the run's own.
            let other = try box.onecycle("plot", "output/tiny", "--figure", "loss", "--no-title")
            #expect(other.outputLines == ["output/figures/tiny-loss.png"], "\(other)")
            for (name, bytes) in before { #expect(try box.data("output/" + name) == bytes, "\(name)") }
        }
    }

    @Test("--x and --y set scales and ends; schedule, find and compare have them, too")
    func axes() throws {
        try Sandbox.with { box in
            try box.prepare()
            try box.prepare("second", ["schedule": #"{"type": "constant", "lr": 0.005}"#])
            #expect(try box.onecycle("run", "tiny.json", "second.json").exitCode == 0)
            let plain = ["plot", "output/tiny", "--figure", "loss", "--format", "svg", "--to", "drawn"]
            #expect(try box.start(plain).wait().exitCode == 0)
            let usual = try words(box, "drawn/tiny-loss.svg")
            let changed = try box.start(plain + ["--y", "log,0.001:100", "--x", "-5:"]).wait()
            #expect(changed.exitCode == 0 && changed.stderr.isEmpty, "\(changed)")
            #expect(try words(box, "drawn/tiny-loss.svg") != usual)

            let schedule = try box.onecycle("schedule", "tiny.json", "--y", "log", "--format", "svg")
            #expect(schedule.outputLines == ["output/figures/tiny-schedule.svg"], "\(schedule)")
            let find = try box.onecycle("find", "tiny.json", "--y", "0.01:50", "--no-title", "--format", "svg")
            #expect(
                find.exitCode == 0 && find.outputLines.contains("figure: output/figures/tiny-lr_finder.svg"), "\(find)")
            #expect(box.exists("output/figures/tiny-lr_finder.svg"))
            let compare = try box.onecycle(
                "compare", "output/tiny", "output/second", "--x", "0.001:3", "--figures", "both", "--no-title",
                "--caption",
                "txt")
            #expect(compare.exitCode == 0, "\(compare)")
            #expect(box.exists("both/loss.txt") && box.exists("both/final.txt"))
            #expect(try !box.text("both/loss.txt").isEmpty)
            // Pictures have no axes.
            let gallery = try box.onecycle(
                "plot", "output/tiny", "--figure", "gallery", "--y", "log", "--to", "drawn")
            #expect(gallery.exitCode == 0 && gallery.stderr.contains("--y changes nothing"), "\(gallery)")
        }
    }

    @Test("impossible figures are refused in one line, and nothing is written")
    func refusals() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            for (arguments, words) in [
                (["--y", "log,0:1"], "'--y <axis>': a logarithmic axis has no place for 0"),
                (["--x", "5:1"], "the lower end must be below the upper end"),
                (["--x", "wide"], "expected log, linear, a range"),
                (["--font", "DejaVu Sanz"], "did you mean DejaVu Sans"),
                (["--font", "x"], "is not installed"),
                (["--title", "a", "--no-title"], "exclude each other"),
                (["--caption", "txt", "--no-caption"], "exclude each other"),
                (["--caption", "below"], "is not one of figure, txt, latex"),
                (["--figure", "lr_finder", "--x", "0:10"], "a logarithmic axis has no place for 0"),
                (["--figure", "loss", "--size", "120x90"], "is too small to be read; it needs at least"),
            ] {
                let call = try box.start(["plot", "output/tiny", "--to", "drawn"] + arguments).wait()
                #expect(call.exitCode == 64 && call.stderr.contains(words), "\(arguments): \(call)")
                #expect(box.names(in: "drawn").isEmpty)
            }
            let font = try box.onecycle(
                "plot", "output/tiny", "--figure", "loss", "--font", "dejavu sans", "--to", "drawn")
            #expect(font.exitCode == 0, "\(font)")
        }
    }
}
