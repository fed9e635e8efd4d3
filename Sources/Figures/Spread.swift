/// The span of a band or bar over seeds.
public enum Spread: Sendable {
    /// From the lowest to the highest seed.
    case range
    /// One standard deviation (of the sample, n - 1) to both sides of the mean.
    case standardDeviation
    /// `factor(n)` sample deviations of n seeds to both sides of the mean; no band if `factor` is nil.
    case interval(name: String, factor: @Sendable (_ seeds: Int) -> Double?)

    /// The name in a legend.
    var name: String {
        switch self {
        case .range: "min–max"
        case .standardDeviation: "±1 sd"
        case .interval(let name, _): name
        }
    }

    /// "min–max of 10 seeds"
    func label(seeds: Int) -> String { "\(name) of \(seeds) seeds" }

    /// The description in the caption of compared curves.
    var caption: String {
        switch self {
        case .range: "bands and bars: lowest to highest seed"
        case .standardDeviation, .interval: "bands and bars: \(name)"
        }
    }

    /// Half the width of the span in sample deviations; nil for ``range``.
    func deviations(seeds: Int) -> Double? {
        switch self {
        case .range: nil
        case .standardDeviation: 1
        case .interval(_, let factor): factor(seeds) ?? 0
        }
    }
}
