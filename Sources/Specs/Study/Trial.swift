/// An experiment's place in a study. Its run folder holds it as `study.json`.
public struct Trial: Sendable, Equatable {
    /// The study's name. With overrides it ends in `variant`.
    public let study: String
    /// The keys that overrides changed in the whole study, with their values, at the end of every name: "lr_max-0.2"; nil:
    /// none.
    public let variant: String?
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

    /// An experiment's name without its study's name in front and the variant at the end.
    package func label(_ name: String) -> String {
        let end = variant.map { "-" + $0 } ?? ""
        let start = (study.hasSuffix(end) ? study.dropLast(end.count) : study[...]) + "-"
        guard name.hasPrefix(start), name.count > start.count else { return name }
        let rest = name.dropFirst(start.count)
        return String(rest.hasSuffix(end) && rest.count > end.count ? rest.dropLast(end.count) : rest)
    }

    /// The experiment that a word names, with or without the study's name in front and the variant at the end.
    package func experiment(_ word: String, among names: [String]) -> String? {
        names.first { $0 == word } ?? names.first { label($0) == word }
    }
}
