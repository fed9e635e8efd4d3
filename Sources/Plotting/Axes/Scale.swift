/// The map from values to places on an axis.
public enum ScaleKind: Sendable, Equatable {
    /// How a logarithmic axis shows values that have no logarithm.
    public enum NonPositive: Sendable, Equatable {
        /// Zero and below are gaps, like NaN.
        case gap
        /// Zero and below lie just beyond the lower end, so a line leaves the panel there.
        case clip
    }

    /// Equal differences are equally long.
    case linear
    /// Equal ratios are equally long.
    case log(nonPositive: NonPositive)

    /// Logarithmic, with gaps at zero and below.
    public static let log = ScaleKind.log(nonPositive: .gap)
}

/// A map from values between `lower` and `upper` to places between `start` and `end`.
///
/// linear: `start + (end - start) * (v - lower) / (upper - lower)`; log: the same of the logarithms.
public struct Scale: Sendable, Equatable {
    /// Linear or logarithmic.
    public let kind: ScaleKind
    /// Value at `start`.
    public let lower: Double
    /// Value at `end`.
    public let upper: Double
    /// Place of `lower`, in points.
    public let start: Double
    /// Place of `upper`, in points.
    public let end: Double

    private let origin: Double
    private let factor: Double

    /// A scale; `lower` must be below `upper` (and above 0 if the scale is logarithmic), both finite.
    public init(_ kind: ScaleKind, lower: Double, upper: Double, start: Double, end: Double) {
        precondition(lower < upper && lower.isFinite && upper.isFinite, "an axis needs a range: \(lower)...\(upper)")
        self.kind = kind
        self.lower = lower
        self.upper = upper
        self.start = start
        self.end = end
        switch kind {
        case .linear:
            // Halves, so that the span of the largest floating-point numbers is finite.
            origin = lower / 2
            factor = (end - start) / (upper / 2 - lower / 2)
        case .log:
            precondition(lower > 0, "a logarithmic axis starts above 0, not at \(lower)")
            origin = logarithm10(lower)
            factor = (end - start) / (logarithm10(upper) - logarithm10(lower))
        }
    }

    /// The value at a place: the inverse of ``position(of:)``.
    func value(at place: Double) -> Double {
        let share = (place - start) / factor + origin
        return kind == .linear ? share * 2 : exponential10(share)
    }

    /// The smallest finite value with a place.
    var minShown: Double {
        kind == .log(nonPositive: .gap) ? .leastNonzeroMagnitude : -.greatestFiniteMagnitude
    }

    /// Place of a value, beyond the ends for values beyond the range; nil for a gap.
    public func position(of value: Double) -> Double? {
        guard value.isFinite else { return nil }
        switch kind {
        case .linear:
            return start + (value / 2 - origin) * factor
        case .log(let nonPositive):
            guard value <= 0 else { return start + (logarithm10(value) - origin) * factor }
            return nonPositive == .clip ? start - (end - start) * 0.05 : nil
        }
    }

    /// Place of a value as a share of the way from `start` to `end`; nil for a gap.
    public func fraction(of value: Double) -> Double? {
        position(of: value).map { ($0 - start) / (end - start) }
    }
}
