import Schedules

extension PolicyList {
    /// Policies that do not depend on the step.
    static func constants(_ quantity: ScheduledQuantity) -> [Policy] {
        let lr = quantity.rate("The value at every step.")
        return [
            Policy("constant", "The same value throughout.", [lr]) { values in try Constant(lr: try values[lr]) }
        ]
    }
}
