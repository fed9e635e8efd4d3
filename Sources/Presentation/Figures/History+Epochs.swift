package import Specs
package import Figures
package import Training

extension History {
    /// Steps of the first epoch, one at least.
    package var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}

extension Smoothing {
    /// - Parameter history: of which a window's share of an epoch is taken; nil: none was recorded.
    package init(_ spec: SmoothingSpec, _ history: History?) {
        switch spec {
        case .exponential(let beta): self = .exponential(beta: beta)
        case .window(let fraction):
            self = .window(steps: max(1, Int((fraction * Double(history?.stepsPerEpoch ?? 1)).rounded())))
        }
    }
}
