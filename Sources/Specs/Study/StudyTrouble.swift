import JSON
import Text

extension SpecProblem {
    /// What can be wrong with `arms`, `grid` and `baseline`. `found` is a value as a message names it.
    public enum StudyTrouble: Sendable, Equatable {
        case noArms
        case noKeys
        case noValues
        /// A range that runs down, or whose ends are equal.
        case ends(found: String, areEqual: Bool)
        case logFromZero(found: String)
        case samples(found: String, limit: Int)
        /// A key that no grid has: seeds, or the name.
        case noKeyOfGrids(key: String)
        /// Experiments that would share a folder.
        case sameName(String, count: Int)
        /// None of the study's experiments, of which some are named; `suggestion` is the nearest.
        case noBaseline(found: String, suggestion: String?, names: [String])
        /// An arm of several experiments.
        case severalBaselines(found: String, names: [String])
        /// An override that gives all experiments the same value of a key of the grid; `instead`: what would do.
        case overridesGrid(key: String, instead: String)
        /// Overrides that make two experiments the same training.
        case overridesStudy(first: String, second: String)
    }
}

extension SpecProblem.StudyTrouble: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .noArms: "there is no arm in it; give one experiment or more by name"
        case .noKeys: "there is no key in it; give values by one key or more"
        case .noValues: "the list is empty; give one value or more"
        case .ends(let found, areEqual: true): "\(found) has one value alone; give two ends, the lower one first"
        case .ends(let found, areEqual: false): "\(found) runs down; give the lower end first"
        case .logFromZero(let found): "\(found) is no end of a range by ratio, which begins above 0; uniform may"
        case .samples(let found, let limit): "\(found) is not an integer between 2 and \(limit)"
        case .noKeyOfGrids("seeds"):
            "no key of a grid: every experiment has all seeds of the study; give \"seeds\" beside the grid"
        case .noKeyOfGrids(let key):
            "no key of a grid: experiments are named after what it changes; give \"\(key)\" beside the grid"
        case .sameName(let name, let count):
            "\(count) experiments of the study are called \(name), and one folder cannot hold them all"
        case .noBaseline(let found, let suggestion?, _):
            "\(found) is none of the study's experiments; did you mean \"\(suggestion)\"?"
        case .noBaseline(let found, nil, let names):
            "\(found) is none of the study's experiments; they are \(Printable.list(names))"
        case .severalBaselines(let found, let names):
            "\(found) is the arm of \(names.count) experiments; name one of them: \(Printable.list(names))"
        case .overridesGrid(let key, let instead):
            "the study's grid varies \(key), and what is named after its values would all have this one; "
                + "\(instead) changes the grid"
        case .overridesStudy(let first, let second):
            "the study's experiments \(first) and \(second) would be the same training; change what the study says of them"
        }
    }
}
