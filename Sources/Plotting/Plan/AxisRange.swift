/// Takes the range of an axis from its data.
enum AxisRange {
    /// Lowest and highest of the values that the axis can show; nil if it can show none.
    static func extent(of values: [Double], _ kind: ScaleKind) -> (Double, Double)? {
        var low = Double.infinity
        var high = -Double.infinity
        let isLog = kind != .linear
        // NaN compares as false; an infinity shows in the result.
        for value in values {
            low = value < low ? value : low
            high = value > high ? value : high
        }
        if low > (isLog ? 0 : -Double.infinity), high < .infinity { return low <= high ? (low, high) : nil }
        (low, high) = (.infinity, -.infinity)
        for value in values where value.isFinite && !(isLog && value <= 0) {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? (low, high) : nil
    }

    /// The ends of an axis: as given, otherwise the data's with some room, otherwise a default range.
    ///
    /// They are far enough apart for a ``Scale``: below 10^-300 numbers have too few digits to divide by.
    static func ends(_ axis: Axis, data: (Double, Double)?) -> (Double, Double) {
        let (largest, minSpan) = (Double.greatestFiniteMagnitude, 1e-300)
        var (low, high) = wanted(axis, data)
        (low, high) = (max(low, -largest), min(high, largest))
        // Next to the largest numbers there is room on one side only.
        if !(low < high) { (low, high) = high > 0 ? (high / 2, high) : (low, low / 2) }
        guard axis.scale == .linear, high - low < minSpan else { return (low, high) }
        return axis.lower == nil ? (low - minSpan, high + minSpan) : (low, high + 2 * minSpan)
    }

    private static func wanted(_ axis: Axis, _ data: (Double, Double)?) -> (Double, Double) {
        let isLog = axis.scale != .linear
        func usable(_ end: Double?) -> Double? {
            end.flatMap { $0.isFinite && !(isLog && $0 <= 0) ? $0 : nil }
        }
        let lower = usable(axis.lower)
        let upper = usable(axis.upper)
        var (low, high) = data ?? (lower ?? upper ?? (isLog ? 0.1 : 0), upper ?? lower ?? (isLog ? 10 : 1))
        low = lower ?? min(low, upper ?? low)
        high = upper ?? max(high, low)
        if high < low { (low, high) = (high, low) }
        if isLog { return logEnds(low, high, axis.padding, lower != nil, upper != nil) }
        let largest = max(abs(low), abs(high))
        if high / 2 - low / 2 <= largest * 5e-11 {
            // A single value lies in the middle, with zero at one end.
            let room = largest == 0 ? 1 : largest
            let span = min(room, .greatestFiniteMagnitude / 4)
            if lower != nil && upper == nil { return (low, high + span) }
            if upper != nil && lower == nil { return (low - span, high) }
            return (low - span, high + span)
        }
        let room = (high / 2 - low / 2) * 2 * axis.padding
        let limit = Double.greatestFiniteMagnitude / 4
        return (
            lower ?? (room.isFinite ? max(low - room, -limit) : low),
            upper ?? (room.isFinite ? min(high + room, limit) : high)
        )
    }

    private static func logEnds(
        _ low: Double, _ high: Double, _ padding: Double, _ lowerIsGiven: Bool, _ upperIsGiven: Bool
    ) -> (Double, Double) {
        var (low, high) = (logarithm10(max(low, 1e-307)), logarithm10(max(high, 1e-307)))
        if high - low < 1e-9 {
            low -= 0.5
            high += 0.5
        } else {
            let room = (high - low) * padding
            if !lowerIsGiven { low -= room }
            if !upperIsGiven { high += room }
        }
        low = min(max(low, -307.5), 307.5)
        return (exponential10(low), exponential10(max(min(high, 308), low + 0.1)))
    }
}

/// The extent that holds both.
func joined(_ one: (Double, Double)?, _ other: (Double, Double)?) -> (Double, Double)? {
    guard let one else { return other }
    guard let other else { return one }
    return (min(one.0, other.0), max(one.1, other.1))
}
