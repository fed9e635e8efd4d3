public import Training

/// One arm of a comparison as its curves are drawn. Its place among the arms gives its colour, dashes and sign.
public struct ArmHistories: Sendable {
    /// What the legend calls it.
    public var name: String
    /// One a seed, raw; they may differ in length and hold values that are not finite.
    public var histories: [History]
    /// How curves of training batches are averaged.
    public var smoothing: Smoothing
    /// How many of the runs diverged: histories do not always show it.
    public var diverged: Int

    /// One arm.
    public init(
        name: String, histories: [History], smoothing: Smoothing = .exponential(beta: 0.98), diverged: Int = 0
    ) {
        self.name = name
        self.histories = histories
        self.smoothing = smoothing
        self.diverged = diverged
    }
}

/// What the bands around compared curves span.
public enum CurveBand: Sendable {
    /// From the lowest to the highest seed.
    case range
    /// An interval of the mean: `factor(n)` sample deviations of n seeds to both sides; nil where n is too small.
    case interval(name: String, factor: @Sendable (_ seeds: Int) -> Double?)

    /// What a caption says of it.
    var label: String {
        switch self {
        case .range: "bands and bars: lowest to highest seed"
        case .interval(let name, _): "bands and bars: \(name)"
        }
    }
}

/// Mean and band of one arm over its seeds, place by place, of the seeds that have a finite value there.
struct ArmCurve {
    private(set) var mean: [Double] = []
    private(set) var lower: [Double] = []
    private(set) var upper: [Double] = []

    /// - Parameter rows: values, a row a seed; rows may differ in length.
    init(_ rows: [[Double]], band: CurveBand) {
        let count = rows.map(\.count).max() ?? 0
        for values in [\ArmCurve.mean, \.lower, \.upper] { self[keyPath: values].reserveCapacity(count) }
        for index in 0..<count {
            let (mean, ends) = Self.part(rows, index, band)
            self.mean.append(mean)
            lower.append(ends.low)
            upper.append(ends.high)
        }
    }

    /// Whether there is any band to draw.
    var hasBand: Bool { zip(lower, upper).contains { $0 < $1 } }

    /// Whether the band is wider than that anywhere.
    func isWider(than height: Double) -> Bool { zip(lower, upper).contains { $1 - $0 > height } }

    /// The curve without the band where that is wider than `height`.
    func withoutBands(widerThan height: Double) -> ArmCurve {
        var curve = self
        for index in mean.indices where upper[index] - lower[index] > height {
            (curve.lower[index], curve.upper[index]) = (.nan, .nan)
        }
        return curve
    }

    private static func part(
        _ rows: [[Double]], _ index: Int, _ band: CurveBand
    ) -> (mean: Double, ends: (low: Double, high: Double)) {
        var (count, sum, low, high) = (0, 0.0, Double.infinity, -Double.infinity)
        for row in rows where index < row.count && row[index].isFinite {
            count += 1
            sum += row[index]
            low = min(low, row[index])
            high = max(high, row[index])
        }
        guard count > 0 else { return (.nan, (.nan, .nan)) }
        let mean = sum / Double(count)
        guard count > 1 else { return (mean, (mean, mean)) }
        guard case .interval(_, let factor) = band else { return (mean, (low, high)) }
        var squares = 0.0
        for row in rows where index < row.count && row[index].isFinite {
            squares += (row[index] - mean) * (row[index] - mean)
        }
        let half = (factor(count) ?? 0) * (squares / Double(count - 1)).squareRoot()
        return (mean, (mean - half, mean + half))
    }
}
