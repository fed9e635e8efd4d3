public import Statistics

/// The span of a band or bar over seeds.
public enum Spread: Sendable {
    /// From the lowest to the highest seed.
    case range
    /// One standard deviation (of the sample, n - 1) to both sides of the mean.
    case standardDeviation
    /// The interval of the mean of the seeds' finite values; no band where it is nil.
    case interval(name: String, ends: @Sendable (_ values: [Double]) -> ClosedRange<Double>?)

    /// The 95 % interval of a mean of values in this range, as tables have it.
    public static func meanInterval(in range: ValueBounds) -> Spread {
        .interval(name: "95 % interval of the mean") { values in
            MeanInterval(ofMean: values, in: range).map { $0.low...$0.high }
        }
    }

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

    /// The span of finite values of at least two seeds; nil for no span.
    func ends(of values: [Double]) -> ClosedRange<Double>? {
        switch self {
        case .range:
            guard let low = values.min(), let high = values.max() else { return nil }
            return low...high
        case .standardDeviation:
            guard let moments = Moments(values), let deviation = moments.deviation else { return nil }
            return moments.mean - deviation...moments.mean + deviation
        case .interval(_, let ends): return ends(values)
        }
    }
}
