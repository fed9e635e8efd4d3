import FigureFiles
import ArgumentParser
import CairoCanvas

/// How a comparison's figures are drawn, and where they are written.
struct ComparisonFigureArguments: ParsableArguments {
    @Flag(name: .customLong("no-figures"), help: "Draw none.")
    var hasNoFigures = false

    @Option(
        name: .customLong("figures"),
        help: ArgumentHelp("Folder of the figures; else OUTPUT/comparison.", valueName: "dir"))
    var folder: String?

    @OptionGroup var look: LookArguments

    func validate() throws {
        if hasNoFigures, folder != nil { throw ValidationError("--no-figures and --figures exclude each other") }
    }

    /// The formats, in one order.
    var formats: [FigureFormat] { look.formats.isEmpty ? [.png] : FigureFormat.allCases.filter(look.formats.contains) }
}
