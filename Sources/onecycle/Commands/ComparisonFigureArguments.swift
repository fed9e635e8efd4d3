import ArgumentParser
import CairoCanvas
import Plotting

/// How a comparison's figures are drawn, and where they are written.
struct ComparisonFigureArguments: ParsableArguments {
    /// The kinds of files; `FigureFormat` is a name of specs, too.
    typealias Format = FigureFormat

    @Flag(name: .customLong("no-figures"), help: "Draw none.")
    var hasNoFigures = false

    @Option(
        name: .customLong("figures"),
        help: ArgumentHelp("Folder of the figures; else OUTPUT/comparison.", valueName: "dir"))
    var folder: String?

    @Option(
        name: .customLong("format"), parsing: .singleValue,
        help: ArgumentHelp("png, svg or pdf; several by commas, or repeated. (default: png)", valueName: "format"),
        transform: { word in
            try word.split(separator: ",", omittingEmptySubsequences: false).map { part in
                guard let format = FigureFormat(rawValue: String(part)) else {
                    throw ValidationError("\"\(part)\" is not one of png, svg, pdf")
                }
                return format
            }
        })
    var formatLists: [[FigureFormat]] = []

    @Option(
        help: ArgumentHelp("light or dark.", valueName: "theme"),
        transform: { word in
            switch word {
            case "light": return .light
            case "dark": return .dark
            default: throw ValidationError("\"\(word)\" is not one of light, dark")
            }
        })
    var theme = Theme.light

    func validate() throws {
        if hasNoFigures, folder != nil { throw ValidationError("--no-figures and --figures exclude each other") }
    }

    /// The formats, each once.
    var formats: [FigureFormat] {
        let asked = formatLists.joined()
        return asked.isEmpty ? [.png] : FigureFormat.allCases.filter(asked.contains)
    }
}
