/// How long a part of a schedule takes.
public enum Length: Sendable, Equatable {
    case steps(Int)
    /// Steps that need not be whole, as those of half an epoch are not: sums of lengths are rounded, not each length, so
    /// that two halves of 193 steps take 193.
    case partialSteps(Double)
    /// A share, 0...1, of the steps of the schedule: of its own, where it is a part of a sequence.
    case fraction(Double)

    /// `epochs`, which need not be whole, in steps: epochs x stepsPerEpoch.
    /// - Throws: `ScheduleError.invalid` where `epochs` is negative or no number, or an epoch has no step.
    public static func epochs(_ epochs: Double, stepsPerEpoch: Int) throws(ScheduleError) -> Length {
        var check = ParameterCheck()
        check.notNegative("epochs", epochs)
        check.require(stepsPerEpoch >= 1, "steps per epoch", Double(stepsPerEpoch), "at least 1")
        try check.finish()
        let steps = epochs * Double(stepsPerEpoch)
        return steps == steps.rounded() ? .steps(Int(saturating: steps)) : .partialSteps(steps)
    }

    /// The steps it takes alone in a schedule of `total` steps, rounded to the nearest, halves up.
    public func steps(of total: Int) -> Int { LengthSum(self).steps(of: total) }

    /// `.tooLong` where it is longer than the training.
    func misfits(in total: Int, key: String) -> [Misfit] {
        let steps = steps(of: total)
        return steps > max(0, total) ? [Misfit(key, .tooLong(length: steps, total: total))] : []
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

    /// As a real number, in steps; of a T below 0 as of 0.
    @inline(__always)
    func exactSteps(of total: Int) -> Double { Double(whole) + (partial + fraction * Double(max(0, total))) }

    /// The same for what repeats, and cannot do so in less than a step.
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
    /// The whole part of `value`; the nearest `Int` where there is none, 0 for what is no number.
    @inline(__always)
    init(saturating value: Double) {
        if value >= 0x1p63 {
            self = .max
        } else if value >= -0x1p63 {
            self = Int(value)
        } else {
            self = value.isNaN ? 0 : .min
        }
    }

    /// The sum; the nearest `Int` where it is none.
    @inline(__always)
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other > 0 ? .max : .min) : sum
    }
}
