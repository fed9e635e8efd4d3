import Foundation

/// `arms` and `grid`: one file that is several experiments over a common base.
///
/// An arm is what it changes, as `--set` would change it: `{"high": {"schedule.lr": 0.05}}`, or objects within objects. A grid
/// is every combination of the values of its keys. Where both are there, every arm has the whole grid.
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

    /// Most experiments of a study.
    static let limit = 1000

    /// The study that a file is, whose keys are taken out of it; nil: it is one experiment.
    init?(takenFrom root: inout JSONNode, problems: inout ProblemList) {
        guard case .object(var members) = root.content,
            members.contains(where: { ["arms", "grid"].contains($0.key) })
        else { return nil }
        var arms: [Cell] = [Cell(name: "", overrides: [])]
        var grid = arms
        for member in members {
            switch member.key {
            case "arms": arms = Self.arms(member.node, problems: &problems)
            case "grid": grid = Self.grid(member.node, problems: &problems)
            default: break
            }
        }
        members.removeAll { ["arms", "grid"].contains($0.key) }
        root.content = .object(members)
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

    /// Where in the study of that name a cell lies.
    func place(of cell: Cell, in study: String) -> StudyCell {
        let changes = cells.flatMap(\.overrides).map { $0.path.joined(separator: ".") }
        return StudyCell(study: study, arm: cell.arm, values: cell.values, changes: Set(changes))
    }

    private static func arms(_ node: JSONNode, problems: inout ProblemList) -> [Cell] {
        let place = SpecKeyPath("arms")
        guard case .object(let members) = node.content, !members.isEmpty else {
            problems.add(
                .wrongType(found: Printable.value(node), expected: "an object of one or more arms by name"), at: place,
                node.origin)
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

    private static func grid(_ node: JSONNode, problems: inout ProblemList) -> [Cell] {
        let place = SpecKeyPath("grid")
        guard case .object(let members) = node.content, !members.isEmpty else {
            problems.add(
                .wrongType(found: Printable.value(node), expected: "an object of values by one or more keys"),
                at: place, node.origin
            )
            return []
        }
        var cells = [Cell(name: "", overrides: [])]
        for member in members {
            let path = parts(member.key)
            let place = place.appending(key: member.key)
            guard let values = values(of: member.node, at: place, problems: &problems) else { continue }
            guard cells.count * values.count <= limit else {
                problems.add(
                    .tooManyCells(count: cells.count * values.count, limit: limit), at: place, member.keyOrigin)
                return []
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
        return cells
    }

    /// A list's values, or so many of a range.
    private static func values(
        of node: JSONNode, at place: SpecKeyPath, problems: inout ProblemList
    ) -> [JSONNode]? {
        switch node.content {
        case .array(let elements) where !elements.isEmpty: return elements
        case .object(let members):
            if let range = GridRange(members) {
                return range.values.map { JSONNode(unwritten: .number($0), origin: node.origin) }
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

/// Values of a grid, evenly spaced from one end to the other, both included: by difference, or by ratio. Those between
/// the ends have four significant digits, as names and tables say them.
private struct GridRange {
    let values: [Double]

    /// nil: not `{"uniform": [low, high], "samples": n}` or `{"log_uniform": ...}`.
    init?(_ members: [JSONNode.Member]) {
        let byKey = Dictionary(members.map { ($0.key, $0.node.value) }, uniquingKeysWith: { first, _ in first })
        guard byKey.count == 2, case .number(let samples)? = byKey["samples"], let count = Int(exactly: samples),
            (2...Study.limit).contains(count)
        else { return nil }
        let isLog = byKey["log_uniform"] != nil
        guard case .array(let ends)? = byKey["log_uniform"] ?? byKey["uniform"], ends.count == 2,
            case .number(let low) = ends[0], case .number(let high) = ends[1], low < high, !isLog || low > 0
        else { return nil }
        values = (0..<count).map { index in
            let share = Double(index) / Double(count - 1)
            if index == count - 1 { return high }
            let value = isLog ? low * pow(high / low, share) : low + (high - low) * share
            return index == 0 ? low : Double(String(format: "%.4g", value)) ?? value
        }
    }
}
