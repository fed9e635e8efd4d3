import Text

/// Why arms cannot be compared.
public enum ComparisonError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Two arms of one name.
    case sameName(String)
    /// Two runs of one arm with one seed: pairs would be ambiguous.
    case sameSeed(arm: String, seed: UInt64)
    /// A run has no validation although it has not diverged.
    case noValidation(arm: String, seed: UInt64)
    /// A run has no test part, and the arms are to be compared by it.
    case noTest(arm: String, seed: UInt64)
    /// No arm has the baseline's name; `suggestion` is the nearest name.
    case noBaseline(String, suggestion: String?, names: [String])
    /// The target is not an accuracy.
    case target(Double)
    /// The margin of equality is not above 0.
    case margin(Double)

    // Of run folders.

    /// A folder is named twice.
    case sameFolder(String)
    /// A folder holds only seeds that another folder of the same training holds.
    case copy(String, of: String)
    /// Two folders of one training hold different results of a seed.
    case differentResults(seed: UInt64, first: String, second: String)
    /// Different trainings have one name.
    case sameNameInFolders(String, first: String, second: String)

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .sameName(let name): "two arms are called \(Printable.text(name)); give one another name"
        case .sameSeed(let arm, let seed):
            "\(Printable.text(arm)) has two runs of seed \(seed); remove one of them"
        case .noValidation(let arm, let seed):
            "\(Printable.text(arm)), seed \(seed): no validation is recorded; train it again"
        case .noTest(let arm, let seed):
            "\(Printable.text(arm)), seed \(seed): no test is recorded; set \"test\": true in data.valid_split and train it "
                + "again, or compare by another metric"
        case .noBaseline(let name, let suggestion?, _):
            "no arm is called \(Printable.quoted(name)); did you mean \"\(Printable.text(suggestion))\"?"
        case .noBaseline(let name, nil, let names):
            "no arm is called \(Printable.quoted(name)); the arms are \(Printable.list(names))"
        case .target(let target): "the target \(target) is not an accuracy above 0 and up to 1"
        case .margin(let margin): "the margin \(margin) is not above 0"
        case .sameFolder(let path): "\(Printable.text(path)): the same run folder twice; name it once"
        case .copy(let path, let other):
            "\(Printable.text(path)): the same training and seeds as \(Printable.text(other)); name one of them, and another "
                + "run"
        case .differentResults(let seed, let first, let second):
            "seed \(seed) of one training has different results in \(Printable.text(first)) and "
                + "\(Printable.text(second)), for instance from another kind of CPU; name one of these folders, or train "
                + "other seeds in one"
        case .sameNameInFolders(let name, let first, let second):
            "\(Printable.text(first)) and \(Printable.text(second)) are different trainings, both called "
                + "\(Printable.text(name)); change \"name\" in the spec.json of one"
        }
    }
}
