import FigureFiles
import ArgumentParser
import CairoCanvas

/// Where a comparison's figures are written, and how they look.
struct ComparisonFigureArguments: ParsableArguments {
    @Flag(name: .customLong("no-figures"), help: "Draw no figures.")
    var hasNoFigures = false

    @Option(
        name: .customLong("figures"),
        help: ArgumentHelp("Folder of the figures (default: OUTPUT/comparison).", valueName: "dir"))
    var folder: String?

    @OptionGroup var look: LookArguments

    @OptionGroup var curves: CurveArguments

    func validate() throws {
        if hasNoFigures, folder != nil { throw ValidationError("--no-figures and --figures exclude each other") }
    }

    /// The formats, in a fixed order.
    var formats: [FigureFormat] { look.formats.isEmpty ? [.png] : FigureFormat.allCases.filter(look.formats.contains) }
}
