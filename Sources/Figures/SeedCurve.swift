import Statistics

/// Mean and spread over seeds, step by step.
struct SeedCurve {
    /// What happens at a step at which a seed has no finite value.
    enum Gaps {
        /// The result is NaN: a mean of other seeds would hide that one is missing.
        case propagated
        /// The result is over the seeds that have a value; NaN if none has.
        case excluded
    }

    private(set) var mean: [Double] = []
    private(set) var lower: [Double] = []
    private(set) var upper: [Double] = []

    /// - Parameters:
    ///   - rows: values by step, one row per seed; rows may differ in length.
    ///   - bounds: the possible values.
    init(_ rows: [[Double]], spread: Spread, in bounds: ValueBounds, gaps: Gaps) {
        if let only = rows.first, rows.count == 1 {
            let values = only.allSatisfy(\.isFinite) ? only : only.map { $0.isFinite ? $0 : .nan }
            (mean, lower, upper) = (values, values, values)
            return
        }
        let count = rows.map(\.count).max() ?? 0
        for values in [\SeedCurve.mean, \.lower, \.upper] { self[keyPath: values].reserveCapacity(count) }
        for index in 0..<count {
            let step = Self.step(rows, index, spread, bounds, gaps)
            mean.append(step.mean)
            lower.append(step.low)
            upper.append(step.high)
        }
    }

    /// The ends of the band.
    var ends: [Double] { lower + upper }

    /// Whether there is any band to draw.
    var hasBand: Bool { zip(lower, upper).contains { $0 < $1 } }

    /// The curve of `whole` less each value: errors of accuracies.
    func reflected(at whole: Double) -> SeedCurve {
        var curve = self
        curve.mean = mean.map { whole - $0 }
        (curve.lower, curve.upper) = (upper.map { whole - $0 }, lower.map { whole - $0 })
        return curve
    }

    /// Whether the band is wider than `height` anywhere.
    func isWider(than height: Double) -> Bool { zip(lower, upper).contains { $1 - $0 > height } }

    /// The curve without the parts of the band that are wider than `height`.
    func withoutBands(widerThan height: Double) -> SeedCurve {
        var curve = self
        for index in mean.indices where upper[index] - lower[index] > height {
            (curve.lower[index], curve.upper[index]) = (.nan, .nan)
        }
        return curve
    }

    private static func step(
        _ rows: [[Double]], _ index: Int, _ spread: Spread, _ bounds: ValueBounds, _ gaps: Gaps
    ) -> (mean: Double, low: Double, high: Double) {
        let values = rows.compactMap { row in index < row.count && row[index].isFinite ? row[index] : nil }
        guard !values.isEmpty, gaps == .excluded || values.count == rows.count else { return (.nan, .nan, .nan) }
        let mean = values.reduce(0, +) / Double(values.count)
        guard values.count > 1, let ends = spread.ends(of: values, in: bounds) else { return (mean, mean, mean) }
        return (mean, ends.lowerBound, ends.upperBound)
    }

    /// The curve with all its values changed by a rising function.
    func map(_ change: (Double) -> Double) -> SeedCurve {
        var curve = self
        (curve.mean, curve.lower, curve.upper) = (mean.map(change), lower.map(change), upper.map(change))
        return curve
    }
}
