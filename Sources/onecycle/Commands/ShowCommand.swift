import ArgumentParser
import FigureFiles
import Presentation

/// `onecycle show`
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the spec, seeds and hashes stored in a figure.",
        discussion: """
            `onecycle run FIGURE` runs the spec of a figure again, or all specs of a comparison's figure. If the figure lies \
            in its run folder and files of the run were altered, lines name them, and the exit code is 1.
            """)

    @Argument(help: ArgumentHelp("Figures: PNG, SVG or PDF files.", valueName: "figure"))
    var figures: [String]

    @Flag(help: "Print only the specs.")
    var spec = false

    func run() throws {
        var (isGood, isWhole) = (true, true)
        for (index, path) in figures.enumerated() {
            do {
                let metadata = try FigureMetadata(contentsOf: path)
                if spec, metadata.spec.isEmpty {
                    Terminal.error("\(path): the figure stores no spec")
                    isGood = false
                    continue
                }
                if index > 0, !spec { Terminal.result("") }
                for line in spec ? [FigureText.spec(metadata)] : FigureText.lines(metadata) { Terminal.result(line) }
                for line in RunBeside(figure: path).damage {
                    Terminal.error(line)
                    isWhole = false
                }
            } catch {
                Terminal.report(error)
                isGood = false
            }
        }
        if !isGood { throw ExitCode.badInput }
        if !isWhole { throw ExitCode.runFailed }
    }
}
