package import Schedules

/// Limits of specs. They catch a mistyped exponent, and keep logarithms, quotients and axes of rates finite.
extension ValueRange {
    /// Learning rates.
    package static let learningRate = between(1e-30, highestRate)

    /// Values that may be 0: the end of a schedule, a weight decay.
    static let learningRateOrZero = between(0, highestRate)

    /// The upper limit of learning rates and weight decays.
    static let highestRate = 1e6
}
