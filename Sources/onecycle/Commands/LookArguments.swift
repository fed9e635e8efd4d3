public import ArgumentParser
public import FigureFiles
public import Plotting
import Presentation
import Specs

/// How figures look. Format, theme, medium and resolution replace keys of the spec; the others are no keys.
struct LookArguments: ParsableArguments {
    @Option(
        name: .customLong("format"), parsing: .singleValue,
        help: ArgumentHelp(
            "png, svg or pdf; a list with commas, or repeated.", valueName: "format"),
        transform: { word in
            try word.split(separator: ",", omittingEmptySubsequences: false).map { part in
                guard let format = FigureFormat(rawValue: String(part)) else {
                    throw ValidationError("\"\(part)\" is not one of png, svg, pdf")
                }
                return format
            }
        })
    var formatLists: [[FigureFormat]] = []

    @Option(help: "Background: light or dark.")
    var theme: Theme.Ground?

    @Option(help: "Medium that the figure is for.")
    var medium: Theme.Medium?

    @Option(
        help: ArgumentHelp(
            "Page size: 180mmx90mm, 7inx4in, 640ptx420pt, or 900x700 (pixels).", valueName: "size"))
    var size: String?

    @Option(help: ArgumentHelp("Resolution of PNG files in pixels per inch, 36 to 1200.", valueName: "n"))
    var dpi: Int?

    @OptionGroup var other: FigureChangeArguments

    func validate() throws {
        if Set(formats).count < formats.count { throw ValidationError("--format has one format twice") }
        if let dpi, !FigureLook.dpiRange.contains(dpi) {
            let range = FigureLook.dpiRange
            throw ValidationError("--dpi \(dpi) is not between \(range.lowerBound) and \(range.upperBound)")
        }
        if let size, Size(size) == nil {
            throw ValidationError(
                "--size \(size) is not a page size, such as 180mmx90mm, 7inx4in or 900x700 (pixels)")
        }
    }

    /// The formats, in the order of the options.
    var formats: [FigureFormat] { formatLists.flatMap(\.self) }

    /// Whether any option is given.
    var isGiven: Bool {
        !formats.isEmpty || theme != nil || medium != nil || size != nil || dpi != nil || other.isGiven
    }

    /// The changes to a spec.
    var overrides: [SpecOverride] {
        var overrides: [SpecOverride] = []
        if !formats.isEmpty { overrides.append(.formats(formats)) }
        if let theme { overrides.append(.theme(theme)) }
        if let medium { overrides.append(.medium(medium)) }
        // The resolution of a recorded spec was for its own medium.
        if let dpi = dpi ?? medium?.dpi { overrides.append(.dpi(dpi)) }
        return overrides
    }

    /// The look if there is no spec to change.
    var look: FigureLook { FigureLook(ground: theme ?? .light, medium: medium ?? .screen, dpi: dpi) }

    /// What else the options change. Pixels of a page size count at the look's resolution.
    func changes(_ look: FigureLook) throws -> FigureChanges {
        var changes = other.changes
        guard let size else { return changes }
        guard let page = Size(size, pixelsPerPoint: Double(look.dpi) / 72) else {
            throw ValidationError("--size \(size) is not a page size at \(look.dpi) pixels per inch")
        }
        changes.size = page
        return changes
    }
}

extension FigureFormat: ExpressibleByArgument {}
extension Theme.Ground: ExpressibleByArgument {}
extension Theme.Medium: ExpressibleByArgument {}
