/// The numbers a key allows.
public struct ValueRange: Sendable, Equatable {
    /// The lower limit; nil: none.
    public var lower: Double?
    /// The upper limit; nil: none.
    public var upper: Double?
    /// Whether `lower` itself is allowed.
    public var includesLower = true
    /// Whether `upper` itself is allowed.
    public var includesUpper = true

    /// Whether the number is allowed.
    public func contains(_ value: Double) -> Bool { isAboveLower(value) && isBelowUpper(value) }

    func isAboveLower(_ value: Double) -> Bool {
        guard let lower else { return true }
        return includesLower ? value >= lower : value > lower
    }

    func isBelowUpper(_ value: Double) -> Bool {
        guard let upper else { return true }
        return includesUpper ? value <= upper : value < upper
    }
}

extension ValueRange {
    /// Both ends allowed.
    static func between(_ lower: Double, _ upper: Double) -> ValueRange { ValueRange(lower: lower, upper: upper) }

    /// The lower end allowed, the upper one not.
    static func from(_ lower: Double, below upper: Double) -> ValueRange {
        ValueRange(lower: lower, upper: upper, includesUpper: false)
    }

    /// The upper end allowed, the lower one not.
    static func above(_ lower: Double, upTo upper: Double? = nil) -> ValueRange {
        ValueRange(lower: lower, upper: upper, includesLower: false)
    }

    /// Neither end allowed.
    static func inside(_ lower: Double, _ upper: Double) -> ValueRange {
        ValueRange(lower: lower, upper: upper, includesLower: false, includesUpper: false)
    }

    static func atLeast(_ lower: Double) -> ValueRange { ValueRange(lower: lower) }

    /// Learning rates. The limits catch a mistyped exponent, and keep logarithms, quotients and axes of rates finite.
    package static let learningRate = ValueRange.between(1e-30, 1e6)

    /// Momentum and betas.
    static let momentum = ValueRange.from(0, below: 1)
}
