import JSON
import Text

/// A key of a spec with its new value, from an override or from a study.
struct SpecChange: Sendable, Equatable {
    /// The parts of the key.
    let path: [String]
    /// The new value.
    let value: JSONNode

    /// The dotted key.
    var key: String { path.joined(separator: ".") }

    /// The same from another origin.
    func moved(to origin: JSONOrigin) -> SpecChange { SpecChange(path: path, value: value.moved(to: origin)) }

    /// The same as a study's change of one of its experiments.
    /// - Parameter index: its number among the changes.
    func numbered(_ index: Int) -> SpecChange {
        var position: JSONPosition?
        if case .text(let written) = value.origin { position = written }
        return moved(to: .change(index: index, position))
    }

    /// The places of changes that are in one of two lists only, or have another value in the other.
    static func places(changedFrom old: [SpecChange], to new: [SpecChange]) -> [SpecKeyPath] {
        func texts(_ changes: [SpecChange]) -> [[String]: String] {
            Dictionary(
                changes.map { ($0.path, JSONWriter.compact($0.value.value)) }, uniquingKeysWith: { $1 })
        }
        let (before, after) = (texts(old), texts(new))
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.map { path in
            SpecKeyPath(components: path.map { .key($0) })
        }
    }

    /// Puts the value into a spec; missing objects are added.
    func apply(to root: inout JSONNode) throws(OverrideError) {
        try set(path[...], in: &root, at: .root)
    }

    private func set(
        _ rest: ArraySlice<String>, in node: inout JSONNode, at place: SpecKeyPath
    ) throws(OverrideError) {
        guard let key = rest.first else {
            node = value
            return
        }
        // Replaces a scalar with an object if the tables allow one.
        if !node.isObject, SpecSchema.objectPaths.contains(place) {
            node = JSONNode(.object([]), origin: value.origin)
        }
        guard case .object(var members) = node.content else {
            throw OverrideError(path: place, issue: .throughNonObject(found: Printable.value(node)))
        }
        let index = members.index(of: key)
        var inner = index.map { members[$0].node } ?? JSONNode(.object([]), origin: value.origin)
        try set(rest.dropFirst(), in: &inner, at: place.appending(key: key))
        if let index {
            members[index].node = inner
            if rest.count == 1 { members[index].keyOrigin = value.origin }
        } else {
            members.append(JSONNode.Member(key: key, keyOrigin: value.origin, node: inner))
        }
        if rest.count == 1 { Self.forgetRate(in: &members, after: key, at: value.origin) }
        node.content = .object(members)
    }

    /// Drops a rate that a range test gave when its method or factor changes.
    private static func forgetRate(in members: inout [JSONNode.Member], after key: String, at origin: JSONOrigin) {
        let method = RateKeys.method.name
        guard [method, RateKeys.times.name].contains(where: key.isExactly), members.index(of: method) != nil,
            let value = members.index(of: RateKeys.value.name),
            case .text = members[value].node.origin
        else { return }
        members[value].node = JSONNode(.null, origin: origin)
    }
}

/// An override that cannot be applied, and the place in the spec.
struct OverrideError: Error, Equatable {
    var path: SpecKeyPath
    var issue: SpecIssue.OverrideIssue
}

extension JSONNode {
    var isObject: Bool {
        guard case .object = content else { return false }
        return true
    }

    /// The same with all its origins replaced.
    fileprivate func moved(to origin: JSONOrigin) -> JSONNode {
        switch content {
        case .array(let elements): JSONNode(.array(elements.map { $0.moved(to: origin) }), origin: origin)
        case .object(let members):
            JSONNode(
                .object(
                    members.map {
                        Member(key: $0.key, keyOrigin: origin, node: $0.node.moved(to: origin))
                    }), origin: origin)
        case .null, .bool, .number, .string: JSONNode(content, origin: origin)
        }
    }
}
