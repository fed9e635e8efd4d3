import FigureFiles
import ArgumentParser
import Presentation
import CairoCanvas

/// `onecycle show`
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what figures say of themselves: title, version, seeds, hashes of the data, spec.",
        discussion: "`onecycle run FIGURE` runs the spec of a figure again; of a figure of several, all of them.")

    @Argument(help: ArgumentHelp("Figures: PNG, SVG or PDF files.", valueName: "figure"))
    var figures: [String]

    @Flag(help: "Print the specs alone.")
    var spec = false

    func run() throws {
        var isGood = true
        for (index, path) in figures.enumerated() {
            do {
                let metadata = try FigureMetadata(contentsOf: path)
                if spec, metadata.spec.isEmpty {
                    Terminal.error("\(path): the figure carries no spec")
                    isGood = false
                    continue
                }
                if index > 0, !spec { Terminal.result("") }
                for line in spec ? [FigureText.spec(metadata)] : FigureText.lines(metadata) { Terminal.result(line) }
            } catch {
                Terminal.error("\(error)")
                isGood = false
            }
        }
        if !isGood { throw ExitCode.badInput }
    }
}
