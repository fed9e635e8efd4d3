import Statistics

/// The span of a band or bar over seeds.
public enum Spread: Sendable {
    /// From the lowest to the highest seed.
    case range
    /// One standard deviation (of the sample, n - 1) to both sides of the mean.
    case standardDeviation
    /// The 95 % interval of the mean, as tables have it: `MeanInterval`. Fewer than three seeds have none.
    case meanInterval

    /// The name in a legend.
    var name: String {
        switch self {
        case .range: "min–max"
        case .standardDeviation: "±1 sd"
        case .meanInterval: "95 % interval"
        }
    }

    /// The name in a legend for this number of seeds; nil if they have no span.
    func name(seeds: Int) -> String? {
        let needed = if case .meanInterval = self { MeanInterval.minCount } else { 2 }
        return seeds >= needed ? name : nil
    }

    /// "min–max of 10 seeds"
    func label(seeds: Int) -> String { "\(name) of \(seeds) seeds" }

    /// The description in the caption of compared curves.
    var caption: String {
        switch self {
        case .range: "bands and bars: lowest to highest seed"
        case .standardDeviation: "bands and bars: \(name)"
        case .meanInterval: "bands and bars: 95 % interval of the mean"
        }
    }

    /// The span of finite values of at least two seeds; nil for no span.
    /// - Parameter bounds: the possible values.
    func ends(of values: [Double], in bounds: ValueBounds) -> ClosedRange<Double>? {
        switch self {
        case .range:
            guard let low = values.min(), let high = values.max() else { return nil }
            return low...high
        case .standardDeviation:
            guard let moments = Moments(values), let deviation = moments.deviation else { return nil }
            return bounds.clipped(moments.mean - deviation)...bounds.clipped(moments.mean + deviation)
        case .meanInterval: return MeanInterval(ofMean: values, in: bounds).map { $0.low...max($0.low, $0.high) }
        }
    }
}
