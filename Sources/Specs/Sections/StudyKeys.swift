import JSON

/// The keys that make a file a study.
enum StudyKeys {
    static let arms = "arms"
    static let grid = "grid"
    static let baseline = "baseline"

    /// A file with one of these keys is a study.
    static func make(_ key: String) -> Bool { key.isExactly(arms) || key.isExactly(grid) }
}
