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
    var smoothing: SmoothingArgument?

    func validate() throws {
        if Set(figures).count < figures.count { throw ValidationError("--figure names one figure twice") }
    }

    /// What the options change in a spec.
    var overrides: [String] {
        var overrides = look.overrides
        if !figures.isEmpty {
            overrides.append("figures=[" + figures.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]")
        }
        if let smoothing { overrides.append("smoothing=" + smoothing.json) }
        return overrides
    }
}

extension FigureKind: ExpressibleByArgument {}
