/// The values that a measured number can have.
public enum ValueBounds: Sendable, Equatable {
    /// 0 to a limit.
    case bounded(to: Double)
    /// 0 and above, as a loss.
    case positive
    /// Any number.
    case unbounded

    /// 0 to 1, as an accuracy.
    public static let share = ValueBounds.bounded(to: 1)
    /// 0 to 100, as an accuracy in percent.
    public static let percent = ValueBounds.bounded(to: 100)

    /// Lowest and highest possible value.
    package var limits: ClosedRange<Double> {
        switch self {
        case .bounded(let limit): 0...limit
        case .positive: 0...Double.infinity
        case .unbounded: -Double.infinity...Double.infinity
        }
    }

    /// The nearest possible value.
    package func clipped(_ value: Double) -> Double {
        switch self {
        case .bounded(let limit): min(limit, max(0, value))
        case .positive: max(0, value)
        case .unbounded: value
        }
    }

    /// The nearest possible difference of two values.
    func clippedDifference(_ value: Double) -> Double {
        guard case .bounded(let limit) = self else { return value }
        return min(limit, max(-limit, value))
    }

    /// A third of the skewness of values with mean m and deviation s. It is s / m for values above 0, and s (1 - 2m) /
    /// (m (1 - m)) for values between 0 and 1.
    ///
    /// Values are taken as log-normal in their distance from the bound. Positive if the tail is above the mean; between
    /// -0.5 and 0.5.
    func skew(mean: Double, deviation: Double) -> Double {
        let skew =
            switch self {
            case .bounded(let limit) where mean > 0 && mean < limit:
                deviation * (1 - 2 * mean / limit) / (mean * (1 - mean / limit))
            case .positive where mean > 0: deviation / mean
            default: 0.0
            }
        return min(0.5, max(-0.5, skew))
    }
}
