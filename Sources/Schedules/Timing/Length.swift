/// How long a part of a schedule takes.
public enum Length: Sendable, Equatable {
    case steps(Int)
    /// A share, 0...1, of the steps of the schedule: of its own, where it is a part of a sequence.
    case fraction(Double)

    /// `epochs`, which need not be whole, in steps: epochs x stepsPerEpoch, rounded to the nearest, halves up.
    /// - Throws: `ScheduleError.invalid` where `epochs` is negative or no number, or an epoch has no step.
    public static func epochs(_ epochs: Double, stepsPerEpoch: Int) throws(ScheduleError) -> Length {
        var check = ParameterCheck()
        check.notNegative("epochs", epochs)
        check.require(stepsPerEpoch >= 1, "steps per epoch", Double(stepsPerEpoch), "at least 1")
        try check.finish()
        return .steps(Int(saturating: epochs * Double(stepsPerEpoch) + 0.5))
    }

    /// The steps it takes in a schedule of `total` steps; a share is rounded to the nearest, halves up.
    public func steps(of total: Int) -> Int { LengthSum(self).steps(of: total) }

    /// The same for what repeats, and cannot do so in no time.
    func stepsAboveZero(of total: Int) -> Int { max(1, steps(of: total)) }
}

/// Lengths one after the other. They are added before they are rounded, so that shares that add up to 1 take all steps.
struct LengthSum: Sendable, Equatable {
    private(set) var steps = 0
    private(set) var fraction = 0.0

    init() {}

    init(_ lengths: Length...) { for length in lengths { add(length) } }

    mutating func add(_ length: Length) {
        switch length {
        case .steps(let more): steps = steps.addingSaturated(more)
        case .fraction(let more): fraction += more
        }
    }

    /// steps + floor(fraction T + 1/2); of a T below 0 as of 0.
    @inline(__always)
    func steps(of total: Int) -> Int {
        fraction == 0 ? steps : steps.addingSaturated(Int(saturating: fraction * Double(max(0, total)) + 0.5))
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
