/// A schedule that cannot be made, or a step that it does not have.
public enum ScheduleError: Error, Sendable, Equatable {
    /// Bad parameters, all of them.
    case invalid([InvalidParameter])
    /// A step outside 0 ..< total.
    case outOfRange(step: Int, total: Int)
}

/// A bad parameter: its name, its value, and the requirement that the value fails.
public struct InvalidParameter: Sendable, Equatable {
    /// The key in a spec: "pct_start", or "milestones[2]" within a list.
    public var name: String
    /// The value; nil if the parameter is missing or conflicts with another.
    public var value: Double?
    /// The end of the sentence "... is not": "between 0 and 1". Without a value, the whole message: "missing".
    public var requirement: String

    /// A bad value, or a problem that no value shows.
    public init(name: String, value: Double?, requirement: String) {
        self.name = name
        self.value = value
        self.requirement = requirement
    }
}

extension ScheduleError: CustomStringConvertible {
    /// One line, problems separated by "; ".
    public var description: String {
        switch self {
        case .invalid(let parameters):
            parameters.map(\.description).joined(separator: "; ")
        case .outOfRange(let step, let total) where total > 0:
            "step \(step) is outside of the schedule's \(total) steps (0 to \(total - 1))"
        case .outOfRange(let step, let total):
            "step \(step) is outside of a schedule of \(total) steps, which has none"
        }
    }
}

extension InvalidParameter: CustomStringConvertible {
    /// "pct_start: 1.3 is not between 0 and 1"
    public var description: String { "\(name): " + (value.map { "\($0.short) is not " } ?? "") + requirement }
}

extension Double {
    /// 1 instead of 1.0.
    var short: String { self == rounded() && magnitude < 0x1p53 ? String(Int64(self)) : String(self) }
}
