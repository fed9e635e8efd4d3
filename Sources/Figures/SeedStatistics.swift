/// What the band of a figure of several seeds spans.
public enum Spread: Sendable, Equatable {
    /// From the lowest to the highest seed.
    case range
    /// One standard deviation (of the sample, n - 1) to both sides of the mean.
    case standardDeviation

    /// What a legend says of it.
    func label(seeds: Int) -> String {
        switch self {
        case .range: "min–max of \(seeds) seeds"
        case .standardDeviation: "±1 sd of \(seeds) seeds"
        }
    }
}

/// Mean and spread over seeds, step by step, of those seeds that have a finite value there.
struct SeedStatistics {
    var mean: [Double] = []
    var lower: [Double] = []
    var upper: [Double] = []

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

    /// Statistics of one step; not numbers where no seed has a value.
    private static func part(_ rows: [[Double]], _ index: Int) -> (
        mean: Double, lowest: Double, highest: Double, deviation: Double
    ) {
        var (sum, lowest, highest, count) = (0.0, Double.infinity, -Double.infinity, 0.0)
        for row in rows where index < row.count && row[index].isFinite {
            sum += row[index]
            lowest = min(lowest, row[index])
            highest = max(highest, row[index])
            count += 1
        }
        guard count > 0 else { return (.nan, .nan, .nan, .nan) }
        let mean = sum / count
        var squares = 0.0
        for row in rows where index < row.count && row[index].isFinite {
            squares += (row[index] - mean) * (row[index] - mean)
        }
        return (mean, lowest, highest, count > 1 ? (squares / (count - 1)).squareRoot() : 0)
    }
}
