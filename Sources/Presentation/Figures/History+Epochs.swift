package import Figures
package import Specs
package import Training

extension History {
    /// Steps of the first epoch, at least 1.
    package var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}

extension Smoothing {
    /// - Parameter history: gives the number of steps per epoch, which a window is a share of.
    package init(_ spec: SmoothingSpec, _ history: History?) {
        switch spec {
        case .exponential(let beta): self = .exponential(beta: beta)
        case .window(let fraction):
            self = .window(steps: max(1, Int((fraction * Double(history?.stepsPerEpoch ?? 1)).rounded())))
        }
    }
}
