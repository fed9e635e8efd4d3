/// Ends of axes that a few wild values do not move.
enum RobustRange {
    /// The value below which a share of the finite values lies; nil where there is none.
    static func quantile(_ values: [Double], _ share: Double) -> Double? {
        let finite = values.filter(\.isFinite).sorted()
        guard let last = finite.last else { return nil }
        let index = Int((Double(finite.count - 1) * share).rounded())
        return finite.indices.contains(index) ? finite[index] : last
    }

    /// The highest value, or, while that is more than four times the next quantile, that quantile and a quarter more:
    /// first steps that were huge, or a run that left for infinity, leave the panel at its top.
    static func upper(_ values: [Double]) -> Double? {
        let finite = values.filter(\.isFinite).sorted()
        guard var end = finite.last else { return nil }
        for share in [0.99, 0.97, 0.93, 0.85, 0.7, 0.5, 0.25] {
            let next = finite[Int(Double(finite.count - 1) * share)]
            if end <= 4 * next || next <= 0 { break }
            end = next * 1.25
        }
        return end
    }

    /// Ends for an axis of shares in percent: a share that only few early steps have may leave at the bottom; 100 is
    /// not at the very edge.
    static func percent(raw: [Double], averages: [Double], validation: [Double]) -> (lower: Double, upper: Double)? {
        let lows = [quantile(raw, 0.06), quantile(averages, 0.02), quantile(validation, 0)].compactMap { $0 }
        let highs = [quantile(raw, 1), quantile(averages, 1), quantile(validation, 1)].compactMap { $0 }
        guard let low = lows.min(), let high = highs.max() else { return nil }
        let room = max((high - low) * 0.06, 0.5)
        return (max(low - room, -room / 2), min(high + room, 100 + room / 2))
    }
}
