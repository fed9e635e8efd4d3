/// The lowest and the highest finite value among the neighbours of every place, up to `reach` places away.
///
/// The time is in proportion to the number of values, for any reach: extremes run from both ends of blocks (van Herk,
/// Pattern Recognition Letters 13, 1992).
struct WindowExtremes {
    private let lowest: [Double]
    private let highest: [Double]

    init(_ values: [Double], reach: Int) {
        let reach = max(0, min(reach, values.count))
        lowest = Self.extremes(values.map { $0.isFinite ? $0 : .infinity }, reach, .infinity) { $0 < $1 ? $0 : $1 }
        highest = Self.extremes(values.map { $0.isFinite ? $0 : -.infinity }, reach, -.infinity) { $0 > $1 ? $0 : $1 }
    }

    /// Averages, each within the extremes of the values around its place. NaN stays NaN.
    func clip(_ averages: [Double]) -> [Double] {
        averages.indices.map { index in
            let average = averages[index]
            return average < lowest[index] ? lowest[index] : average > highest[index] ? highest[index] : average
        }
    }

    private static func extremes(
        _ values: [Double], _ reach: Int, _ none: Double, _ extreme: (Double, Double) -> Double
    ) -> [Double] {
        let (count, width) = (values.count, 2 * reach + 1)
        let padding = [Double](repeating: none, count: reach)
        let line = padding + values + padding
        var (rising, falling) = (line, line)
        // From the start of each block, and to its end.
        for start in stride(from: 0, to: line.count, by: width) {
            let end = min(start + width, line.count)
            for index in (start..<end).dropFirst() { rising[index] = extreme(rising[index - 1], line[index]) }
            for index in (start..<end).dropLast().reversed() {
                falling[index] = extreme(falling[index + 1], line[index])
            }
        }
        return (0..<count).map { extreme(falling[$0], rising[$0 + width - 1]) }
    }
}
