/// A way in which a schedule does not fit a training of T steps.
public struct ScheduleIssue: Sendable, Equatable {
    /// What does not fit.
    public enum Kind: Sendable, Equatable {
        /// The training ends at step `end`, within the cycle of the steps `cycle`. A warning.
        case cut(cycle: Range<Int>, end: Int)
        /// The schedule ends after `length` of `total` steps and stays at its last value. A warning.
        case short(length: Int, total: Int)
        /// `length` steps do not fit into `total`. An error. `with`: the part that takes others, "warmup".
        case tooLong(length: Int, with: String? = nil, total: Int)
    }

    /// The key in a spec: "warmup", or "parts[1].schedule.warmup" within a sequence; empty for the whole schedule.
    public internal(set) var key: String
    /// What does not fit.
    public internal(set) var kind: Kind
    /// Whether `total` counts the steps of a part of a sequence.
    public internal(set) var isInPart = false

    init(_ key: String, _ kind: Kind) {
        self.key = key
        self.kind = kind
    }

    /// An issue of the whole schedule.
    init(_ kind: Kind) { self.init("", kind) }

    /// Whether the training is refused; other issues are warnings.
    public var isError: Bool { if case .tooLong = kind { true } else { false } }

    /// The same issue in a schedule that another one holds under `key`.
    func under(_ key: String) -> ScheduleIssue {
        var issue = self
        issue.key = self.key.isEmpty ? key : key + "." + self.key
        return issue
    }

    /// The same issue in a part of a sequence that begins at step `start`.
    func inPart(_ index: Int, from start: Int) -> ScheduleIssue {
        var issue = under("parts[\(index)].schedule")
        issue.isInPart = true
        if case .cut(let cycle, let end) = kind {
            let lower = cycle.lowerBound.addingSaturated(start)
            let upper = max(lower, cycle.upperBound.addingSaturated(start))
            issue.kind = .cut(cycle: lower..<upper, end: end.addingSaturated(start))
        }
        return issue
    }
}

extension ScheduleIssue: CustomStringConvertible {
    /// "warmup: takes 20 steps, ..."
    public var description: String { key.isEmpty ? text : "\(key): \(text)" }

    /// The description without the key.
    public var text: String {
        switch kind {
        case .cut(let cycle, let end):
            return "the cycle of steps \(cycle.lowerBound) to \(cycle.upperBound - 1) is cut at step \(end)"
        case .short(let length, let total):
            return "ends after \(length) of \(total) steps, and stays at its last value"
        case .tooLong(let length, let with, let total):
            let isCounted = Double(length) < Self.maxCounted
            let steps = isCounted ? "\(length) steps" : "more than \(Int64(Self.maxCounted)) steps"
            return "takes \(steps)" + (with.map { " with \($0)" } ?? "")
                + (isInPart
                    ? ", and its part has \(total); shorten it or lengthen the part"
                    : ", and there are \(total); shorten it or train longer")
        }
    }

    /// Longer lengths are not printed in digits. A `Double`, since a 32-bit `Int` does not hold it.
    private static let maxCounted = 1e12
}
