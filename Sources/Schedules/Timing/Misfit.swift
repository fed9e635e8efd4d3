/// Something in which a schedule does not lie in a training of T steps as it should.
public struct Misfit: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The training ends on step `end` in the midst of a cycle, which takes the steps `cycle`. A warning.
        case cut(cycle: Range<Int>, end: Int)
        /// The schedule is at its end after `length` of `total` steps, and stays there. A warning.
        case short(length: Int, total: Int)
        /// So many steps are asked for where there are `total`. An error. `with`: what takes them besides, "warmup".
        case tooLong(length: Int, with: String? = nil, total: Int)
    }

    /// As a spec calls it: "warmup", and "parts[1].schedule.warmup" within a sequence. Empty: the whole schedule.
    public internal(set) var key: String
    public internal(set) var kind: Kind
    /// Whether the steps that there are are those of a part of a sequence.
    public internal(set) var isInPart = false

    init(_ key: String, _ kind: Kind) {
        self.key = key
        self.kind = kind
    }

    /// Of the whole schedule.
    init(_ kind: Kind) { self.init("", kind) }

    /// Nobody means to train so; else it is worth a word before training.
    public var isError: Bool { if case .tooLong = kind { true } else { false } }

    /// The same of a schedule that another one holds under `key`.
    func under(_ key: String) -> Misfit {
        var misfit = self
        misfit.key = self.key.isEmpty ? key : key + "." + self.key
        return misfit
    }

    /// The same of a part of a sequence, which begins on step `start`.
    func inPart(_ index: Int, from start: Int) -> Misfit {
        var misfit = under("parts[\(index)].schedule")
        misfit.isInPart = true
        if case .cut(let cycle, let end) = kind {
            let lower = cycle.lowerBound.addingSaturated(start)
            let upper = max(lower, cycle.upperBound.addingSaturated(start))
            misfit.kind = .cut(cycle: lower..<upper, end: end.addingSaturated(start))
        }
        return misfit
    }
}

extension Misfit: CustomStringConvertible {
    public var description: String { key.isEmpty ? text : "\(key): \(text)" }

    /// Without the key.
    public var text: String {
        switch kind {
        case .cut(let cycle, let end):
            return "the cycle of steps \(cycle.lowerBound) to \(cycle.upperBound - 1) is cut at step \(end)"
        case .short(let length, let total):
            return "ends after \(length) of \(total) steps, and stays at its last value"
        case .tooLong(let length, let with, let total):
            let steps = length < Self.mostCounted ? "\(length) steps" : "more than \(Self.mostCounted) steps"
            return "takes \(steps)" + (with.map { " with \($0)" } ?? "")
                + (isInPart
                    ? ", and its part has \(total); shorten it or lengthen the part"
                    : ", and there are \(total); shorten it or train longer")
        }
    }

    /// A number beyond this says no more than that it is absurd.
    private static let mostCounted = 1_000_000_000_000
}
