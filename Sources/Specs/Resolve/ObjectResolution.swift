import JSON
import Text

/// One object while it is checked by its table.
struct ObjectResolution {
    let node: JSONNode
    let path: SpecKeyPath
    /// The given keys, except those that no table can have.
    let given: [String: JSONNode.Member]
    /// Keys of the table, with those of the chosen cases.
    var known: Set<String> = []
    var choices: [Choice] = []
    /// Required keys that are missing.
    var missing: [Missing] = []
    var members: [JSONValue.Member] = []
    var isComplete = true

    struct Missing {
        /// Where the issue is reported.
        var path: SpecKeyPath
        var choices: [String]
        var origin: JSONOrigin
        /// The keys, any of which is enough.
        var keys: [SpecKeyPath]
    }

    /// The case that a selector chose; nil: none of its cases.
    struct Choice {
        var selector: SpecSchema.Selector
        var chosen: SpecSchema.Selector.Case?
        /// The override that chose it; nil: the file or the default.
        var override: JSONOrigin?
    }

    init(_ members: [JSONNode.Member], of node: JSONNode, at path: SpecKeyPath) {
        self.node = node
        self.path = path
        let possible = members.filter(\.key.isASCII)
        given = Dictionary(possible.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Notes a missing required key: at the object, or at the override whose choice requires it.
    /// - Parameter keys: nil: `path` itself.
    mutating func miss(_ path: SpecKeyPath, choices: [String] = [], keys: [SpecKeyPath]? = nil) {
        isComplete = false
        let origin = self.choices.last { $0.override != nil }?.override ?? node.origin
        missing.append(Missing(path: path, choices: choices, origin: origin, keys: keys ?? [path]))
    }

    mutating func append(_ value: JSONValue?, key: String) {
        if let value { members.append(JSONValue.Member(key, value)) } else { isComplete = false }
    }
}

extension SpecResolver {
    /// An object, complete; nil if it has issues.
    mutating func resolve(
        _ members: [JSONNode.Member], of node: JSONNode, as table: SpecSchema.Table, at path: SpecKeyPath
    ) -> JSONValue? {
        var object = ObjectResolution(members, of: node, at: path)
        resolve(table, in: &object)
        var suggested: [SpecKeyPath] = []
        for member in members where !(member.key.isASCII && object.known.contains(member.key)) {
            if let suggestion = reportUnknownKey(member, in: &object) { suggested.append(suggestion) }
        }
        for missing in object.missing
        where !suggested.contains(where: { place in missing.keys.contains { $0.isPrefix(of: place) } }) {
            issues.add(.missingKey(choices: missing.choices), at: missing.path, missing.origin)
        }
        return object.isComplete ? .object(object.members) : nil
    }

    private mutating func resolve(_ table: SpecSchema.Table, in object: inout ObjectResolution) {
        for entry in table.entries {
            switch entry {
            case .field(let field): resolve(field, in: &object)
            case .selector(let selector): resolve(selector, in: &object)
            case .exactlyOne(let group): resolve(group, in: &object)
            }
        }
    }

    private mutating func resolve(_ field: SpecSchema.Field, in object: inout ObjectResolution) {
        object.known.insert(field.key)
        let path = object.path.appending(key: field.key)
        let origin: JSONOrigin
        let value: JSONValue?
        if let member = object.given[field.key] {
            origin = member.node.origin
            value = resolve(member.node, as: field.shape, at: path)
        } else {
            origin = object.node.origin
            switch field.presence {
            case .required:
                object.miss(path)
                value = nil
            case .default(let fallback):
                value = resolveDefault(fallback, of: field, at: path, origin: origin)
            case .sameAs(let other):
                value = values[object.path.appending(key: other)].flatMap {
                    resolveDefault($0, of: field, at: path, origin: origin)
                }
            case .computed(_, let compute):
                value = compute(values).flatMap { resolveDefault($0, of: field, at: path, origin: origin) }
            }
        }
        if let value { record(value, at: path, origin: origin) }
        object.append(value, key: field.key)
    }

    private mutating func resolve(_ selector: SpecSchema.Selector, in object: inout ObjectResolution) {
        object.known.insert(selector.key)
        if let instead = selector.instead {
            let winner = choose(among: [selector.key, instead.key], fallback: selector.key, in: &object)
            guard winner == selector.key else {
                resolve(instead, winning: winner != nil, over: selector, in: &object)
                return
            }
        }
        let path = object.path.appending(key: selector.key)
        let names = selector.cases.map(\.name)
        var name = selector.fallback
        var override: JSONOrigin?
        if let node = object.given[selector.key]?.node {
            name = nil
            if node.origin.overrideIndex != nil { override = node.origin }
            if case .string(let word)? = resolve(node, as: .choice(names), at: path) {
                name = word
            }
        } else if name == nil {
            object.miss(path, choices: names)
        }
        let chosen = selector.cases.first { $0.name == name }
        object.choices.append(ObjectResolution.Choice(selector: selector, chosen: chosen, override: override))
        object.append(chosen.map { .string($0.name) }, key: selector.key)
        guard let chosen else { return }
        record(.string(chosen.name), at: path, origin: object.given[selector.key]?.node.origin ?? object.node.origin)
        resolve(chosen.table, in: &object)
    }

    /// The key that replaces a selector. If both are given, no case of the selector is checked.
    private mutating func resolve(
        _ instead: SpecSchema.Field, winning: Bool, over selector: SpecSchema.Selector,
        in object: inout ObjectResolution
    ) {
        let none = SpecSchema.Selector.Case(name: instead.key, documentation: "", table: SpecSchema.Table([]))
        var override: JSONOrigin?
        if let origin = object.given[instead.key]?.keyOrigin, origin.overrideIndex != nil { override = origin }
        object.choices.append(
            ObjectResolution.Choice(selector: selector, chosen: winning ? none : nil, override: override))
        if winning { resolve(instead, in: &object) }
    }

    private mutating func resolve(_ group: SpecSchema.Group, in object: inout ObjectResolution) {
        let winner = choose(among: group.fields.map(\.key), fallback: group.fallback, in: &object)
        guard let field = group.fields.first(where: { $0.key == winner }) else { return }
        let keys = group.fields.map(\.key)
        if case .required = field.presence, object.given[field.key] == nil {
            object.miss(object.path, choices: keys, keys: keys.map { object.path.appending(key: $0) })
            return
        }
        resolve(field, in: &object)
    }

    /// The valid one of keys that exclude each other: the last override's, or else the file's. Nil if both have the same
    /// origin.
    private mutating func choose(
        among keys: [String], fallback: String, in object: inout ObjectResolution
    ) -> String? {
        object.known.formUnion(keys)
        let members = keys.compactMap { object.given[$0] }
        let last = members.max { ($0.overrideIndex ?? -1) < ($1.overrideIndex ?? -1) }
        let rivals = members.filter { $0.overrideIndex == last?.overrideIndex }
        if rivals.count > 1 {
            let (before, after) = Array(rivals.prefix(2)).inTextOrder
            issues.add(
                .exclusive(other: before.key, otherLine: before.line),
                at: object.path.appending(key: after.key), after.keyOrigin)
            object.isComplete = false
            return nil
        }
        return last?.key ?? fallback
    }

    /// Reports a key that the table, as chosen, does not have. Returns the key that was suggested.
    private mutating func reportUnknownKey(_ member: JSONNode.Member, in object: inout ObjectResolution) -> SpecKeyPath?
    {
        let path = object.path.appending(key: member.key)
        for choice in object.choices.reversed() where member.key.isASCII {
            let owners = choice.selector.cases.filter { $0.table.allKeys.contains(member.key) }.map(\.name)
            guard !owners.isEmpty else { continue }
            object.isComplete = object.isComplete && choice.chosen != nil
            guard let chosen = choice.chosen else { return nil }
            // An override that changes the type drops the file's keys of the old type.
            if choice.override != nil, case .text = member.keyOrigin { return nil }
            object.isComplete = false
            issues.add(
                .keyOfOtherType(
                    key: member.key, owners: owners, chosen: chosen.name, keys: chosen.table.allKeys.uniqued),
                at: path, member.keyOrigin)
            return nil
        }
        object.isComplete = false
        var suggestion: SpecKeyPath?
        issues.add(
            {
                let isKnown = object.choices.allSatisfy { $0.chosen != nil }
                suggestion = Suggestion.place(
                    ofKey: member.key, in: object.path, here: isKnown ? object.known : nil)
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
    /// The first two, in the order of the text.
    fileprivate var inTextOrder: (JSONNode.Member, JSONNode.Member) {
        guard case .text(let a) = self[0].keyOrigin, case .text(let b) = self[1].keyOrigin,
            (b.line, b.column) < (a.line, a.column)
        else { return (self[0], self[1]) }
        return (self[1], self[0])
    }
}

extension [String] {
    /// Each string once, in order.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
