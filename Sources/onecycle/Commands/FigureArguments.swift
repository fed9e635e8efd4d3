public import ArgumentParser
public import Specs

/// Which figures of a run, and how they look. Each option replaces a key of the spec.
struct FigureArguments: ParsableArguments {
    @Option(
        name: .customLong("figure"), parsing: .singleValue,
        help: "A figure to draw, instead of those in the spec. May be repeated.")
    var figures: [FigureKind] = []

    @OptionGroup var look: LookArguments

    @OptionGroup var curves: CurveArguments

    func validate() throws {
        if Set(figures).count < figures.count { throw ValidationError("--figure has one figure twice") }
    }

    /// The changes to a spec.
    var overrides: [SpecOverride] {
        var overrides = look.overrides
        if !figures.isEmpty { overrides.append(.figures(figures)) }
        return overrides + curves.overrides
    }
}

extension FigureKind: ExpressibleByArgument {}
