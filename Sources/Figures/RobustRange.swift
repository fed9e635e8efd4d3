/// Ends of axes that a few wild values do not move.
enum RobustRange {
    /// The value below which a share of the finite values lies; nil where there is none.
    static func quantile(_ values: [Double], _ share: Double) -> Double? {
        quantile(ordered: ordered(values), share)
    }

    /// The lowest and the highest of the finite values; nil where there is none.
    static func extremes(_ values: [Double]) -> (low: Double, high: Double)? {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values {
            if value < low, value > -.infinity { low = value }
            if value > high, value < .infinity { high = value }
        }
        return low <= high ? (low, high) : nil
    }

    private static func quantile(ordered: [Double], _ share: Double) -> Double? {
        ordered.isEmpty ? nil : ordered[Int((Double(ordered.count - 1) * share).rounded())]
    }

    /// The finite values in rising order; of many, every so manieth, with the lowest and the highest.
    private static func ordered(_ values: [Double]) -> [Double] { ordered([values]) }

    /// The finite values of several columns in one rising order, likewise: long columns are gone through once.
    private static func ordered(_ columns: [[Double]]) -> [Double] {
        let count = columns.reduce(0) { $0 + $1.count }
        guard count > 4000 else { return columns.joined().filter(\.isFinite).sorted() }
        let stride = count / 2000
        var (low, high) = (Double.infinity, -Double.infinity)
        var some: [Double] = []
        some.reserveCapacity(count / stride + columns.count)
        for column in columns {
            column.withUnsafeBufferPointer { column in
                // What is not a number compares as false.
                for value in column {
                    if value < low, value > -.infinity { low = value }
                    if value > high, value < .infinity { high = value }
                }
                for index in Swift.stride(from: 0, to: column.count, by: stride) where column[index].isFinite {
                    some.append(column[index])
                }
            }
        }
        return low <= high ? [low] + some.sorted() + [high] : []
    }

    /// The upper end of an axis of losses: the highest, unless that is an outlier: more than 2.5 times both where the
    /// training started (unless that is forty times where it mostly was) and what ``upper(_:)`` says.
    static func loss(raw: [Double], averages: [Double], validation: [Double]) -> Double? {
        let all = ordered([raw, averages, validation])
        guard var end = upper(ordered: all) else { return nil }
        if let start = quantile(Array(raw.prefix(5)), 0.5), let middle = quantile(raw, 0.5), start <= 40 * middle {
            end = max(end, start)
        }
        let highest = max(end, all.last ?? end)
        return highest <= 2.5 * end ? highest : 1.25 * end
    }

    /// The highest value that is no outlier. From the median up, quantile by quantile, the end may grow threefold; where
    /// the next is higher than that, the last is the end: first steps that were huge, or a run
    /// that left for infinity, leave the panel at its top.
    static func upper(_ values: [Double]) -> Double? {
        upper(ordered: ordered(values))
    }

    private static func upper(ordered finite: [Double]) -> Double? {
        guard var end = quantile(ordered: finite, 0.5) else { return nil }
        for share in [0.7, 0.85, 0.93, 0.97, 0.99, 0.995, 1] {
            guard let next = quantile(ordered: finite, share) else { break }
            if end > 0, next > 3 * end { return end }
            end = next
        }
        return end
    }

    /// Ends for an axis of shares in percent: a share that only few early steps have may leave at the bottom; 100 is
    /// not at the very edge.
    static func percent(raw: [Double], averages: [Double], validation: [Double]) -> (lower: Double, upper: Double)? {
        let (raw, averages, validation) = (ordered(raw), ordered(averages), ordered(validation))
        let lows = [quantile(ordered: raw, 0.06), quantile(ordered: averages, 0.02), validation.first]
        let highs = [raw.last, averages.last, validation.last]
        guard let low = lows.compactMap({ $0 }).min(), let high = highs.compactMap({ $0 }).max() else { return nil }
        let room = max((high - low) * 0.06, 0.5)
        return (max(low - room, -room / 2), min(high + room, 100 + room / 2))
    }
}
