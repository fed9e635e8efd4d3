/// Ranges that several policies have. Initializers check them, and the keys of specs have the same limits.
extension ValueRange {
    /// A value that may be 0, such as a momentum or the end of a schedule.
    package static let notNegative = atLeast(0)
    /// A learning rate that others are divided by.
    package static let positive = above(0)
    /// Momentum, or Adam's beta1.
    package static let momentum = from(0, below: 1)
    /// A share of the steps, or of a value.
    package static let share = between(0, 1)
    /// A factor of decay, for each step or each time.
    package static let decay = above(0, upTo: 1)
    /// A learning rate divided by a lower one.
    package static let quotient = atLeast(1)
    /// A number of parts, cycles or steps, where there must be one.
    package static let oneOrMore = atLeast(1)
    /// The length of a cycle divided by that of the previous one.
    package static let cycleGrowth = between(1, 1000)
}

/// The lengths that a parameter allows.
package struct LengthRange: Sendable {
    /// The lowest number of steps.
    package let minSteps: Int

    /// Any length, for a part that may be left out.
    package static let fromZero = LengthRange(minSteps: 0)
    /// For a part that repeats.
    package static let aboveZero = LengthRange(minSteps: 1)

    /// Its real numbers, of steps or epochs.
    package func numbers(upTo limit: Double? = nil) -> ValueRange {
        minSteps > 0 ? .above(0, upTo: limit) : limit.map { .between(0, $0) } ?? .notNegative
    }

    /// Its shares of the steps.
    package var fractions: ValueRange { numbers(upTo: 1) }
}
