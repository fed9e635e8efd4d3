/// A part of a schedule as a figure shades it.
public struct Phase: Sendable, Equatable {
    /// More than so many phases of one schedule tell nobody anything, and are not listed.
    public static let most = 500

    /// What a figure calls it: "warm-up".
    public var name: String
    /// The steps it has; not empty.
    public var steps: Range<Int>

    public init(name: String, steps: Range<Int>) {
        self.name = name
        self.steps = steps
    }

    /// The phases of `total` steps that have any.
    /// - Parameter index: the number, among `names`, of the phase a step is in; it does not fall from step to step.
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

    /// The phases of parts that end at `ends`, each where the next begins; those beyond `total` are cut.
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

    /// "start" until the first decay, then "decay 1", "decay 2", ...; none where there are too many.
    /// - Parameter number: how many decays a step comes after; it does not fall from step to step.
    static func decays(of total: Int, after number: (Int) -> Int) -> [Phase] {
        guard total > 0, number(total - 1) < most else { return [] }
        let names = (0...number(total - 1)).map { $0 == 0 ? "start" : "decay \($0)" }
        return list(names, of: total, at: number)
    }
}
