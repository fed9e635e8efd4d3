import JSON
import Text

/// `arms`, `grid` and `baseline`: a file that holds several experiments over a common base.
///
/// An arm changes keys as `--set` does: `{"high": {"schedule.lr": 0.05}}`, or objects within objects. A grid is every
/// combination of the values of its keys. If a study has both, every arm has the whole grid. The baseline is the
/// experiment with which the others are compared.
struct Study {
    /// One experiment of the study.
    struct PlannedTrial {
        /// The part of its name after the study's: "-high-epochs-1".
        var name: String { (armName.map { "-" + $0 } ?? "") + gridName }
        /// Its arm; in its name `variant` follows, if the command line changed the arm.
        var arm: String?
        var variant = ""
        /// The values of the grid in its name: "-epochs-1".
        var gridName = ""
        var changes: [SpecChange] = []
        var values: [Trial.Value] = []

        /// Its name without the study's and without the variant of its arm: "high-epochs-1".
        var plainName: String { String(((arm.map { "-" + $0 } ?? "") + gridName).dropFirst()) }

        /// The arm's name with its variant.
        var armName: String? { arm.map { variant.isEmpty ? $0 : $0 + "-" + variant } }
    }

    private(set) var trials: [PlannedTrial]
    /// The grid's keys.
    let keys: [[String]]
    /// The baseline, as it was written.
    let baseline: JSONNode?

    /// The limit on the experiments of a study.
    static let limit = 1000

    /// Takes a study's keys out of a file; nil: the file is one experiment.
    init?(takenFrom root: inout JSONNode, issues: inout IssueList) {
        guard case .object(var members) = root.content,
            members.contains(where: { StudyKeys.make($0.key) })
        else { return nil }
        var arms: [PlannedTrial] = [PlannedTrial()]
        var grid = arms
        var baseline: JSONNode?
        var keys: [[String]] = []
        for member in members where member.key.isASCII {
            switch member.key {
            case StudyKeys.arms: arms = Self.arms(member.node, issues: &issues)
            case StudyKeys.grid: (grid, keys) = Self.grid(member.node, issues: &issues)
            case StudyKeys.baseline: baseline = member.node
            default: break
            }
        }
        members.removeAll { StudyKeys.make($0.key) || $0.key.isExactly(StudyKeys.baseline) }
        root.content = .object(members)
        self.baseline = baseline
        self.keys = keys
        guard arms.count * grid.count <= Self.limit else {
            issues.add(.tooManyTrials(count: arms.count * grid.count, limit: Self.limit), at: .root, root.origin)
            trials = []
            return
        }
        trials = arms.flatMap { arm in
            grid.map {
                PlannedTrial(
                    arm: arm.arm, gridName: $0.gridName, changes: arm.changes + $0.changes, values: $0.values)
            }
        }
    }

    /// Adds the end of an arm's name.
    mutating func rename(arm: String, _ variant: String) {
        for index in trials.indices where trials[index].arm == arm { trials[index].variant = variant }
    }

    /// Every key that it changes, dotted.
    var changes: Set<String> { Set(trials.flatMap(\.changes).map(\.key)) }

    private static func arms(_ node: JSONNode, issues: inout IssueList) -> [PlannedTrial] {
        let place = SpecKeyPath(StudyKeys.arms)
        let expected = "an object of one or more arms by name"
        var trials: [PlannedTrial] = []
        for member in members(of: node, at: place, expected: expected, ifEmpty: .noArms, issues: &issues) {
            let place = place.appending(key: member.key)
            if let issue = NameRule.issue(in: member.key) {
                issues.add(
                    .badName(found: Printable.quoted(member.key), issue, fromFile: false), at: place,
                    member.keyOrigin)
            }
            guard case .object(let changes) = member.node.content else {
                issues.add(
                    .wrongType(found: Printable.value(member.node), expected: "an object of keys to change"), at: place,
                    member.node.origin)
                continue
            }
            trials.append(
                PlannedTrial(arm: member.key, changes: Self.changes(members: changes, at: [])))
        }
        return trials
    }

    /// The members of an object with at least one; empty after an issue.
    private static func members(
        of node: JSONNode, at place: SpecKeyPath, expected: String, ifEmpty: SpecIssue.StudyIssue,
        issues: inout IssueList
    ) -> [JSONNode.Member] {
        if case .object(let members) = node.content, !members.isEmpty { return members }
        issues.add(
            node.isObject ? .ofStudy(ifEmpty) : .wrongType(found: Printable.value(node), expected: expected),
            at: place, node.origin)
        return []
    }

    /// The changes of an arm's object, key by key in its order.
    private static func changes(members: [JSONNode.Member], at path: [String]) -> [SpecChange] {
        members.flatMap { member in
            let path = path + parts(member.key)
            if case .object(let inner) = member.node.content, !inner.isEmpty {
                return changes(members: inner, at: path)
            }
            return [SpecChange(path: path, value: member.node)]
        }
    }

    private static func grid(_ node: JSONNode, issues: inout IssueList) -> (trials: [PlannedTrial], keys: [[String]]) {
        let place = SpecKeyPath(StudyKeys.grid)
        let expected = "an object of values by one or more keys"
        let members = members(of: node, at: place, expected: expected, ifEmpty: .noKeys, issues: &issues)
        if members.isEmpty { return ([], []) }
        var trials = [PlannedTrial()]
        for member in members {
            let path = parts(member.key)
            let place = place.appending(key: member.key)
            if [RootKeys.seeds.name, RootKeys.name.name].contains(path.first) {
                issues.add(.ofStudy(.noKeyOfGrids(key: path[0])), at: place, member.keyOrigin)
                continue
            }
            guard let values = values(of: member.node, at: place, issues: &issues) else { continue }
            guard trials.count * values.count <= limit else {
                issues.add(
                    .tooManyTrials(count: trials.count * values.count, limit: limit), at: place, member.keyOrigin)
                return ([], [])
            }
            let key = path.last ?? ""
            trials = trials.flatMap { trial in
                values.map { value in
                    PlannedTrial(
                        gridName: "\(trial.gridName)-\(key)-\(StudyNames.label(value.value))",
                        changes: trial.changes + [SpecChange(path: path, value: value)],
                        values: trial.values + [.init(key: member.key, value: JSONWriter.compact(value.value))])
                }
            }
        }
        return (trials, members.map { parts($0.key) })
    }

    /// The values of a list or of a range, each once.
    private static func values(
        of node: JSONNode, at place: SpecKeyPath, issues: inout IssueList
    ) -> [JSONNode]? {
        switch node.content {
        case .array([]):
            issues.add(.ofStudy(.noValues), at: place, node.origin)
            return nil
        case .array(let elements): return different(elements, at: place, issues: &issues)
        case .object(let members):
            do {
                guard let range = try GridRange(members, limit: limit) else { break }
                let values = range.values.map { JSONNode(unwritten: .number($0), origin: node.origin) }
                return different(values, at: place, issues: &issues)
            } catch {
                issues.add(.ofStudy(error.issue), at: place.appending(key: error.key), error.node.origin)
                return nil
            }
        default: break
        }
        issues.add(
            .wrongType(
                found: Printable.value(node),
                expected: "a list of values, or {\"log_uniform\": [0.001, 0.1], \"samples\": 5} (or uniform)"),
            at: place, node.origin)
        return nil
    }

    /// The values if all are different; else nil, and an issue.
    private static func different(
        _ values: [JSONNode], at place: SpecKeyPath, issues: inout IssueList
    ) -> [JSONNode]? {
        var firsts: [String: Int] = [:]
        var isGood = true
        for (index, value) in values.enumerated() {
            guard let first = firsts.updateValue(index, forKey: JSONWriter.compact(value.value)) else { continue }
            issues.add(
                .repeated(found: Printable.value(value), first: place.appending(index: first).description),
                at: place.appending(index: index), value.origin)
            isGood = false
        }
        return isGood ? values : nil
    }

    private static func parts(_ key: String) -> [String] {
        key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
}
