/// Ranges and ticks of two linear axes beside one panel, chosen together so that both have their ticks on one grid.
///
/// Grid line i is at `i s` on the left axis and at `(i + shift) t` on the right. Here `i` and `shift` are integers. The
/// steps s and t are 1, 2, 2.5 or 5 times a power of ten. Both ranges grow until the grid holds both.
struct TwinAxes {
    /// One way to lay both axes on a grid.
    struct Choice {
        /// Ends of the left axis.
        var left: (lower: Double, upper: Double)
        /// Ends of the right axis.
        var right: (lower: Double, upper: Double)
        /// Values at the grid's lines, as far as the left axis has them.
        var leftTicks: [Double]
        /// Values at those of these lines that the right axis has, too.
        var rightTicks: [Double]
        /// A penalty for empty room and for few ticks.
        var cost: Double
    }

    /// The range of one axis and the values it may label.
    struct Side {
        var axis: Axis
        var lower: Double
        var upper: Double

        var span: Double { upper - lower }
        /// Whether the lower end is fixed at 0.
        var isFixedBelow: Bool { axis.lower == lower && lower == 0 }

        /// Steps that give from two ticks to one more than `limit`.
        func steps(_ limit: Int) -> [LinearTicks.Step] {
            LinearTicks.steps(from: span / Double(limit + 1), mantissas: [1, 2, 2.5, 5]).filter { step in
                step.value <= span && !(axis.wholeNumbers && step.multiple(1) != step.multiple(1).rounded())
            }
        }
    }

    let left: Side
    let right: Side
    /// Largest number of ticks of either axis.
    let limit: Int

    /// All choices, the best first; empty if a range is empty or infinite.
    func choices() -> [Choice] {
        guard left.span > 0, right.span > 0, left.span.isFinite, right.span.isFinite else { return [] }
        var found: [Choice] = []
        for s in left.steps(limit) {
            for t in right.steps(limit) {
                let (start, end) = (left.lower / s.value, left.upper / s.value)
                let (low, high) = (right.lower / t.value, right.upper / t.value)
                // Lower ends together, upper ends together, middles together.
                let shifts = [(low - start), (high - end), (low + high - start - end) / 2].flatMap {
                    [$0.rounded(.down), $0.rounded(.up)]
                }
                for shift in Set(shifts).sorted() {
                    choice(s, t, shift, (min(start, low - shift), max(end, high - shift))).map { found.append($0) }
                }
            }
        }
        return found.sorted { $0.cost < $1.cost }
    }

    /// - Parameter grid: both ends, in lines of the grid.
    private func choice(
        _ s: LinearTicks.Step, _ t: LinearTicks.Step, _ shift: Double, _ grid: (start: Double, end: Double)
    ) -> Choice? {
        let lines = ((grid.start - 1e-9).rounded(.up), (grid.end + 1e-9).rounded(.down))
        let count = lines.1 - lines.0 + 1
        guard shift.isFinite, count >= 2, count <= Double(limit) else { return nil }
        let indices = (0..<Int(count)).map { lines.0 + Double($0) }.filter {
            left.axis.tickLimits.contains(s.multiple($0))
        }
        let shared = indices.filter { right.axis.tickLimits.contains(t.multiple($0 + shift)) }
        guard shared.count >= 2 else { return nil }
        let length = grid.end - grid.start
        let leftEnds = (min(left.lower, grid.start * s.value), max(left.upper, grid.end * s.value))
        let rightEnds = (
            min(right.lower, (grid.start + shift) * t.value), max(right.upper, (grid.end + shift) * t.value)
        )
        let largest = Double.greatestFiniteMagnitude / 2
        for end in [leftEnds.0, leftEnds.1, rightEnds.0, rightEnds.1] where abs(end) > largest { return nil }
        var cost = 1 - left.span / s.value / length + 1 - right.span / t.value / length
        for side in [(left, leftEnds.0), (right, rightEnds.0)] where side.0.isFixedBelow && side.1 < 0 { cost += 0.5 }
        cost += Double(max(0, 5 - shared.count)) * 0.06 + (shared.count < 3 ? 0.3 : 0)
        for step in [s, t] where step.mantissa == 2.5 { cost += 0.04 }
        return Choice(
            left: leftEnds, right: rightEnds, leftTicks: indices.map(s.multiple),
            rightTicks: shared.map { t.multiple($0 + shift) }, cost: cost)
    }
}

extension AxisPlanner {
    /// A left and a right axis beside `plot`: on one grid if both are linear and fit, otherwise each by itself.
    func twins(
        _ left: Axis, ends: (Double, Double), _ right: Axis, rightEnds: (Double, Double), over plot: Rect
    ) -> (left: AxisPlan, right: AxisPlan) {
        if left.ticks == nil, right.ticks == nil, left.scale == .linear, right.scale == .linear {
            let twins = TwinAxes(
                left: .init(axis: left, lower: ends.0, upper: ends.1),
                right: .init(axis: right, lower: rightEnds.0, upper: rightEnds.1),
                limit: max(3, maxVertical(over: plot)))
            for choice in twins.choices() {
                let first = aligned(choice.left, choice.leftTicks, over: plot)
                var second = aligned(choice.right, choice.rightTicks, over: plot)
                guard standApart(first.labels, first.ticks), standApart(second.labels, second.ticks) else { continue }
                second.isAligned = true
                return (first, second)
            }
        }
        return (vertical(left, ends: ends, over: plot), vertical(right, ends: rightEnds, over: plot))
    }

    private func aligned(_ ends: (lower: Double, upper: Double), _ values: [Double], over plot: Rect) -> AxisPlan {
        let scale = Scale(.linear, lower: ends.lower, upper: ends.upper, start: plot.maxY, end: plot.minY)
        return AxisPlan(scale: scale, ticks: ticks(values, scale), minor: [], labels: TickFormatter.linear(values))
    }
}
