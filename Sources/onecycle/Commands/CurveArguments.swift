public import ArgumentParser
import Specs
public import Statistics

/// How the curves of figures are smoothed, for every command that draws them.
struct CurveArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Smoothing of curves by step: centred or centred=0.05 (a share of all steps, no lag), ema=0.98, window=0.05 (a "
                + "share of an epoch), or none.", valueName: "how"))
    var smoothing: Smoothing?

    /// The changes to a spec.
    var overrides: [SpecOverride] { smoothing.map { [.smoothing($0)] } ?? [] }
}

extension Smoothing: ExpressibleByArgument {
    /// `centred`, `centred=0.05`, `ema=0.98`, `window=0.05` or `none`.
    public init?(argument: String) { self.init(argument) }
}
