/// What of a resolved spec decides a training's result.
enum TrainingKey {
    /// Canonical JSON: the tables' order, every default written out, no spaces.
    static func text(of resolved: JSONValue) -> String {
        JSONWriter.compact(deciding(resolved, at: .root))
    }

    private static func deciding(_ value: JSONValue, at path: SpecKeyPath) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(
            members.compactMap { member in
                let place = path.appending(key: member.key)
                if SpecSchema.idlePaths.contains(place) { return nil }
                return JSONValue.Member(member.key, deciding(member.value, at: place))
            })
    }
}
