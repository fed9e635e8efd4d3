/// What the band of a figure of several seeds spans.
public enum Spread: Sendable, Equatable {
    /// From the lowest to the highest seed.
    case range
    /// One standard deviation (of the sample, n - 1) to both sides of the mean.
    case standardDeviation

    /// What a legend calls it.
    var name: String {
        switch self {
        case .range: "min–max"
        case .standardDeviation: "±1 sd"
        }
    }

    /// What a legend says of it.
    func label(seeds: Int) -> String { "\(name) of \(seeds) seeds" }
}

/// Mean and spread over seeds, step by step; not numbers where any seed has no finite value, for what a seed lacks cannot
/// be told from a mean of the others.
struct SeedStatistics {
    private(set) var mean: [Double] = []
    private(set) var lower: [Double] = []
    private(set) var upper: [Double] = []

    /// Statistics of rows of values, one row a seed; rows may differ in length.
    init(_ rows: [[Double]], spread: Spread) {
        let count = rows.map(\.count).max() ?? 0
        if let only = rows.first, rows.count == 1 {
            let values = only.allSatisfy(\.isFinite) ? only : only.map { $0.isFinite ? $0 : .nan }
            (mean, lower, upper) = (values, values, values)
            return
        }
        mean.reserveCapacity(count)
        lower.reserveCapacity(count)
        upper.reserveCapacity(count)
        for index in 0..<count {
            let part = SeedStatistics.part(rows, index)
            mean.append(part.mean)
            switch spread {
            case .range:
                lower.append(part.lowest)
                upper.append(part.highest)
            case .standardDeviation:
                lower.append(part.mean - part.deviation)
                upper.append(part.mean + part.deviation)
            }
        }
    }

    /// Statistics of one step.
    private static func part(_ rows: [[Double]], _ index: Int) -> (
        mean: Double, lowest: Double, highest: Double, deviation: Double
    ) {
        var (sum, lowest, highest) = (0.0, Double.infinity, -Double.infinity)
        for row in rows {
            guard index < row.count, row[index].isFinite else { return (.nan, .nan, .nan, .nan) }
            sum += row[index]
            lowest = min(lowest, row[index])
            highest = max(highest, row[index])
        }
        let mean = sum / Double(rows.count)
        var squares = 0.0
        for row in rows { squares += (row[index] - mean) * (row[index] - mean) }
        return (mean, lowest, highest, (squares / Double(rows.count - 1)).squareRoot())
    }
}
