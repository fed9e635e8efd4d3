/// A part of a schedule, for a figure to shade.
public struct Phase: Sendable, Equatable {
    /// Schedules with more phases list none.
    public static let maxCount = 500

    /// Its name in a figure: "warm-up".
    public var name: String
    /// Its steps; not empty.
    public var steps: Range<Int>

    /// A phase of `steps`.
    public init(name: String, steps: Range<Int>) {
        self.name = name
        self.steps = steps
    }

    /// The phases of `total` steps, without empty ones.
    /// - Parameter index: the index, in `names`, of the phase that a step is in; it never falls from step to step.
    static func list(_ names: [String], of total: Int, at index: (Int) -> Int) -> [Phase] {
        var phases: [Phase] = []
        var start = 0
        for (number, name) in names.enumerated() where start < total {
            let end = firstNumber(in: start..<total) { index($0) > number }
            if end > start { phases.append(Phase(name: name, steps: start..<end)) }
            start = end
        }
        return phases
    }

    /// The phases of adjacent parts that end at `ends`, cut at `total`.
    static func list(_ names: [String], endingAt ends: [Int], of total: Int) -> [Phase] {
        var phases: [Phase] = []
        var start = 0
        for (name, end) in zip(names, ends) where start < total {
            let end = min(end, total)
            if end > start {
                phases.append(Phase(name: name, steps: start..<end))
                start = end
            }
        }
        return phases
    }

    /// "start" until the first decay, then "decay 1", "decay 2", ...; empty if there are more than `maxCount`.
    /// - Parameter number: the number of decays before a step; it never falls from step to step.
    static func decays(of total: Int, after number: (Int) -> Int) -> [Phase] {
        guard total > 0, number(total - 1) < maxCount else { return [] }
        let names = (0...number(total - 1)).map { $0 == 0 ? "start" : "decay \($0)" }
        return list(names, of: total, at: number)
    }
}
