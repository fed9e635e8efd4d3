import Text

/// How far the learning rates of schedules lie apart.
struct RateSpan {
    /// Below this share of the highest rate, a line on a linear axis looks like 0.
    private static let flat = 0.05
    /// The share of a schedule's steps that may look like 0. The end of a cosine or of 1cycle is shorter.
    private static let maxFlat = 0.25
    /// The share of a schedule's steps that may have one rate that looks like 0.
    private static let maxPlateau = 0.1
    /// Two decades.
    private static let minSpan = 99.9
    /// The share of a schedule's steps whose rates may lie below the axis. A plateau is longer.
    private static let maxBelow = 0.04

    /// The ends of a logarithmic axis; nil for a linear one.
    ///
    /// The axis is logarithmic if the rates span two decades, and a linear one would draw much of a schedule at 0: all of
    /// it, a quarter of its steps, or a plateau. Rates of 0 forbid it, except in the first and last steps.
    let logEnds: (lower: Double, upper: Double)?

    /// "below the axis: rates under 4×10⁻⁶"; nil if all are shown.
    let note: String?

    /// - Parameter schedules: the rates of each schedule by step.
    init(_ schedules: [[Double]]) {
        let known = schedules.map { $0.filter(\.isFinite) }.filter { !$0.isEmpty }
        let peaks = known.compactMap { $0.max() }
        guard let high = peaks.max(), let lowPeak = peaks.min(), lowPeak > 0, known.allSatisfy(Self.isPositiveInside),
            let low = known.joined().filter({ $0 > 0 }).min(), high >= Self.minSpan * low
        else {
            (logEnds, note) = (nil, nil)
            return
        }
        let isHidden = lowPeak < Self.flat * high || known.contains(where: Self.isHidden)
        // The last steps of a schedule may be many decades lower.
        let lower = max(low, known.map(Self.lowestOfMost).min() ?? low) / 1.3
        logEnds = isHidden ? (lower, high * 1.4) : nil
        let areAllShown = known.joined().allSatisfy { $0 >= lower }
        note = isHidden && !areAllShown ? "below the axis: rates under \(NumberText.short(lower, digits: 2))" : nil
    }

    /// Whether a linear axis of its own would draw much of a schedule at 0.
    private static func isHidden(_ rates: [Double]) -> Bool {
        let limit = flat * (rates.max() ?? 0)
        var (low, plateau, longest) = (0, 0, 0)
        for (index, rate) in rates.enumerated() {
            let isLow = rate < limit
            low += isLow ? 1 : 0
            plateau = !isLow ? 0 : index > 0 && rates[index - 1] == rate ? plateau + 1 : 1
            longest = max(longest, plateau)
        }
        let count = Double(rates.count)
        return Double(low) >= maxFlat * count || Double(longest) >= maxPlateau * count && longest > 1
    }

    /// The lowest rate after ``maxBelow`` of the steps, those of the lowest rates.
    private static func lowestOfMost(_ rates: [Double]) -> Double {
        rates.sorted()[Int(maxBelow * Double(rates.count))]
    }

    /// Whether a schedule is above 0, except in its first and last hundredth.
    private static func isPositiveInside(_ rates: [Double]) -> Bool {
        let ends = max(1, rates.count / 100)
        return rates.dropFirst(ends).dropLast(ends).allSatisfy { $0 > 0 }
    }
}
