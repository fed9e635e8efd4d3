import JSON

/// The part of a resolved spec that determines a training's result.
enum TrainingKey {
    /// Canonical JSON: the tables' order, every default written out, no spaces.
    /// - Parameter omitted: further keys to leave out.
    static func text(of resolved: JSONValue, without omitted: Set<String> = []) -> String {
        guard case .object(let members) = deciding(resolved, at: .root) else { return "" }
        return JSONWriter.compact(.object(members.filter { !omitted.contains($0.key) }))
    }

    private static func deciding(_ value: JSONValue, at path: SpecKeyPath) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(
            members.compactMap { member in
                let place = path.appending(key: member.key)
                if SpecSchema.idlePaths.contains(place) { return nil }
                if member.value == SpecSchema.idleValues[place] { return nil }
                return JSONValue.Member(member.key, deciding(member.value, at: place))
            })
    }
}
