/// Places ticks of a logarithmic axis at powers of ten.
public struct LogTicks: Sendable, Equatable {
    /// Values with a label, rising.
    public var major: [Double]
    /// Values with a short tick alone, rising.
    public var minor: [Double]

    /// Ticks from `lower` to `upper`, both above 0, with at most `count` labels.
    ///
    /// Powers of ten, every second, third, ... of them where there is no room for all; below two decades also their
    /// doubles and fivefolds; below half a decade, multiples of 1-2-5 as on a linear axis. The minor ticks are the
    /// whole multiples between, or the powers left out.
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
        if high - low < 2 {
            for mantissas in [[1.0, 2, 5], [1, 3]] {
                let values = multiples(mantissas, Int(low.rounded(.down)), Int(high.rounded(.up)), lower, upper)
                if values.count <= limit {
                    let all = multiples(Array(1...9).map(Double.init), first - 1, last + 1, lower, upper)
                    return LogTicks(major: values, minor: all.filter { !values.contains($0) })
                }
            }
        }
        var stride = 1
        // Multiples of the stride, so that the labels stay put when the range moves.
        func kept() -> [Int] { decades.filter { $0 % stride == 0 } }
        while kept().count > limit { stride += 1 }
        let major = kept().map(power10)
        let minor =
            stride == 1
            ? multiples(Array(2...9).map(Double.init), first - 1, last + 1, lower, upper)
            : decades.filter { $0 % stride != 0 }.map(power10)
        return LogTicks(major: major, minor: decades.count > 12 && stride == 1 ? [] : minor)
    }

    private static func multiples(
        _ mantissas: [Double], _ first: Int, _ last: Int, _ lower: Double, _ upper: Double
    ) -> [Double] {
        guard first <= last else { return [] }
        let all = (first...last).flatMap { exponent in mantissas.map { scaled($0, byPower10: exponent) } }
        return all.filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }
    }
}
