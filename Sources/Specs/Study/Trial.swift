/// An experiment's place in a study. Its run folder holds it as `study.json`.
public struct Trial: Sendable, Equatable {
    /// The study's name.
    public let study: String
    /// The study's description; may be empty.
    public let description: String
    /// The arm's name; nil if the study has only a grid.
    public let arm: String?
    /// The grid's keys, dotted, and this experiment's values, in the file's order.
    public let values: [Value]
    /// Every key that the study changes, dotted: those of its grid and of any arm.
    public let changes: Set<String>
    /// The name of the experiment with which every other one is compared; nil: all are compared with each other.
    public let baseline: String?

    /// One key of a grid.
    public struct Value: Sendable, Equatable {
        /// The key, dotted.
        public let key: String
        /// Compact JSON.
        public let value: String
    }

    /// Whether both are of one study; then they differ only in the keys that the study changes.
    public func isOfStudy(of other: Trial) -> Bool { study == other.study && changes == other.changes }
}
