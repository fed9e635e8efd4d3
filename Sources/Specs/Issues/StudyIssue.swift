import JSON
import Text

extension SpecIssue {
    /// An issue of `arms`, `grid` or `baseline`. `found` is a value as a message names it.
    public enum StudyIssue: Sendable, Equatable {
        /// `arms` is empty.
        case noArms
        /// `grid` is empty.
        case noKeys
        /// A list of `grid` is empty.
        case noValues
        /// A range that is descending, or whose ends are equal.
        case ends(found: String, areEqual: Bool)
        /// A logarithmic range whose lower end is not above 0.
        case logFromZero(found: String)
        /// An invalid number of samples of a range.
        case samples(found: String, limit: Int)
        /// A key that is not allowed in a grid: the seeds or the name.
        case noKeyOfGrids(key: String)
        /// Experiments that would share a folder.
        case sameName(String, count: Int)
        /// A baseline that is not an experiment of the study; `suggestion` is the nearest of `names`.
        case noBaseline(found: String, suggestion: String?, names: [String])
        /// An arm of several experiments.
        case severalBaselines(found: String, names: [String])
        /// An override of a key that the grid varies; `instead`: the option that changes the grid.
        case overridesGrid(key: String, instead: String)
        /// Overrides that make two experiments the same training.
        case overridesStudy(first: String, second: String)
    }
}

extension SpecIssue.StudyIssue: CustomStringConvertible {
    /// The problem, without its place.
    public var description: String {
        switch self {
        case .noArms: "it has no arm; give at least one experiment by name"
        case .noKeys: "it has no key; give values of at least one key"
        case .noValues: "the list is empty; give at least one value"
        case .ends(let found, areEqual: true): "\(found) has equal ends; give two different ones, the lower one first"
        case .ends(let found, areEqual: false): "\(found) is descending; give the lower end first"
        case .logFromZero(let found): "\(found) is not greater than 0, which log_uniform needs; use uniform"
        case .samples(let found, let limit): "\(found) is not an integer between 2 and \(limit)"
        case .noKeyOfGrids("seeds"):
            "not allowed in a grid: every experiment has all seeds of the study; give \"seeds\" next to the grid"
        case .noKeyOfGrids(let key):
            "not allowed in a grid: experiments are named after its values; give \"\(key)\" next to the grid"
        case .sameName(let name, let count):
            "\(count) experiments of the study have the name \(name); give each its own"
        case .noBaseline(let found, let suggestion?, _):
            "\(found) is not an experiment of the study; did you mean \"\(suggestion)\"?"
        case .noBaseline(let found, nil, let names):
            "\(found) is not an experiment of the study; its experiments are \(Printable.list(names))"
        case .severalBaselines(let found, let names):
            "\(found) is the arm of \(names.count) experiments; name one of them: \(Printable.list(names))"
        case .overridesGrid(let key, let instead):
            "the study's grid varies \(key), so all its experiments would have this value; "
                + "\(instead) changes the grid"
        case .overridesStudy(let first, let second):
            "the study's experiments \(first) and \(second) would be the same training; change the study instead"
        }
    }
}
