import JSON
import Text

/// `arms`, `grid` and `baseline`: one file that is several experiments over a common base.
///
/// An arm is what it changes, as `--set` would change it: `{"high": {"schedule.lr": 0.05}}`, or objects within objects. A grid
/// is every combination of the values of its keys. Where both are there, every arm has the whole grid. The baseline is
/// the experiment that the others are compared with.
struct Study {
    /// One experiment of it.
    struct Cell {
        /// What its name has behind the study's.
        var name: String
        var overrides: [SpecOverride]
        /// The arm it is of, and its values of the grid.
        var arm: String?
        var values: [StudyCell.Value] = []
    }

    let cells: [Cell]
    /// The grid's keys.
    let keys: [[String]]
    /// The baseline, as it was written.
    let baseline: JSONNode?

    /// Most experiments of a study.
    static let limit = 1000

    /// The keys of a file that make it a study.
    static let makingKeys = ["arms", "grid"]

    /// The study that a file is, whose keys are taken out of it; nil: it is one experiment.
    package init?(takenFrom root: inout JSONNode, problems: inout ProblemList) {
        guard case .object(var members) = root.content,
            members.contains(where: { Self.makingKeys.contains($0.key) })
        else { return nil }
        var arms: [Cell] = [Cell(name: "", overrides: [])]
        var grid = arms
        var baseline: JSONNode?
        var keys: [[String]] = []
        for member in members {
            switch member.key {
            case "arms": arms = Self.arms(member.node, problems: &problems)
            case "grid": (grid, keys) = Self.grid(member.node, problems: &problems)
            case "baseline": baseline = member.node
            default: break
            }
        }
        members.removeAll { Self.makingKeys.contains($0.key) || $0.key == "baseline" }
        root.content = .object(members)
        self.baseline = baseline
        self.keys = keys
        guard arms.count * grid.count <= Self.limit else {
            problems.add(.tooManyCells(count: arms.count * grid.count, limit: Self.limit), at: .root, root.origin)
            cells = []
            return
        }
        cells = arms.flatMap { arm in
            grid.map {
                Cell(
                    name: arm.name + $0.name, overrides: arm.overrides + $0.overrides, arm: arm.arm,
                    values: $0.values)
            }
        }
    }

    /// Everything that it changes, dotted.
    var changes: Set<String> { Set(cells.flatMap(\.overrides).map { $0.path.joined(separator: ".") }) }

    private static func arms(_ node: JSONNode, problems: inout ProblemList) -> [Cell] {
        let place = SpecKeyPath("arms")
        guard case .object(let members) = node.content, !members.isEmpty else {
            problems.add(
                node.isObject
                    ? .ofStudy(.noArms)
                    : .wrongType(found: Printable.value(node), expected: "an object of one or more arms by name"),
                at: place, node.origin)
            return []
        }
        var cells: [Cell] = []
        for member in members {
            let place = place.appending(key: member.key)
            if let trouble = NameRule.trouble(in: member.key) {
                problems.add(
                    .badName(found: Printable.quoted(member.key), trouble: trouble, fromFile: false), at: place,
                    member.keyOrigin)
            }
            guard case .object(let changes) = member.node.content else {
                problems.add(
                    .wrongType(found: Printable.value(member.node), expected: "an object of keys to change"), at: place,
                    member.node.origin)
                continue
            }
            cells.append(Cell(name: "-" + member.key, overrides: overrides(changes, at: []), arm: member.key))
        }
        return cells
    }

    /// What an object of an arm changes, key by key in its order.
    private static func overrides(_ members: [JSONNode.Member], at path: [String]) -> [SpecOverride] {
        members.flatMap { member in
            let path = path + parts(member.key)
            if case .object(let inner) = member.node.content, !inner.isEmpty { return overrides(inner, at: path) }
            return [SpecOverride(path: path, value: member.node)]
        }
    }

    private static func grid(_ node: JSONNode, problems: inout ProblemList) -> (cells: [Cell], keys: [[String]]) {
        let place = SpecKeyPath("grid")
        guard case .object(let members) = node.content, !members.isEmpty else {
            problems.add(
                node.isObject
                    ? .ofStudy(.noKeys)
                    : .wrongType(found: Printable.value(node), expected: "an object of values by one or more keys"),
                at: place, node.origin)
            return ([], [])
        }
        var cells = [Cell(name: "", overrides: [])]
        for member in members {
            let path = parts(member.key)
            let place = place.appending(key: member.key)
            if ["seeds", "name"].contains(path.first) {
                problems.add(.ofStudy(.noKeyOfGrids(key: path[0])), at: place, member.keyOrigin)
                continue
            }
            guard let values = values(of: member.node, at: place, problems: &problems) else { continue }
            guard cells.count * values.count <= limit else {
                problems.add(
                    .tooManyCells(count: cells.count * values.count, limit: limit), at: place, member.keyOrigin)
                return ([], [])
            }
            let key = path.last ?? ""
            cells = cells.flatMap { cell in
                values.map { value in
                    Cell(
                        name: "\(cell.name)-\(key)-\(label(value.value))",
                        overrides: cell.overrides + [SpecOverride(path: path, value: value)],
                        values: cell.values + [.init(key: member.key, value: JSONWriter.compact(value.value))])
                }
            }
        }
        return (cells, members.map { parts($0.key) })
    }

    /// A list's values, or so many of a range, each once.
    private static func values(
        of node: JSONNode, at place: SpecKeyPath, problems: inout ProblemList
    ) -> [JSONNode]? {
        switch node.content {
        case .array([]):
            problems.add(.ofStudy(.noValues), at: place, node.origin)
            return nil
        case .array(let elements): return different(elements, at: place, problems: &problems)
        case .object(let members):
            do {
                guard let range = try GridRange(members, limit: limit) else { break }
                let values = range.values.map { JSONNode(unwritten: .number($0), origin: node.origin) }
                return different(values, at: place, problems: &problems)
            } catch {
                problems.add(.ofStudy(error.trouble), at: place.appending(key: error.key), error.node.origin)
                return nil
            }
        default: break
        }
        problems.add(
            .wrongType(
                found: Printable.value(node),
                expected: "a list of values, or {\"log_uniform\": [0.001, 0.1], \"samples\": 5} (or uniform)"),
            at: place, node.origin)
        return nil
    }

    /// Values that are not there twice; nil where one is.
    private static func different(
        _ values: [JSONNode], at place: SpecKeyPath, problems: inout ProblemList
    ) -> [JSONNode]? {
        var firsts: [String: Int] = [:]
        var isGood = true
        for (index, value) in values.enumerated() {
            guard let first = firsts.updateValue(index, forKey: JSONWriter.compact(value.value)) else { continue }
            problems.add(
                .repeated(found: Printable.value(value), first: place.appending(index: first).description),
                at: place.appending(index: index), value.origin)
            isGood = false
        }
        return isGood ? values : nil
    }

    private static func parts(_ key: String) -> [String] {
        key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// A value as a part of a name: 0.3, documented, 0.95-0.85.
    private static func label(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements): elements.map(label).joined(separator: "-")
        case .object(let members): members.map { "\($0.key)-\(label($0.value))" }.joined(separator: "-")
        case .string(let string): string
        default: JSONWriter.compact(value)
        }
    }
}
