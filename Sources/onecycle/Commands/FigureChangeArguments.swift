import ArgumentParser
import CairoCanvas
import Plotting
import Presentation
import Text

/// Headline, caption, font and axes of figures. Specs have no keys for them, so the figures are not a run's own.
struct FigureChangeArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Headline of every figure, instead of its own.", valueName: "text"))
    var title: String?

    @Flag(name: .customLong("no-title"), help: "Draw no headline.")
    var hasNoTitle = false

    @Option(
        help: ArgumentHelp(
            "Place of the caption: figure, txt (a text file beside the figure), or latex (\\caption{...} in a .tex file).",
            valueName: "place"),
        transform: { word in
            let places = FigureChanges.Caption.allCases.filter { $0 != .none }
            guard let place = places.first(where: { $0.rawValue == word }) else {
                throw ValidationError("\"\(word)\" is not one of \(places.map(\.rawValue).joined(separator: ", "))")
            }
            return place
        })
    var caption: FigureChanges.Caption?

    @Flag(name: .customLong("no-caption"), help: "Draw no caption.")
    var hasNoCaption = false

    @Option(help: ArgumentHelp("Family of all text; it must be installed.", valueName: "family"))
    var font: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Scale and ends of the horizontal axis: log, linear, 0:100, 10:, :100, or log,1:100.", valueName: "axis"),
        transform: change)
    var x: AxisChange?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Scale and ends of the left axis, as for --x.", valueName: "axis"),
        transform: change)
    var y: AxisChange?

    func validate() throws {
        if title != nil, hasNoTitle { throw ValidationError("--title and --no-title exclude each other") }
        if title?.isEmpty == true { throw ValidationError("--title needs a text; --no-title draws none") }
        if caption != nil, hasNoCaption { throw ValidationError("--caption and --no-caption exclude each other") }
        if let font, InstalledFonts.family(font) == nil { throw ValidationError(Self.missing(font)) }
    }

    /// Whether any option is given.
    var isGiven: Bool {
        title != nil || hasNoTitle || caption != nil || hasNoCaption || font != nil || x != nil || y != nil
    }

    /// The changes, without a size.
    var changes: FigureChanges {
        FigureChanges(
            title: hasNoTitle ? .none : title.map { .text($0) } ?? .own,
            caption: hasNoCaption ? .none : caption ?? .figure, font: font.flatMap(InstalledFonts.family), x: x, y: y)
    }

    private static func change(_ text: String) throws -> AxisChange {
        do {
            return try AxisChange(text)
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// The error for a font that is not installed, with the nearest names.
    private static func missing(_ font: String) -> String {
        let families = InstalledFonts.families
        let word = font.lowercased()
        let near = families.filter { $0.lowercased().contains(word) || word.contains($0.lowercased()) }
        let nearest = Suggestion.nearest(to: font, in: families).map { [$0] } ?? Array(near.prefix(3))
        let names = nearest.isEmpty ? families.prefix(8).joined(separator: ", ") : nearest.joined(separator: ", ")
        let more = nearest.isEmpty && families.count > 8 ? ", and \(families.count - 8) more (fc-list : family)" : ""
        return "--font \"\(font)\" is not installed; "
            + (nearest.isEmpty ? "installed: \(names)\(more)" : "did you mean \(names)?")
    }
}
