/// Collects what is wrong with a schedule's parameters, so that all of it is said at once.
struct ParameterCheck {
    private var problems: [InvalidParameter] = []

    mutating func require(_ holds: Bool, _ name: String, _ value: Double, _ requirement: String) {
        if !holds { problems.append(InvalidParameter(name: name, value: value, requirement: requirement)) }
    }

    mutating func positive(_ name: String, _ value: Double) {
        require(value > 0 && value.isFinite, name, value, "a positive number")
    }

    mutating func atLeastOne(_ name: String, _ value: Double) {
        require(value >= 1 && value.isFinite, name, value, "at least 1")
    }

    mutating func between(_ name: String, _ value: Double, _ low: Double, _ high: Double) {
        require(value >= low && value <= high, name, value, "between \(low.short) and \(high.short)")
    }

    func finish() throws(ScheduleError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }
}

extension Double {
    /// 1 instead of 1.0.
    fileprivate var short: String {
        self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self)
    }
}
