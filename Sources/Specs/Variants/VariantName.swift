import JSON

/// The end of a name that says which keys of a training overrides change: `lr_max-0.2`.
enum VariantName {
    /// An experiment before and after the overrides.
    struct Pair {
        /// nil: it is no valid spec without the overrides.
        let base: ResolvedSpec?
        /// The spec's text without the overrides.
        let written: JSONValue
        let changed: ResolvedSpec
    }

    /// - Parameters:
    ///   - pairs: experiments that get the same end: all of a study, or of one of its arms.
    ///   - keys: the overrides.
    /// - Returns: empty if all train and test the same.
    static func text(of pairs: [Pair], _ keys: ChangedKeys) -> String {
        if keys.isEmpty { return "" }
        var parts: [(path: SpecKeyPath, text: String)] = []
        for pair in pairs {
            for change in pair.changes(keys) where !parts.contains(where: { $0.path == change.path }) {
                parts.append((change.path, "\(ShortKey.of(change.path))-\(StudyNames.label(change.value))"))
            }
        }
        if parts.isEmpty, let pair = pairs.first(where: { !$0.isSameTraining }) {
            return StudyNames.digits(of: pair.changed.trainingKey)
        }
        return StudyNames.safe(parts.map(\.text).joined(separator: "-"))
    }
}

extension VariantName.Pair {
    fileprivate var isSameTraining: Bool { base.map { $0.trainingKey == changed.trainingKey } ?? true }

    fileprivate func changes(_ keys: ChangedKeys) -> [ChangedKeys.Change] {
        let changes = keys.changes(from: base?.values ?? written, to: changed.values)
        // Another path of the same images or weights is the same training.
        return base != nil && isSameTraining ? changes.filter(\.isOfRangeTest) : changes
    }
}
