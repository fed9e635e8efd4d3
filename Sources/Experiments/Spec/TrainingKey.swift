/// What of a resolved spec decides a training's result.
enum TrainingKey {
    /// Canonical JSON: the tables' order, every default written out, no spaces.
    static func text(of resolved: JSONValue) -> String {
        guard case .object(let members) = resolved else { return "" }
        return JSONWriter.compact(.object(members.filter { deciding.contains($0.key) }))
    }

    private static let deciding = Set(
        SpecSchema.root.entries.flatMap { entry -> [String] in
            switch entry {
            case .field(let field): field.decidesTraining ? [field.key] : []
            case .exactlyOne(let group): group.fields.filter(\.decidesTraining).map(\.key)
            case .selector(let selector): [selector.key] + [selector.instead?.key].compactMap(\.self)
            }
        })
}
