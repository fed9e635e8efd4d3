package import Statistics
import Text

extension Smoothing {
    /// The smoothing in legends and captions: "centred mean of 20 steps", "exponential average (β 0.98, lags 49 steps)".
    /// - Parameters:
    ///   - steps: steps of the whole run.
    ///   - stepsPerEpoch: steps of one epoch.
    package func label(steps: Int = 1, stepsPerEpoch: Int = 1) -> String {
        switch self {
        case .centred(let share):
            let width = min(Smoothing.centredSteps(share, of: steps), steps)
            return width > 1 ? "centred mean of \(width) steps" : "each step"
        case .exponential(let beta):
            if beta == 0 { return "each step" }
            let lag = Self.lag(beta / (1 - beta))
            return "exponential average (β \(NumberText.short(beta, digits: 6)), \(lag))"
        case .window(let fraction):
            let width = Smoothing.windowSteps(fraction, of: stepsPerEpoch)
            if width == 1 { return "each step" }
            return "mean of the last \(width) steps (\(Self.lag(Double(width - 1) / 2)))"
        }
    }

    private static func lag(_ steps: Double) -> String {
        "lags \(NumberText.short(steps)) \(steps == 1 ? "step" : "steps")"
    }
}
