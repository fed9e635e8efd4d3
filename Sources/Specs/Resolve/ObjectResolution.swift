import JSON
import Text

/// One object held against its table.
struct TableWalk {
    let node: JSONNode
    let path: SpecKeyPath
    /// What is given, but for keys that no table has.
    let given: [String: JSONNode.Member]
    /// Keys that the table has, as chosen by its selectors.
    var known: Set<String> = []
    var choices: [Choice] = []
    /// Required keys that are not there.
    var missing: [Missing] = []
    var members: [JSONValue.Member] = []
    var isComplete = true

    struct Missing {
        /// Where the problem is told.
        var path: SpecKeyPath
        var choices: [String]
        var origin: JSONOrigin
        /// The keys, any of which would do.
        var keys: [SpecKeyPath]
    }

    /// What a selector chose; nil: nothing that it has.
    struct Choice {
        var selector: SpecSchema.Selector
        var chosen: SpecSchema.Selector.Case?
        /// The override that chose; nil: the file, or nobody.
        var override: JSONOrigin?
    }

    init(_ members: [JSONNode.Member], of node: JSONNode, at path: SpecKeyPath) {
        self.node = node
        self.path = path
        let possible = members.filter(\.key.isASCII)
        given = Dictionary(possible.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Notes a required key that is not there: at the object, or at the override whose choice requires it.
    /// - Parameter keys: nil: `path` itself.
    mutating func miss(_ path: SpecKeyPath, choices: [String] = [], keys: [SpecKeyPath]? = nil) {
        isComplete = false
        let origin = self.choices.last { $0.override != nil }?.override ?? node.origin
        missing.append(Missing(path: path, choices: choices, origin: origin, keys: keys ?? [path]))
    }

    package mutating func append(_ value: JSONValue?, key: String) {
        if let value { members.append(JSONValue.Member(key, value)) } else { isComplete = false }
    }
}

extension SpecResolver {
    /// An object, complete; nil where there are problems in it.
    mutating func resolve(
        _ members: [JSONNode.Member], of node: JSONNode, as table: SpecSchema.Table, at path: SpecKeyPath
    ) -> JSONValue? {
        var walk = TableWalk(members, of: node, at: path)
        resolve(table, in: &walk)
        var suggested: [SpecKeyPath] = []
        for member in members where !(member.key.isASCII && walk.known.contains(member.key)) {
            if let suggestion = judgeStranger(member, in: &walk) { suggested.append(suggestion) }
        }
        for missing in walk.missing
        where !suggested.contains(where: { place in missing.keys.contains { $0.isPrefix(of: place) } }) {
            problems.add(.missingKey(choices: missing.choices), at: missing.path, missing.origin)
        }
        return walk.isComplete ? .object(walk.members) : nil
    }

    private mutating func resolve(_ table: SpecSchema.Table, in walk: inout TableWalk) {
        for entry in table.entries {
            switch entry {
            case .field(let field): resolve(field, in: &walk)
            case .selector(let selector): resolve(selector, in: &walk)
            case .exactlyOne(let group): resolve(group, in: &walk)
            }
        }
    }

    private mutating func resolve(_ field: SpecSchema.Field, in walk: inout TableWalk) {
        walk.known.insert(field.key)
        let path = walk.path.appending(key: field.key)
        let origin: JSONOrigin
        let value: JSONValue?
        if let member = walk.given[field.key] {
            origin = member.node.origin
            value = resolve(member.node, as: field.shape, at: path)
        } else {
            origin = walk.node.origin
            switch field.presence {
            case .required:
                walk.miss(path)
                value = nil
            case .value(let fallback):
                value = resolveDefault(fallback, of: field, at: path, origin: origin)
            case .sameAs(let other):
                value = values[walk.path.appending(key: other)].flatMap {
                    resolveDefault($0, of: field, at: path, origin: origin)
                }
            case .computed(_, let compute):
                value = compute(values).flatMap { resolveDefault($0, of: field, at: path, origin: origin) }
            }
        }
        if let value { record(value, at: path, origin: origin) }
        walk.append(value, key: field.key)
    }

    private mutating func resolve(_ selector: SpecSchema.Selector, in walk: inout TableWalk) {
        walk.known.insert(selector.key)
        if let instead = selector.instead {
            let winner = choose(among: [selector.key, instead.key], fallback: selector.key, in: &walk)
            guard winner == selector.key else {
                resolve(instead, winning: winner != nil, over: selector, in: &walk)
                return
            }
        }
        let path = walk.path.appending(key: selector.key)
        let names = selector.cases.map(\.name)
        var name = selector.fallback
        var override: JSONOrigin?
        if let node = walk.given[selector.key]?.node {
            name = nil
            if node.origin.overrideIndex != nil { override = node.origin }
            if case .string(let word)? = resolve(node, as: .choice(names), at: path) {
                name = word
            }
        } else if name == nil {
            walk.miss(path, choices: names)
        }
        let chosen = selector.cases.first { $0.name == name }
        walk.choices.append(TableWalk.Choice(selector: selector, chosen: chosen, override: override))
        walk.append(chosen.map { .string($0.name) }, key: selector.key)
        guard let chosen else { return }
        record(.string(chosen.name), at: path, origin: walk.given[selector.key]?.node.origin ?? walk.node.origin)
        resolve(chosen.table, in: &walk)
    }

    /// The key that stands in a selector's place; where both are given, none of the selector's cases is judged.
    private mutating func resolve(
        _ instead: SpecSchema.Field, winning: Bool, over selector: SpecSchema.Selector, in walk: inout TableWalk
    ) {
        let none = SpecSchema.Selector.Case(name: instead.key, documentation: "", table: SpecSchema.Table([]))
        var override: JSONOrigin?
        if let origin = walk.given[instead.key]?.keyOrigin, origin.overrideIndex != nil { override = origin }
        walk.choices.append(
            TableWalk.Choice(selector: selector, chosen: winning ? none : nil, override: override))
        if winning { resolve(instead, in: &walk) }
    }

    private mutating func resolve(_ group: SpecSchema.Group, in walk: inout TableWalk) {
        let winner = choose(among: group.fields.map(\.key), fallback: group.fallback, in: &walk)
        guard let field = group.fields.first(where: { $0.key == winner }) else { return }
        let keys = group.fields.map(\.key)
        if case .required = field.presence, walk.given[field.key] == nil {
            walk.miss(walk.path, choices: keys, keys: keys.map { walk.path.appending(key: $0) })
            return
        }
        resolve(field, in: &walk)
    }

    /// Of keys that exclude each other those of the last override count, or of the file where there is none; of these
    /// there may be but one, else nil.
    private mutating func choose(
        among keys: [String], fallback: String, in walk: inout TableWalk
    ) -> String? {
        walk.known.formUnion(keys)
        let members = keys.compactMap { walk.given[$0] }
        let last = members.max { ($0.overrideIndex ?? -1) < ($1.overrideIndex ?? -1) }
        let rivals = members.filter { $0.overrideIndex == last?.overrideIndex }
        if rivals.count > 1 {
            let (before, after) = Array(rivals.prefix(2)).inTextOrder
            problems.add(
                .exclusive(other: before.key, otherLine: before.line),
                at: walk.path.appending(key: after.key), after.keyOrigin)
            walk.isComplete = false
            return nil
        }
        return last?.key ?? fallback
    }

    /// A key that the table, as chosen, does not have. Returns what was suggested instead.
    private mutating func judgeStranger(_ member: JSONNode.Member, in walk: inout TableWalk) -> SpecKeyPath? {
        let path = walk.path.appending(key: member.key)
        for choice in walk.choices.reversed() where member.key.isASCII {
            let owners = choice.selector.cases.filter { $0.table.allKeys.contains(member.key) }.map(\.name)
            guard !owners.isEmpty else { continue }
            walk.isComplete = walk.isComplete && choice.chosen != nil
            guard let chosen = choice.chosen else { return nil }
            // An override that changes the type leaves behind what the file says for the old one.
            if choice.override != nil, case .text = member.keyOrigin { return nil }
            walk.isComplete = false
            problems.add(
                .keyOfOtherType(
                    key: member.key, owners: owners, chosen: chosen.name, keys: chosen.table.allKeys.uniqued),
                at: path, member.keyOrigin)
            return nil
        }
        walk.isComplete = false
        var suggestion: SpecKeyPath?
        problems.add(
            {
                let isKnown = walk.choices.allSatisfy { $0.chosen != nil }
                suggestion = Suggestion.place(
                    ofKey: member.key, in: walk.path, here: isKnown ? walk.known : nil)
                return .unknownKey(suggestion: suggestion?.description)
            }(), at: path, member.keyOrigin)
        return suggestion
    }
}

extension JSONNode.Member {
    fileprivate var overrideIndex: Int? { keyOrigin.overrideIndex }

    fileprivate var line: Int? {
        guard case .text(let position) = keyOrigin else { return nil }
        return position.line
    }
}

extension [JSONNode.Member] {
    /// The first two, the one that is written first in front.
    fileprivate var inTextOrder: (JSONNode.Member, JSONNode.Member) {
        guard case .text(let a) = self[0].keyOrigin, case .text(let b) = self[1].keyOrigin,
            (b.line, b.column) < (a.line, a.column)
        else { return (self[0], self[1]) }
        return (self[1], self[0])
    }
}

extension [String] {
    /// Each once, in order.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
