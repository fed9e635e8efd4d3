public import ArgumentParser
public import Specs
public import Statistics

/// Which figures of a run, and how they look. Each option replaces a key of the spec.
struct FigureArguments: ParsableArguments {
    @Option(
        name: .customLong("figure"), parsing: .singleValue,
        help: "A figure to draw, instead of those in the spec. May be repeated.")
    var figures: [FigureKind] = []

    @OptionGroup var look: LookArguments

    @Option(
        help: ArgumentHelp(
            "Smoothing of loss and accuracy: beta=0.9, or window=0.05 (a share of an epoch).", valueName: "how"))
    var smoothing: Smoothing?

    func validate() throws {
        if Set(figures).count < figures.count { throw ValidationError("--figure has one figure twice") }
    }

    /// The changes to a spec.
    var overrides: [SpecOverride] {
        var overrides = look.overrides
        if !figures.isEmpty { overrides.append(.figures(figures)) }
        if let smoothing { overrides.append(.smoothing(smoothing)) }
        return overrides
    }
}

extension FigureKind: ExpressibleByArgument {}

extension Smoothing: ExpressibleByArgument {
    /// `beta=0.9` or `window=0.05`.
    public init?(argument: String) { self.init(argument) }
}
