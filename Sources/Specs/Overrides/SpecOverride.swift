import JSON
import Text

/// One `KEY=VALUE` of the command line: `schedule.pct_start=0.2`.
struct SpecOverride {
    /// As it was given.
    let text: String
    /// The parts of its key.
    let path: [String]
    /// Its value: JSON where it parses as such, else a string.
    package let value: JSONNode

    /// Most parts of a key: as deep as JSON may be.
    static let maxDepth = 64

    /// - Parameter index: its place among the overrides.
    init(_ text: String, index: Int) throws(OverrideProblem) {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            throw OverrideProblem(path: .root, trouble: .noEqualsSign)
        }
        let key = text.utf8[..<equals]
        let path = key.split(
            separator: UInt8(ascii: "."), maxSplits: Self.maxDepth, omittingEmptySubsequences: false)
        guard path.count <= Self.maxDepth else {
            throw OverrideProblem(path: .root, trouble: .tooDeep(limit: Self.maxDepth))
        }
        guard !path.contains(where: \.isEmpty) else {
            throw OverrideProblem(path: .root, trouble: .emptyComponent(path: String(Substring(key))))
        }
        let written = String(Substring(text.utf8[text.utf8.index(after: equals)...]))
        let document = try? JSONReader.read(Array(written.utf8))
        let origin = JSONOrigin.argument(index: index, text: text)
        self.text = text
        self.path = path.map { String(Substring($0)) }
        if let document, document.duplicates.isEmpty {
            value = document.root.moved(to: origin)
        } else {
            value = JSONNode(.string(written), origin: origin)
        }
    }

    /// What an experiment of a study changes.
    package init(path: [String], value: JSONNode) {
        text = ""
        self.path = path
        self.value = value
    }

    /// The same as the so-many-th override.
    func numbered(_ index: Int) -> SpecOverride {
        var position: JSONPosition?
        if case .text(let written) = value.origin { position = written }
        return SpecOverride(path: path, value: value.moved(to: .change(index: index, position)))
    }

    /// Puts the value into a spec; objects that are not there are made.
    package func apply(to root: inout JSONNode) throws(OverrideProblem) {
        try set(path[...], in: &root, at: .root)
    }

    private func set(
        _ rest: ArraySlice<String>, in node: inout JSONNode, at place: SpecKeyPath
    ) throws(OverrideProblem) {
        guard let key = rest.first else {
            node = value
            return
        }
        // What is no object gives way where one may take its place.
        if !node.isObject, SpecSchema.objectPaths.contains(place) {
            node = JSONNode(.object([]), origin: value.origin)
        }
        guard case .object(var members) = node.content else {
            throw OverrideProblem(path: place, trouble: .throughNonObject(found: Printable.value(node)))
        }
        let index = members.firstIndex { $0.key.isExactly(key) }
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

    /// A rate that a range test gave is no longer it where another method or factor is asked for.
    private static func forgetRate(in members: inout [JSONNode.Member], after key: String, at origin: JSONOrigin) {
        guard ["from_finder", "times"].contains(key), members.contains(where: { $0.key == "from_finder" }),
            let value = members.firstIndex(where: { $0.key == "value" }), case .text = members[value].node.origin
        else { return }
        members[value].node = JSONNode(.null, origin: origin)
    }
}

/// Why an override cannot be applied, and where in the spec.
struct OverrideProblem: Error {
    var path: SpecKeyPath
    var trouble: SpecProblem.OverrideTrouble
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
