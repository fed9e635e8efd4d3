/// What an optimizer has learnt in its training so far.
public struct OptimizerState: Sendable, Equatable {
    /// Arrays with a number for each parameter, by name, as `step` gets the parameters; padding is zero.
    public var arrays: [String: [Float]]
    /// Whole numbers, such as the steps made, by name.
    public var counters: [String: Int]

    /// A state of these values.
    public init(arrays: [String: [Float]] = [:], counters: [String: Int] = [:]) {
        self.arrays = arrays
        self.counters = counters
    }

    /// Whether both have the same counters, and arrays of the same names and sizes.
    package func hasForm(of other: OptimizerState) -> Bool {
        counters == other.counters && arrays.mapValues(\.count) == other.arrays.mapValues(\.count)
    }
}
