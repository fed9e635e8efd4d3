public import FigureFiles
public import ArgumentParser
import CairoCanvas

import Comparison
import Runs
import Specs
import Statistics

public import Plotting

/// How figures look: each option in place of a key of the spec, but for the size, which is none.
struct LookArguments: ParsableArguments {
    @Option(
        name: .customLong("format"), parsing: .singleValue,
        help: ArgumentHelp(
            "png, svg or pdf, instead of the spec's; several by commas, or repeated.", valueName: "format"),
        transform: { word in
            try word.split(separator: ",", omittingEmptySubsequences: false).map { part in
                guard let format = FigureFormat(rawValue: String(part)) else {
                    throw ValidationError("\"\(part)\" is not one of png, svg, pdf")
                }
                return format
            }
        })
    var formatLists: [[FigureFormat]] = []

    @Option(help: "The ground instead of the spec's.")
    var theme: Theme.Ground?

    @Option(help: "What figures are read on, instead of the spec's.")
    var medium: Theme.Medium?

    @Option(
        help: ArgumentHelp(
            "Size of the page: 180mmx90mm, 7inx4in, 640ptx420pt, or 900x700 pixels.", valueName: "size"))
    var size: String?

    @Option(help: ArgumentHelp("Pixels an inch of PNG files, 36 to 1200.", valueName: "n"))
    var dpi: Int?

    func validate() throws {
        if Set(formats).count < formats.count { throw ValidationError("--format names one format twice") }
        if let dpi, !FigureLook.dpiRange.contains(dpi) {
            let range = FigureLook.dpiRange
            throw ValidationError("--dpi \(dpi) is not between \(range.lowerBound) and \(range.upperBound)")
        }
        if let size, Size(size) == nil {
            throw ValidationError(
                "--size \(size) is no size of a page, such as 180mmx90mm, 7inx4in or 900x700 (pixels)")
        }
    }

    /// The formats, as they are named.
    var formats: [FigureFormat] { formatLists.flatMap(\.self) }

    /// Whether any of it is given.
    var isGiven: Bool { !formats.isEmpty || theme != nil || medium != nil || size != nil || dpi != nil }

    /// The spec's changes by these options.
    var overrides: [SpecOverride] {
        var overrides: [SpecOverride] = []
        if !formats.isEmpty { overrides.append(.formats(formats)) }
        if let theme { overrides.append(.theme(theme)) }
        if let medium { overrides.append(.medium(medium)) }
        // A recorded spec has the resolution of its own medium.
        if let dpi = dpi ?? medium?.dpi { overrides.append(.dpi(dpi)) }
        return overrides
    }

    /// The look where there is no spec to change.
    var look: FigureLook { FigureLook(ground: theme ?? .light, medium: medium ?? .screen, dpi: dpi) }

    /// The page, where one is asked for; pixels are those of the look's resolution.
    func page(_ look: FigureLook) throws -> Size? {
        guard let size else { return nil }
        guard let page = Size(size, pixelsPerPoint: Double(look.dpi) / 72) else {
            throw ValidationError("--size \(size) is no size of a page at \(look.dpi) pixels an inch")
        }
        return page
    }
}

extension FigureFormat: ExpressibleByArgument {}
extension Theme.Ground: ExpressibleByArgument {}
extension Theme.Medium: ExpressibleByArgument {}
