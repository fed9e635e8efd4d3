import JSON
import Statistics
import Text

/// Why arms cannot be compared.
public enum ComparisonError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Two arms of one name.
    case sameName(String)
    /// Two runs of one arm with one seed: pairs could not be told.
    case sameSeed(arm: String, seed: UInt64)
    /// A run that has not diverged and has no validation: there is nothing to count it by.
    case noValidation(arm: String, seed: UInt64)
    /// No arm of the name that a baseline was given; `suggestion` is the nearest of their names.
    case noBaseline(String, suggestion: String?, names: [String])
    case target(Double)
    case resamples(Int)

    // Of run folders.

    /// One folder, named twice.
    case sameFolder(String)
    /// A folder that says nothing that another one does not: the same training of the same seeds.
    case copy(String, of: String)
    /// A seed that two folders of one training hold with different results.
    case differentResults(seed: UInt64, first: String, second: String)
    /// Different trainings of one name.
    case sameNameInFolders(String, first: String, second: String)

    public var description: String {
        switch self {
        case .sameName(let name): "two arms are called \(Printable.text(name)); give one another name"
        case .sameSeed(let arm, let seed):
            "\(Printable.text(arm)) has two runs of seed \(seed); take one of them out"
        case .noValidation(let arm, let seed):
            "\(Printable.text(arm)), seed \(seed): no validation is recorded; train it again"
        case .noBaseline(let name, let suggestion?, _):
            "no arm is called \(Printable.quoted(name)); did you mean \"\(Printable.text(suggestion))\"?"
        case .noBaseline(let name, nil, let names):
            "no arm is called \(Printable.quoted(name)); there are \(Printable.list(names))"
        case .target(let target): "the target \(target) is not an accuracy above 0 and up to 1"
        case .resamples(let count):
            "\(count) resamples are not between \(BootstrapInterval.resampleLimits.lowerBound) "
                + "and \(BootstrapInterval.resampleLimits.upperBound)"
        case .sameFolder(let path): "\(Printable.text(path)): the same run folder twice; name it once"
        case .copy(let path, let other):
            "\(Printable.text(path)): the same training as \(Printable.text(other)), seed by seed, so there is nothing to "
                + "compare; name one of them, and another run"
        case .differentResults(let seed, let first, let second):
            "seed \(seed) of one training has other results in \(Printable.text(second)) than in "
                + "\(Printable.text(first)), for instance by another number of threads; name one of these folders, or train "
                + "other seeds in one"
        case .sameNameInFolders(let name, let first, let second):
            "\(Printable.text(first)) and \(Printable.text(second)) are different trainings, both called "
                + "\(Printable.text(name)); change \"name\" in the spec.json of one"
        }
    }
}
