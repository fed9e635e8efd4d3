/// The length of a part of a schedule.
public enum Length: Sendable, Equatable {
    /// A whole number of steps.
    case steps(Int)
    /// A real number of steps, such as half an epoch's. Sums of lengths are rounded, not each length: two halves of 193
    /// steps take 193.
    case partialSteps(Double)
    /// A share, 0...1, of the schedule's steps; in a part of a sequence, of the part's steps.
    case fraction(Double)

    /// epochs x stepsPerEpoch steps, for a real number of epochs.
    /// - Throws: `ScheduleError.invalid` if `epochs` is negative or not a number, or if an epoch has no step.
    public static func epochs(_ epochs: Double, stepsPerEpoch: Int) throws(ScheduleError) -> Length {
        var check = ParameterCheck()
        check.require("epochs", epochs, in: .notNegative)
        check.require("steps per epoch", Double(stepsPerEpoch), in: .oneOrMore)
        try check.finish()
        let steps = epochs * Double(stepsPerEpoch)
        return steps == steps.rounded() ? .steps(Int(saturating: steps)) : .partialSteps(steps)
    }

    /// Its steps in a schedule of `total` steps, rounded to the nearest whole number, halves up.
    public func steps(of total: Int) -> Int { LengthSum(self).steps(of: total) }

    /// `.tooLong` if it is longer than the training.
    func issues(over total: Int, key: String) -> [ScheduleIssue] {
        let steps = steps(of: total)
        return steps > max(0, total) ? [ScheduleIssue(key, .tooLong(length: steps, total: total))] : []
    }
}

/// Lengths one after the other. They are added before they are rounded, so that shares that add up to 1 take all steps.
struct LengthSum: Sendable, Equatable {
    private var whole = 0
    private var partial = 0.0
    private var fraction = 0.0

    init() {}

    init(_ lengths: Length...) { for length in lengths { add(length) } }

    mutating func add(_ length: Length) {
        switch length {
        case .steps(let more): whole = whole.addingSaturated(more)
        case .partialSteps(let more): partial += more
        case .fraction(let more): fraction += more
        }
    }

    /// A real number of steps; a T below 0 counts as 0.
    @inline(__always)
    func exactSteps(of total: Int) -> Double { Double(whole) + (partial + fraction * Double(max(0, total))) }

    /// The same for cycles, which take at least one step.
    @inline(__always)
    func exactStepsAboveZero(of total: Int) -> Double { max(1, exactSteps(of: total)) }

    /// The nearest number of steps, halves up.
    @inline(__always)
    func steps(of total: Int) -> Int {
        if partial == 0, fraction == 0 { return whole }
        return whole.addingSaturated(Int(saturating: partial + fraction * Double(max(0, total)) + 0.5))
    }
}

extension Int {
    /// The whole part of `value`; the nearest `Int` if it is beyond the range, 0 if it is not a number.
    @inline(__always)
    init(saturating value: Double) {
        // 2^31 or 2^63: the first value beyond the range, and exact. `Double(Int.max)` rounds in 64 bits.
        let limit = -Double(Int.min)
        if value >= limit {
            self = .max
        } else if value >= -limit {
            self = Int(value)
        } else {
            self = value.isNaN ? 0 : .min
        }
    }

    /// The sum; the nearest `Int` if it overflows.
    @inline(__always)
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other > 0 ? .max : .min) : sum
    }
}
