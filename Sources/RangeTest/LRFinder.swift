import Foundation

/// The learning-rate range test (Smith, arXiv 1506.01186, section 3.3): its rates and when it ends.
///
/// A few steps of mock training while the rate grows, until the loss has clearly turned upwards. The module `Training`
/// runs it on a network.
public struct LRFinder: Sendable, Equatable {
    /// The method that reads the curves. It decides the default length, and when a rising loss ends the test.
    public enum Method: String, Sendable, CaseIterable {
        /// ``RecommendedRate``: several seeds, a centred average, a divergence judged against the start.
        case recommended
        /// fastai's settings, for its own methods (``SuggestionMethod``).
        case fastai

        /// Number of steps.
        public var defaultSteps: Int { self == .fastai ? 100 : 200 }
        /// Number of seeds for tests of some steps: by our method 1000 steps in all, with 5 to 10 seeds.
        public func defaultSeeds(steps: Int) -> Int { self == .fastai ? 1 : min(max(1000 / max(steps, 1), 5), 10) }
        /// Limit of the loss: a multiple of the lowest smoothed loss (fastai) or of the loss at the start. A higher
        /// loss ends the test.
        public var divergenceFactor: Double { self == .fastai ? 4 : 2 }
    }

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
    /// Stop when the loss diverges; ``DivergenceJudge`` has the rules.
    public var stopsOnDivergence: Bool
    /// The method that reads the curves.
    public var method: Method
    /// SGD's momentum or Adam's beta1 in every step; nil: the optimizer's own.
    ///
    /// 1cycle lowers momentum while the rate is high, and SGD's momentum decides which rates diverge. In the long run,
    /// a step moves the parameters by lr / (1 - momentum) times the gradient. So a test with the momentum of the peak
    /// tests what the training does there.
    public var momentum: Double?
    /// Weight of the past in the smoothed loss of fastai's methods.
    public var beta = LRFinder.defaultBeta
    /// ``Method/divergenceFactor``, unless it is set.
    public var divergenceFactor: Double

    /// fastai's weight of the past in the smoothed loss.
    public static let defaultBeta = 0.98
    /// Largest number of validation images that a step is measured on, evenly spaced over the set.
    public static let validationLimit = 1024

    /// A test of one seed.
    /// - Parameter steps: nil: the method's default.
    public init(
        method: Method = .recommended, startLR: Double = 1e-7, endLR: Double = 10, steps: Int? = nil,
        spacing: Spacing = .exponential, loss: LossSource = .training, stopsOnDivergence: Bool = true,
        momentum: Double? = nil
    ) {
        self.method = method
        self.momentum = momentum
        self.startLR = startLR
        self.endLR = endLR
        self.steps = steps ?? method.defaultSteps
        self.spacing = spacing
        self.loss = loss
        self.stopsOnDivergence = stopsOnDivergence
        divergenceFactor = method.divergenceFactor
    }

    /// The end of a diverged curve.
    package var divergence: LRFinderCurve.Stop {
        method == .fastai ? .diverged(factor: divergenceFactor) : .aboveStart(factor: divergenceFactor)
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
