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

    /// The seed from which the range test's seeds count by default: the first of the file's seeds, whatever seeds overrides
    /// train. So calls that share the seeds of an experiment share its range test.
    /// - Parameter file: without the overrides.
    /// - Returns: nil if its seeds are invalid.
    static func firstSeed(of file: JSONNode) -> UInt64? {
        switch file.member(RootKeys.seeds.name)?.content {
        case nil, .number: return 0
        case .array(let seeds):
            guard case .number(let number, _)? = seeds.first?.content, let seed = Int(exactly: number),
                RootKeys.seedRange.contains(seed)
            else { return nil }
            return UInt64(seed)
        default: return nil
        }
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
