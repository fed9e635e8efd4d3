/// Ends of axes, robust against outliers.
enum RobustRange {
    /// A quantile of the finite values; nil without finite values.
    /// - Parameters:
    ///   - start: values before it are ignored.
    ///   - limit: values above it are ignored.
    static func quantile(
        _ values: [Double], _ share: Double, from start: Int = 0, upTo limit: Double = .infinity
    ) -> Double? {
        quantile(ordered: ordered([values], from: start, upTo: limit, hasEnds: false), share)
    }

    /// The lowest and the highest finite value; nil without finite values. Ignores the same values as
    /// ``quantile(_:_:from:upTo:)``.
    static func extremes(
        _ values: [Double], from start: Int = 0, upTo limit: Double = .infinity
    ) -> (low: Double, high: Double)? {
        var (low, high) = (Double.infinity, -Double.infinity)
        // Comparisons with NaN are false.
        for value in values[min(start, values.count)...] where value <= limit {
            if value < low, value > -.infinity { low = value }
            if value > high, value < .infinity { high = value }
        }
        return low <= high ? (low, high) : nil
    }

    private static func quantile(ordered: [Double], _ share: Double) -> Double? {
        ordered.isEmpty ? nil : ordered[Int((Double(ordered.count - 1) * share).rounded())]
    }

    /// The finite values of columns in ascending order. Long columns are subsampled at a fixed stride; extremes are kept if
    /// requested.
    private static func ordered(
        _ columns: [[Double]], from start: Int = 0, upTo limit: Double = .infinity, hasEnds: Bool = true
    ) -> [Double] {
        let count = columns.reduce(0) { $0 + max(0, $1.count - start) }
        let stride = count > 4000 ? count / 2000 : 1
        var (low, high) = (Double.infinity, -Double.infinity)
        var some: [Double] = []
        some.reserveCapacity(count / stride + columns.count)
        for column in columns where column.count > start {
            column.withUnsafeBufferPointer { column in
                for index in Swift.stride(from: start, to: column.count, by: stride)
                where column[index].isFinite && column[index] <= limit {
                    some.append(column[index])
                }
                guard stride > 1, hasEnds else { return }
                for value in column[start...] where value <= limit {
                    if value < low, value > -.infinity { low = value }
                    if value > high, value < .infinity { high = value }
                }
            }
        }
        return stride > 1 && low <= high ? [low] + some.sorted() + [high] : some.sorted()
    }

    /// The upper end of an axis of losses: the highest loss, unless it is an outlier. An outlier is more than 2.5 times both
    /// the first losses (if those are at most 40 times the median) and ``upper(_:)``.
    static func loss(raw: [Double], averages: [Double], validation: [Double]) -> Double? {
        let all = ordered([raw, averages, validation])
        guard var end = upper(ordered: all) else { return nil }
        if let start = quantile(Array(raw.prefix(5)), 0.5), let middle = quantile(raw, 0.5), start <= 40 * middle {
            end = max(end, start)
        }
        let highest = max(end, all.last ?? end)
        return highest <= 2.5 * end ? highest : 1.25 * end
    }

    /// The highest value that is not an outlier. From the median up, each quantile may be at most three times the one before.
    /// The search stops at the first that is higher. So huge first steps and diverging runs leave the panel at its top.
    static func upper(_ values: [Double]) -> Double? {
        upper(ordered: ordered([values]))
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

    /// Ends of an axis in percent. All averages and validations are visible. The lowest 5 % of the raw values, usually the
    /// first steps, may leave at the bottom. The ends are possible values.
    static func percent(raw: [Double], averages: [Double], validation: [Double]) -> (lower: Double, upper: Double)? {
        let (raw, whole) = (ordered([raw]), (averages + validation).filter(\.isFinite))
        let lows = [quantile(ordered: raw, 0.05), whole.min()]
        let highs = [raw.last, whole.max()]
        guard let low = lows.compactMap({ $0 }).min(), let high = highs.compactMap({ $0 }).max() else { return nil }
        let room = max((high - low) * 0.06, 0.5)
        return (max(low - room, 0), min(high + room, 100))
    }

    /// The loss above which a network counts as diverged: 100 times the first losses, at least 20. A thousand classes begin
    /// below 20. nil without losses.
    /// - Parameter losses: by step, one row per seed.
    static func blowUp(_ losses: [[Double]]) -> Double? {
        losses.flatMap { $0.prefix(5).filter(\.isFinite) }.min().map { max(100 * $0, 20) }
    }
}
