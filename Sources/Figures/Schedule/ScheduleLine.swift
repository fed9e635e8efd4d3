import Plotting

/// The line of a schedule's values by step. A jump of the schedule is drawn upright, half-way between two steps, where
/// the phase ends. A slope would show values in between.
struct ScheduleLine {
    let x: [Double]
    let y: [Double]

    /// - Parameter steps: the places of the values.
    init(_ steps: [Double], _ values: [Double]) {
        let jumps = ScheduleLine.jumps(values).filter { $0 + 1 < steps.count }
        guard !jumps.isEmpty else {
            (x, y) = (steps, values)
            return
        }
        var (x, y): ([Double], [Double]) = ([], [])
        var start = 0
        for jump in jumps {
            let middle = (steps[jump] + steps[jump + 1]) / 2
            x += steps[start...jump] + [middle, middle]
            y += values[start...jump] + [values[jump], values[jump + 1]]
            start = jump + 1
        }
        self.x = x + steps[start...]
        self.y = y + values[start...]
    }

    init(_ values: [Double]) { self.init(values.indices.map(Double.init), values) }

    /// Places of the values before a change that is many times the changes before and after it. The first and the last
    /// change have one neighbour.
    private static func jumps(_ values: [Double]) -> [Int] {
        guard values.count > 2, let (low, high) = RobustRange.extremes(values) else { return [] }
        let least = (high - low) * 0.01
        func change(_ index: Int) -> Double { abs(values[index + 1] - values[index]) }
        return (0..<values.count - 1).filter { index in
            let own = change(index)
            guard own > least else { return false }
            return [index - 1, index + 1].allSatisfy { other in
                guard other >= 0, other + 2 <= values.count, change(other).isFinite else { return true }
                return own > 6 * change(other)
            }
        }
    }

    func shape(_ pen: Pen) -> Mark.Shape { .line(x: x, y: y, pen: pen) }
}
