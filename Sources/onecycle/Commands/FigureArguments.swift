public import ArgumentParser
public import CairoCanvas
public import Experiments
public import Plotting

/// Which figures, and how they look: each option in place of a key of the spec, but for the size, which is none.
struct FigureArguments: ParsableArguments {
    @Option(
        name: .customLong("figure"), parsing: .singleValue,
        help: "A figure instead of the spec's. May be repeated.")
    var figures: [FigureKind] = []

    @Option(
        name: .customLong("format"), parsing: .singleValue,
        help: "A format instead of the spec's. May be repeated.")
    var formats: [FigureFormat] = []

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

    @Option(
        help: ArgumentHelp(
            "How loss and accuracy are averaged: beta=0.9, or window=0.05 (a share of an epoch).", valueName: "how"))
    var smoothing: SmoothingArgument?

    func validate() throws {
        if Set(figures).count < figures.count { throw ValidationError("--figure names one figure twice") }
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

    /// What the options change in a spec.
    var overrides: [String] {
        func list(_ words: [String]) -> String { "[" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
        var overrides: [String] = []
        if !figures.isEmpty { overrides.append("figures=" + list(figures.map(\.rawValue))) }
        if !formats.isEmpty { overrides.append("formats=" + list(formats.map(\.rawValue))) }
        if let theme { overrides.append("theme=\(theme.rawValue)") }
        if let medium { overrides.append("medium=\(medium.rawValue)") }
        // A recorded spec says its resolution, which was for the medium it had.
        if let dpi = dpi ?? medium?.dpi { overrides.append("dpi=\(dpi)") }
        if let smoothing { overrides.append("smoothing=" + smoothing.json) }
        return overrides
    }

    /// The page, where one is asked for; pixels are those of the spec's resolution.
    func size(of spec: ExperimentSpec) throws -> Size? {
        guard let size else { return nil }
        guard let page = Size(size, pixelsPerPoint: Double(spec.look.dpi) / 72) else {
            throw ValidationError("--size \(size) is no size of a page at \(spec.look.dpi) pixels an inch")
        }
        return page
    }
}

/// `beta=0.9` or `window=0.05`.
struct SmoothingArgument: ExpressibleByArgument {
    /// As a spec has it.
    let json: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let value = Double(parts[1]) else { return nil }
        switch parts[0] {
        case "beta" where (0..<1).contains(value): json = "{\"beta\": \(value)}"
        case "window" where value > 0 && value <= 1: json = "{\"window\": \(value)}"
        default: return nil
        }
    }
}

extension FigureKind: ExpressibleByArgument {}
extension FigureFormat: ExpressibleByArgument {}
extension Theme.Ground: ExpressibleByArgument {}
extension Theme.Medium: ExpressibleByArgument {}
