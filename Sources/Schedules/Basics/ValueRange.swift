/// The numbers that a parameter allows. No range has infinity or NaN.
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
    public func contains(_ value: Double) -> Bool { value.isFinite && isAboveLower(value) && isBelowUpper(value) }

    private func isAboveLower(_ value: Double) -> Bool {
        guard let lower else { return true }
        return includesLower ? value >= lower : value > lower
    }

    private func isBelowUpper(_ value: Double) -> Bool {
        guard let upper else { return true }
        return includesUpper ? value <= upper : value < upper
    }
}

extension ValueRange {
    /// Both ends allowed.
    package static func between(_ lower: Double, _ upper: Double) -> ValueRange {
        ValueRange(lower: lower, upper: upper)
    }

    /// The lower end allowed, the upper one not.
    package static func from(_ lower: Double, below upper: Double) -> ValueRange {
        ValueRange(lower: lower, upper: upper, includesUpper: false)
    }

    /// The upper end allowed, the lower one not.
    package static func above(_ lower: Double, upTo upper: Double? = nil) -> ValueRange {
        ValueRange(lower: lower, upper: upper, includesLower: false)
    }

    /// The lower end allowed; no upper end.
    package static func atLeast(_ lower: Double) -> ValueRange { ValueRange(lower: lower) }

    /// The range, to follow "is not": `between 0 and 1`, `greater than 0`.
    /// - Parameter value: outside of the range.
    package func expectation(for value: Double) -> String {
        if let lower, let upper, includesLower {
            let range = "between \(lower.short) and \(upper.short)"
            return includesUpper ? range : range + ", \(upper.short) excluded"
        }
        if let lower, !isAboveLower(value) { return (includesLower ? "at least " : "greater than ") + lower.short }
        guard let upper else { return "finite" }
        return (includesUpper ? "at most " : "less than ") + upper.short
    }
}
