/// Places ticks of a logarithmic axis at powers of ten.
public struct LogTicks: Sendable, Equatable {
    /// Values with a label, rising.
    public var major: [Double]
    /// Values with a short tick alone, rising.
    public var minor: [Double]

    /// Ticks from `lower` to `upper`, both above 0, with at most `count` labels.
    ///
    /// Powers of ten; every second, third, ... of them if not all fit. Below two decades, and with only two powers,
    /// also their doubles and fivefolds. Below half a decade, multiples of 1-2-5 as on a linear axis. The minor ticks
    /// are the whole multiples between, or the powers left out.
    public static func locate(_ lower: Double, _ upper: Double, count: Int) -> LogTicks {
        let limit = max(1, count)
        let low = logarithm10(lower)
        let high = logarithm10(upper)
        if high - low < 0.5 {
            return LogTicks(major: LinearTicks.locate(lower, upper, count: limit), minor: [])
        }
        let first = Int((low - 1e-9).rounded(.up))
        let last = Int((high + 1e-9).rounded(.down))
        let decades = first <= last ? Array(first...last) : []
        if high - low < 2 || decades.count < 3 && limit >= 3 {
            let fine = fineTicks(Int(low.rounded(.down)), Int(high.rounded(.up)), lower, upper, limit)
            if let fine {
                let all = multiples(Array(1...9).map(Double.init), first - 1, last + 1, lower, upper)
                return LogTicks(major: fine, minor: all.filter { !fine.contains($0) })
            }
        }
        // Multiples of the stride, so that the labels stay put when the range moves.
        func kept(_ stride: Int) -> [Int] { decades.filter { $0 % stride == 0 } }
        let stride = [1, 2, 3, 4, 5, 6, 10, 15, 20, 30, 50, 100, 200].first { kept($0).count <= limit } ?? 700
        let major = kept(stride).map(power10)
        let minor =
            stride == 1
            ? multiples(Array(2...9).map(Double.init), first - 1, last + 1, lower, upper)
            : decades.filter { $0 % stride != 0 }.map(power10)
        return LogTicks(major: major, minor: decades.count > 12 && stride == 1 ? [] : minor)
    }

    /// Doubles and fivefolds, or threefolds if both do not fit. If these are fewer than three, more of the whole
    /// multiples, or ticks as on a linear axis. Nil if none of them fit.
    private static func fineTicks(_ first: Int, _ last: Int, _ lower: Double, _ upper: Double, _ limit: Int)
        -> [Double]?
    {
        let candidates = [[1.0, 2, 5], [1, 3]].map { multiples($0, first, last, lower, upper) }
        let found = candidates.first { $0.count <= limit }
        if let found, found.count >= 3 { return found }
        let more = [
            multiples([1, 2, 3, 5], first, last, lower, upper), LinearTicks.locate(lower, upper, count: limit),
        ]
        return more.first { (3...max(limit, 3)).contains($0.count) } ?? found
    }

    private static func multiples(
        _ mantissas: [Double], _ first: Int, _ last: Int, _ lower: Double, _ upper: Double
    ) -> [Double] {
        guard first <= last else { return [] }
        let all = (first...last).flatMap { exponent in mantissas.map { scaled($0, byPower10: exponent) } }
        return all.filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }
    }
}
