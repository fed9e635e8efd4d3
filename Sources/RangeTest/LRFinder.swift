import Foundation

/// The learning-rate range test (Smith, arXiv 1506.01186, section 3.3), as fastai runs it: its rates and when it ends.
///
/// A few steps of mock training while the rate grows, until the loss has clearly turned upwards. The module `Training`
/// runs it on a network.
public struct LRFinder: Sendable, Equatable {
    /// How the rate grows from step to step.
    public enum Spacing: String, Sendable, CaseIterable {
        /// By equal factors: lr(i) = start (end / start)^(i / n)
        case exponential
        /// By equal differences: lr(i) = start + (end - start) i / n
        case linear
    }

    /// The loss that is recorded.
    public enum LossSource: String, Sendable, CaseIterable {
        /// Of the step's own batch, from before its update, as fastai records it.
        case training
        /// Of validation images, after the step's update, as torch-lr-finder does. At most
        /// ``LRFinder/validationLimit`` images are used, so that a step stays affordable.
        case validation
    }

    /// The first learning rate.
    public var startLR: Double
    /// The learning rate that would follow the last step.
    public var endLR: Double
    /// Number of steps.
    public var steps: Int
    /// How the rate grows.
    public var spacing: Spacing
    /// The loss that is recorded.
    public var loss: LossSource
    /// Stop if the smoothed loss is above `divergenceFactor` times the best so far.
    public var stopsOnDivergence: Bool
    /// Weight of the past in the smoothed loss.
    public var beta = LRFinder.defaultBeta
    /// Limit of the smoothed loss, as a multiple of the lowest so far.
    public var divergenceFactor = LRFinder.defaultDivergenceFactor

    /// fastai's weight of the past in the smoothed loss.
    public static let defaultBeta = 0.98
    /// fastai's limit of the smoothed loss, in terms of its lowest value.
    public static let defaultDivergenceFactor = 4.0
    /// Largest number of validation images that a step is measured on, evenly spaced over the set.
    public static let validationLimit = 1024

    /// A test with fastai's defaults.
    public init(
        startLR: Double = 1e-7, endLR: Double = 10, steps: Int = 100, spacing: Spacing = .exponential,
        loss: LossSource = .training, stopsOnDivergence: Bool = true
    ) {
        self.startLR = startLR
        self.endLR = endLR
        self.steps = steps
        self.spacing = spacing
        self.loss = loss
        self.stopsOnDivergence = stopsOnDivergence
    }

    /// The rate in force at a step; ``Spacing`` has the formulas.
    public func lr(at step: Int) -> Double {
        if step == 0 { return startLR }
        let way = Double(step) / Double(steps)
        switch spacing {
        case .exponential:
            let ratio = endLR / startLR
            // That of two rates may be greater than any number; their logarithms are not.
            return ratio.isFinite
                ? startLR * pow(ratio, way) : exp(log(startLR) * (1 - way) + log(endLR) * way)
        case .linear: return startLR + (endLR - startLR) * way
        }
    }
}
