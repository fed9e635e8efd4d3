/// How a schedule lies in a training of T steps.
public enum Fit: Sendable, Equatable {
    /// It ends with the training, or has no end of its own.
    case whole
    /// The training ends on step `end` in the midst of a cycle, which takes the steps `cycle`. A warning.
    case cut(cycle: Range<Int>, end: Int)
    /// It is at its end after `length` of `total` steps, and stays there. A warning.
    case short(length: Int, total: Int)
    /// It asks for `length` steps where there are `total`. An error.
    case tooLong(length: Int, total: Int)
    /// The same of a part of a sequence, by its index.
    indirect case part(Int, Fit)

    /// Nobody means to train so.
    public var isError: Bool {
        switch self {
        case .tooLong: true
        case .whole, .cut, .short: false
        case .part(_, let fit): fit.isError
        }
    }

    /// Worth a word before training.
    public var isWarning: Bool {
        switch self {
        case .cut, .short: true
        case .whole, .tooLong: false
        case .part(_, let fit): fit.isWarning
        }
    }

    /// `.tooLong` where `length` is beyond `total`.
    init(_ length: LengthSum, in total: Int) {
        let length = length.steps(of: total)
        self = length > max(0, total) ? .tooLong(length: length, total: total) : .whole
    }

    /// The first error of several; without one, the first warning.
    static func worst(_ fits: [Fit]) -> Fit {
        fits.first(where: \.isError) ?? fits.first(where: \.isWarning) ?? .whole
    }

    /// The same for a part of a schedule that begins on step `start`.
    func shifted(by start: Int) -> Fit {
        if case .part(let index, let fit) = self { return .part(index, fit.shifted(by: start)) }
        guard case .cut(let cycle, let end) = self else { return self }
        let lower = cycle.lowerBound.addingSaturated(start)
        return .cut(cycle: lower..<max(lower, cycle.upperBound.addingSaturated(start)), end: end.addingSaturated(start))
    }
}

extension Fit: CustomStringConvertible {
    public var description: String {
        switch self {
        case .whole:
            "ends with the training"
        case .cut(let cycle, let end):
            "the cycle of steps \(cycle.lowerBound) to \(cycle.upperBound - 1) is cut at step \(end)"
        case .short(let length, let total):
            "ends after \(length) of \(total) steps, and stays at its last value"
        case .tooLong(let length, let total):
            "takes \(length) steps, and there are \(total)"
        case .part(let index, let fit):
            "parts[\(index)]: \(fit)"
        }
    }
}
