/// Places ticks at whole multiples of 1, 2 or 5 times a power of ten.
public enum LinearTicks {
    /// Ticks from `lower` to `upper` with the smallest step that makes at most `count` of them.
    ///
    /// Every value is the floating-point number nearest to its decimal: 0.3, not 0.30000000000000004.
    /// - Parameters:
    ///   - count: how many ticks at most; at least 1.
    ///   - wholeNumbers: no step below 1, for axes that count something.
    public static func locate(_ lower: Double, _ upper: Double, count: Int, wholeNumbers: Bool = false) -> [Double] {
        let limit = max(1, count)
        for step in steps(from: (upper / 2 - lower / 2) / Double(limit + 1) * 2, mantissas: [1, 2, 5]) {
            if wholeNumbers && step.exponent < 0 { continue }
            let found = multiples(of: step, from: lower, to: upper, limit: limit)
            if let found { return found }
        }
        return []
    }

    /// A step as a short decimal: `mantissa * 10^exponent`.
    struct Step {
        var mantissa: Double
        var exponent: Int

        var value: Double { scaled(mantissa, byPower10: exponent) }

        /// `index` steps, rounded once.
        func multiple(_ index: Double) -> Double {
            // Beyond 10^22 a power of ten is itself rounded: the decimal is read instead.
            let exact = abs(exponent) > 22 ? Double("\(mantissa * index)e\(exponent)") : nil
            return exact ?? scaled(mantissa * index, byPower10: exponent)
        }
    }

    /// Steps in rising order, from about `smallest` on.
    static func steps(from smallest: Double, mantissas: [Double]) -> [Step] {
        guard smallest > 0, smallest.isFinite else { return [] }
        let first = Int(logarithm10(smallest).rounded(.down))
        return (first...first + 3).flatMap { exponent in
            mantissas.map { Step(mantissa: $0, exponent: exponent) }
        }.filter { $0.value >= smallest * (1 - 1e-9) && $0.value.isFinite }
    }

    /// All multiples within the range, whose ends may be missed by a billionth of a step; nil if more than `limit`.
    private static func multiples(of step: Step, from lower: Double, to upper: Double, limit: Int) -> [Double]? {
        let first = (lower / step.value - 1e-9).rounded(.up)
        let last = (upper / step.value + 1e-9).rounded(.down)
        let count = last - first + 1
        guard count <= Double(limit) else { return nil }
        guard count >= 1 else { return [] }
        return (0..<Int(count)).map { step.multiple(first + Double($0)) }
    }
}
