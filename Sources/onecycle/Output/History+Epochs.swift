import Specs
import Runs
import Comparison
import Statistics
import Figures
import Training

extension History {
    /// Steps of the first epoch, one at least.
    var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}

extension Smoothing {
    /// - Parameter history: of which a window's share of an epoch is taken; nil: none was recorded.
    init(_ spec: SmoothingSpec, _ history: History?) {
        switch spec {
        case .exponential(let beta): self = .exponential(beta: beta)
        case .window(let fraction):
            self = .window(steps: max(1, Int((fraction * Double(history?.stepsPerEpoch ?? 1)).rounded())))
        }
    }
}
