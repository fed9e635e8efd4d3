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

    /// The upper end of an axis of losses: without wild values, but with where the training started, unless that is
    /// forty times where it mostly was.
    static func loss(raw: [Double], averages: [Double], validation: [Double]) -> Double? {
        let all = raw + averages + validation
        guard let end = upper(all), let middle = quantile(raw, 0.5), let start = quantile(Array(raw.prefix(5)), 0.5)
        else {
            return upper(all)
        }
        return start <= 40 * middle ? max(end, start) : end
    }

    /// The highest value, or, while that is more than three times the next quantile, that quantile and a quarter more:
    /// first steps that were huge, or a run that left for infinity, leave the panel at its top.
    static func upper(_ values: [Double]) -> Double? {
        let finite = ordered(values)
        guard var end = finite.last else { return nil }
        for share in [0.995, 0.99, 0.97, 0.93, 0.85, 0.7, 0.5, 0.25] {
            let next = finite[Int(Double(finite.count - 1) * share)]
            if end <= 3 * next || next <= 0 { break }
            end = next * 1.25
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
