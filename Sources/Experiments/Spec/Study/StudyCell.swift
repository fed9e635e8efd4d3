/// Where in a study an experiment lies.
public struct StudyCell: Sendable, Equatable {
    /// The study's name.
    public let study: String
    /// The arm, as its file names it; nil where the study has a grid alone.
    public let arm: String?
    /// The grid's keys, dotted, and this experiment's values as compact JSON, in the file's order.
    public let values: [Value]
    /// Everything that the study changes, dotted: the keys of its grid, and those of any arm.
    public let changes: Set<String>

    /// One key of a grid.
    public struct Value: Sendable, Equatable {
        public let key: String
        public let value: String
    }
}
