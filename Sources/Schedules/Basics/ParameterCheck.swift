/// Collects the bad parameters of a schedule, so that all are reported together.
struct ParameterCheck {
    private var problems: [InvalidParameter] = []

    /// - Parameter value: nil if `requirement` is the whole message.
    mutating func require(_ holds: Bool, _ name: String, _ value: Double?, _ requirement: String) {
        if !holds { problems.append(InvalidParameter(name: name, value: value, requirement: requirement)) }
    }

    mutating func positive(_ name: String, _ value: Double) {
        require(value > 0 && value.isFinite, name, value, "a positive number")
    }

    mutating func notNegative(_ name: String, _ value: Double) {
        require(value >= 0 && value.isFinite, name, value, "a number from 0")
    }

    mutating func atLeastOne(_ name: String, _ value: Double) {
        require(value >= 1 && value.isFinite, name, value, "at least 1")
    }

    mutating func between(_ name: String, _ value: Double, _ low: Double, _ high: Double) {
        require(value >= low && value <= high, name, value, "between \(low.short) and \(high.short)")
    }

    /// A learning rate in 0...highest.
    mutating func lower(_ name: String, _ value: Double, than highest: Double) {
        notNegative(name, value)
        if value >= 0, highest.isFinite { require(value <= highest, name, value, "at most \(highest.short)") }
    }

    /// A factor of decay: in (0, 1].
    mutating func decay(_ name: String, _ value: Double) {
        require(value > 0 && value <= 1, name, value, "above 0 and at most 1")
    }

    mutating func momentum(_ name: String, _ value: Double) {
        require(value >= 0 && value < 1, name, value, "in [0, 1)")
    }

    /// Momentum at its highest and lowest.
    mutating func momentum(high: Double, low: Double) {
        momentum("moms", high)
        momentum("moms", low)
        require(!(high < low), "moms", low, "at most \(high.short)")
    }

    /// A length from 0.
    mutating func length(_ name: String, _ length: Length) {
        switch length {
        case .steps(let steps): require(steps >= 0, name, Double(steps), "a number of steps from 0")
        case .partialSteps(let steps):
            require(steps >= 0 && steps.isFinite, name, steps, "a number of steps from 0")
        case .fraction(let fraction): between(name, fraction, 0, 1)
        }
    }

    /// A length above 0, as cycles need.
    mutating func lengthAboveZero(_ name: String, _ length: Length) {
        switch length {
        case .steps(let steps): require(steps >= 1, name, Double(steps), "at least one step")
        case .partialSteps(let steps): require(steps > 0 && steps.isFinite, name, steps, "above 0")
        case .fraction(let fraction):
            require(fraction > 0 && fraction <= 1, name, fraction, "above 0 and at most 1")
        }
    }

    func finish() throws(ScheduleError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }
}
