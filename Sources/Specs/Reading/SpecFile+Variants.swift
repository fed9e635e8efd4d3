import JSON

/// An experiment that the command line changes is another one and has another name.
extension SpecFile {
    /// The spec under the name of its variant, unless the overrides change no training and no range test.
    /// - Parameters:
    ///   - spec: with the overrides.
    ///   - root: the file's text.
    static func named(
        _ spec: ResolvedSpec, of root: JSONNode, path: String, overrides: [SpecOverride], readsWeights: Bool
    ) -> ResolvedSpec {
        let keys = ChangedKeys(overrides.ofVariants)
        if keys.isEmpty { return spec }
        let base = try? resolve(
            root, IssueList(file: path), path: path, overrides: overrides.filter { !$0.isOfVariant },
            readsWeights: readsWeights)
        let variant = VariantName.text(of: [.init(base: base, written: root.value, changed: spec)], keys)
        return variant.isEmpty ? spec : spec.renamed(StudyNames.name(spec.spec.name, variant: variant))
    }

    /// Keeps the range test's seeds if overrides choose other seeds to train: its default is the first of the file's seeds.
    /// - Parameters:
    ///   - root: with the overrides.
    ///   - file: without them.
    static func keepRangeTestSeeds(in root: inout JSONNode, of file: JSONNode) {
        let key = RootKeys.seeds.name
        guard root.member(key)?.origin.isArgument == true,
            root.member(RootKeys.lrFinder.name)?.member(LRFinderKeys.seeds.name) == nil
        else { return }
        let first: JSONValue
        switch file.member(key)?.content {
        case nil, .number: first = 0
        case .array(let seeds):
            guard let seed = seeds.first else { return }
            first = seed.value
        default: return
        }
        let change = SpecChange(
            path: [RootKeys.lrFinder.name, LRFinderKeys.seeds.name],
            value: JSONNode(unwritten: .array([first]), origin: file.member(key)?.origin ?? file.origin))
        // A section that is no object is reported elsewhere.
        try? change.apply(to: &root)
    }
}

extension [SpecOverride] {
    /// The valid ones that may change the name, as changes.
    var ofVariants: [SpecChange] { filter(\.isOfVariant).enumerated().compactMap { try? $1.change($0) } }
}

extension JSONNode {
    /// Removes the hashes of itself and of its study that a run folder's spec carries.
    mutating func removeRecords() {
        guard case .object(let members) = content else { return }
        content = .object(members.filter { !DocumentRecord.isRecord($0) })
    }

    func member(_ key: String) -> JSONNode? {
        guard case .object(let members) = content else { return nil }
        return members.index(of: key).map { members[$0].node }
    }
}

extension JSONOrigin {
    fileprivate var isArgument: Bool { if case .argument = self { true } else { false } }
}
