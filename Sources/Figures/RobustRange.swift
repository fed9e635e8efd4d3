/// Ends of axes that a few wild values do not move.
enum RobustRange {
    /// The value below which a share of the finite values lies; nil where there is none.
    static func quantile(_ values: [Double], _ share: Double) -> Double? {
        quantile(ordered: ordered(values), share)
    }

    private static func quantile(ordered: [Double], _ share: Double) -> Double? {
        ordered.isEmpty ? nil : ordered[Int((Double(ordered.count - 1) * share).rounded())]
    }

    /// The finite values in rising order; of many, every so manieth, with the lowest and the highest.
    private static func ordered(_ values: [Double]) -> [Double] {
        let finite = values.filter(\.isFinite)
        guard finite.count > 4000, let low = finite.min(), let high = finite.max() else { return finite.sorted() }
        let stride = finite.count / 2000
        return [low] + Swift.stride(from: 0, to: finite.count, by: stride).map { finite[$0] }.sorted() + [high]
    }

    /// The upper end of an axis of losses: the highest, unless that is an outlier: more than 2.5 times both where the
    /// training started (unless that is forty times where it mostly was) and what ``upper(_:)`` says.
    static func loss(raw: [Double], averages: [Double], validation: [Double]) -> Double? {
        let all = raw + averages + validation
        guard var end = upper(all) else { return nil }
        if let start = quantile(Array(raw.prefix(5)), 0.5), let middle = quantile(raw, 0.5), start <= 40 * middle {
            end = max(end, start)
        }
        let highest = all.reduce(end) { $1.isFinite ? max($0, $1) : $0 }
        return highest <= 2.5 * end ? highest : 1.25 * end
    }

    /// The highest value that is no outlier. From the median up, quantile by quantile, the end may grow threefold; where
    /// the next is higher than that, the last is the end: first steps that were huge, or a run
    /// that left for infinity, leave the panel at its top.
    static func upper(_ values: [Double]) -> Double? {
        let finite = ordered(values)
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
