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
        for index in 0..<(rows.map(\.count).max() ?? 0) {
            let values = rows.compactMap { $0.indices.contains(index) && $0[index].isFinite ? $0[index] : nil }
            let mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
            self.mean.append(mean)
            switch spread {
            case .range:
                lower.append(values.min() ?? .nan)
                upper.append(values.max() ?? .nan)
            case .standardDeviation:
                let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                let deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
                lower.append(mean - deviation)
                upper.append(mean + deviation)
            }
        }
    }
}
