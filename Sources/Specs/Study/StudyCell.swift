/// Where in a study an experiment lies. Its run folder holds it as `study.json`.
public struct StudyCell: Sendable, Equatable {
    /// The study's name.
    public let study: String
    /// What the study is for, as its file says it; may be empty.
    public let description: String
    /// The arm, as its file names it; nil where the study has a grid alone.
    public let arm: String?
    /// The grid's keys, dotted, and this experiment's values, in the file's order.
    public let values: [Value]
    /// Everything that the study changes, dotted: the keys of its grid, and those of any arm.
    public let changes: Set<String>
    /// The name of the study's experiment that every other one is compared with; nil: all are, with each other.
    public let baseline: String?

    /// One key of a grid.
    public struct Value: Sendable, Equatable {
        public let key: String
        /// Compact JSON.
        public let value: String
    }

    /// Whether both are of one study, so that all that differs between them comes from what the study changes.
    public func isOfStudy(of other: StudyCell) -> Bool { study == other.study && changes == other.changes }
}
