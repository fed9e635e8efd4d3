import Plotting

/// The vertical axes of the quantities that schedules set.
extension Figure {
    /// The axis of the learning rates or weight decays of schedules: linear, or logarithmic if a linear one would hide a
    /// schedule, or much of one, at its lower end. See ``RateSpan``.
    /// - Parameter schedules: the values of each schedule by step.
    static func ratesAxis(_ name: String, _ schedules: [[Double]]) -> Axis {
        if let ends = RateSpan(schedules).logEnds {
            return Axis(name, scale: .log, lower: ends.lower, upper: ends.upper)
        }
        return rateAxis(name, schedules.flatMap { $0 })
    }

    /// The linear axis of learning rates or weight decays: from zero, with room for a line at zero. A constant lies somewhat
    /// above the middle. A momentum beside it can share its grid.
    static func rateAxis(_ name: String, _ values: [Double], color: Color? = nil) -> Axis {
        var axis = Axis(name, color: color, padding: 0.07)
        if let (low, high) = RobustRange.extremes(values), low >= 0, high > 0 {
            axis.lower = -0.04 * high
            axis.upper = high == low ? 1.5 * high : 1.16 * high
            axis.tickLimits = 0...Double.infinity
        }
        return axis
    }

    /// The axis of a momentum: its range, or a twentieth to both sides of a constant. It has no ticks below 0, and no
    /// room for them.
    static func momentumAxis(_ name: String, _ values: [Double], color: Color?) -> Axis {
        var axis = Axis(name, color: color, tickLimits: 0...1, padding: 0.08)
        if let (low, high) = RobustRange.extremes(values), high - low < 0.01 {
            axis.lower = low - min(0.05, low + 0.01)
            axis.upper = (axis.lower ?? low) + 0.1
        }
        return axis
    }
}
