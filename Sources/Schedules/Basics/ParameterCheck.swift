/// Collects the bad parameters of a schedule, so that all are reported together.
struct ParameterCheck {
    private var problems: [InvalidParameter] = []

    /// - Parameter value: nil if `requirement` is the whole message.
    mutating func require(_ holds: Bool, _ name: String, _ value: Double?, _ requirement: String) {
        if !holds { problems.append(InvalidParameter(name: name, value: value, requirement: requirement)) }
    }

    mutating func require(_ name: String, _ value: Double, in range: ValueRange) {
        require(range.contains(value), name, value, range.expectation(for: value))
    }

    mutating func require(_ name: String, _ length: Length, in range: LengthRange) {
        switch length {
        case .steps(let steps): require(name, Double(steps), in: .atLeast(Double(range.minSteps)))
        case .partialSteps(let steps): require(name, steps, in: range.numbers())
        case .fraction(let fraction): require(name, fraction, in: range.fractions)
        }
    }

    /// A learning rate in 0...highest.
    mutating func lower(_ name: String, _ value: Double, than highest: Double) {
        require(name, value, in: .notNegative)
        if value >= 0, highest.isFinite { require(value <= highest, name, value, "at most \(highest.short)") }
    }

    /// Momentum at its highest and lowest.
    mutating func momentum(high: Double, low: Double) {
        require("moms", high, in: .momentum)
        require("moms", low, in: .momentum)
        require(!(high < low), "moms", low, "at most \(high.short)")
    }

    func finish() throws(ScheduleError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }
}
