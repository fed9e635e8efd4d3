import Statistics
import Text

extension Smoothing {
    /// The legend's text for averaged values: "smoothed (β 0.98)".
    func label(stepsPerEpoch: Int = 1) -> String {
        switch self {
        case .exponential(let beta): "smoothed (β \(NumberText.short(beta, digits: 6)))"
        case .window(let fraction):
            "mean of \(Plural.counted(Smoothing.windowSteps(fraction, of: stepsPerEpoch), "step"))"
        }
    }
}
