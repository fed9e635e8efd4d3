/// What is wrong with a schedule or with what was asked of it.
public enum ScheduleError: Error, Sendable, Equatable {
    /// Parameters that do not make a schedule; all of them.
    case invalid([InvalidParameter])
    /// A step outside 0 ..< total.
    case outOfRange(step: Int, total: Int)
}

/// A parameter, the value it was given, and what it must be; or what is wrong with it otherwise.
public struct InvalidParameter: Sendable, Equatable {
    /// As a spec calls it: "pct_start", and "milestones[2]" within a list.
    public var name: String
    /// nil where it is no value that is wrong.
    public var value: Double?
    /// Completes "is not ...": "between 0 and 1". Without a value it says all: "missing".
    public var requirement: String

    public init(name: String, value: Double?, requirement: String) {
        self.name = name
        self.value = value
        self.requirement = requirement
    }
}

extension ScheduleError: CustomStringConvertible {
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
    public var description: String { "\(name): " + (value.map { "\($0.short) is not " } ?? "") + requirement }
}

extension Double {
    /// 1 instead of 1.0.
    var short: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self) }
}
