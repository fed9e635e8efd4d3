import JSON

/// The keys of a training, or of its range test, that overrides change.
struct ChangedKeys {
    /// A key and its new value.
    struct Change {
        let path: SpecKeyPath
        let value: JSONValue
    }

    /// Where overrides write; values there and below count.
    private let places: [SpecKeyPath]
    /// Where they give a value.
    private let given: [SpecKeyPath]

    /// - Parameters:
    ///   - places: where something may have changed; nil: where `changes` write.
    ///   - changes: the overrides.
    init(in places: [SpecKeyPath]? = nil, _ changes: [SpecChange]) {
        func path(_ change: SpecChange) -> SpecKeyPath { SpecKeyPath(components: change.path.map { .key($0) }) }
        self.places = (places ?? changes.map(path)).filter(Self.counts)
        given = changes.flatMap { Self.leaves(of: $0.value.value, at: path($0)).map(\.path) }
    }

    /// Whether no place counts in names.
    var isEmpty: Bool { places.isEmpty }

    /// The changes, in the order of the spec's tables. A value counts if it differs, and if an override gives it or the base
    /// has the key. So keys that follow from others by their defaults do not count.
    /// - Parameters:
    ///   - base: the spec without the overrides.
    ///   - values: the complete spec with them.
    func changes(from base: JSONValue, to values: JSONValue) -> [Change] {
        Self.leaves(of: values, at: .root).filter { leaf in
            guard Self.counts(leaf.path), places.contains(where: { $0.isPrefix(of: leaf.path) }) else { return false }
            let old = base.value(at: leaf.path)
            if let old, JSONWriter.compact(old) == JSONWriter.compact(leaf.value) { return false }
            return old != nil || given.contains { $0.isPrefix(of: leaf.path) }
        }
    }

    /// Values that are no objects; an empty object is one.
    private static func leaves(of value: JSONValue, at path: SpecKeyPath) -> [Change] {
        guard case .object(let members) = value, !members.isEmpty else { return [Change(path: path, value: value)] }
        return members.flatMap { leaves(of: $0.value, at: path.appending(key: $0.key)) }
    }

    /// Whether a key counts in names: it decides the training or the range test. Of files, the path counts.
    private static func counts(_ path: SpecKeyPath) -> Bool {
        if path == WeightsKeys.sha256Path { return false }
        if [WeightsKeys.filePath, SourceKeys.place].contains(path) { return true }
        return RootKeys.lrFinder.place.path.isPrefix(of: path)
            || !SpecSchema.idlePaths.contains { $0.isPrefix(of: path) }
    }
}

extension ChangedKeys.Change {
    /// Whether it is a key of the range test.
    var isOfRangeTest: Bool { RootKeys.lrFinder.place.path.isPrefix(of: path) }
}

extension JSONValue {
    /// The value at a place of objects; nil if it is missing.
    fileprivate func value(at path: SpecKeyPath) -> JSONValue? {
        path.components.reduce(Optional(self)) { value, component in
            guard case .key(let key) = component else { return nil }
            return value?[key]
        }
    }
}
