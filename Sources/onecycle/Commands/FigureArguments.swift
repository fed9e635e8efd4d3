public import ArgumentParser
public import Specs
import Runs
import Comparison
import Statistics

/// Which figures of a run, and how they look: each option in place of a key of the spec.
struct FigureArguments: ParsableArguments {
    @Option(
        name: .customLong("figure"), parsing: .singleValue,
        help: "A figure instead of the spec's. May be repeated.")
    var figures: [FigureKind] = []

    @OptionGroup var look: LookArguments

    @Option(
        help: ArgumentHelp(
            "How loss and accuracy are averaged: beta=0.9, or window=0.05 (a share of an epoch).", valueName: "how"))
    var smoothing: SmoothingSpec?

    func validate() throws {
        if Set(figures).count < figures.count { throw ValidationError("--figure names one figure twice") }
    }

    /// The spec's changes by these options.
    var overrides: [SpecOverride] {
        var overrides = look.overrides
        if !figures.isEmpty { overrides.append(.figures(figures)) }
        if let smoothing { overrides.append(.smoothing(smoothing)) }
        return overrides
    }
}

extension FigureKind: ExpressibleByArgument {}

extension SmoothingSpec: ExpressibleByArgument {
    /// `beta=0.9` or `window=0.05`.
    public init?(argument: String) { self.init(argument) }
}
