import JSON

extension SpecSchema {
    /// A key somewhere in the schema.
    struct KnownKey: Sendable {
        var key: String
        var path: SpecKeyPath
        var aliases: [String]
        var decidesTraining = true
        /// Whether its value is an object or something else, as it likes.
        var mayBeObject = false
    }

    /// Every key of every place, those in lists aside.
    private static let knownKeys: [KnownKey] = keys(of: root, at: .root)

    /// The places, those in lists aside, whose values lead to no other network.
    static let idlePaths = Set(knownKeys.filter { !$0.decidesTraining }.map(\.path))

    /// The places, those in lists aside, where an object may take the place of a word or null.
    static let objectPaths = Set(knownKeys.filter(\.mayBeObject).map(\.path))

    /// Those, and in a list the keys of its objects: of layers, of the parts of a sequence, of durations.
    static func knownKeys(near place: SpecKeyPath) -> [KnownKey] {
        let components = place.components
        let last = components.lastIndex { if case .index = $0 { true } else { false } }
        guard let last, last > 0 else { return knownKeys }
        let element = SpecKeyPath(components: Array(components[...last]))
        return knownKeys
            + (elementTable(of: components[last - 1], in: components).map { keys(of: $0, at: element) } ?? [])
    }

    /// The table of the objects in a list.
    private static func elementTable(of list: SpecKeyPath.Component, in place: [SpecKeyPath.Component]) -> Table? {
        switch list {
        case .key("layers"), .key("shortcut"): layer
        case .key("parts"):
            switch place.dropFirst().first {
            case .key("momentum"): part(.momentum)
            case .key("weight_decay"): part(.weightDecay)
            default: part(.learningRate)
            }
        case .key("milestones"): durationObject(least: 0)
        default: nil
        }
    }

    private static func keys(of table: Table, at path: SpecKeyPath) -> [KnownKey] {
        table.entries.flatMap { entry -> [KnownKey] in
            switch entry {
            case .field(let field): keys(of: field, at: path)
            case .exactlyOne(let group): group.fields.flatMap { keys(of: $0, at: path) }
            case .selector(let selector):
                [KnownKey(key: selector.key, path: path.appending(key: selector.key), aliases: selector.aliases)]
                    + selector.cases.flatMap { keys(of: $0.table, at: path) }
                    + (selector.instead.map { keys(of: $0, at: path) } ?? [])
            }
        }
    }

    private static func keys(of field: Field, at parent: SpecKeyPath) -> [KnownKey] {
        let path = parent.appending(key: field.key)
        let own = KnownKey(
            key: field.key, path: path, aliases: field.aliases, decidesTraining: field.decidesTraining,
            mayBeObject: field.shape.mayBeObject)
        return [own] + field.shape.tables.flatMap { keys(of: $0, at: path) }
    }
}

extension SpecSchema.Shape {
    /// The tables of objects that a value of this shape may be, lists aside.
    fileprivate var tables: [SpecSchema.Table] {
        switch self {
        case .object(let table): [table]
        case .definition(let definition): [definition.table]
        case .optional(let shape), .shorthand(let shape, _): shape.tables
        case .either(let shapes): shapes.flatMap(\.tables)
        case .text, .boolean, .integer, .number, .choice, .list: []
        }
    }
}

extension SpecSchema.Shape {
    /// Whether it is one of several, of which an object is one.
    fileprivate var mayBeObject: Bool {
        switch self {
        case .optional, .either: !tables.isEmpty
        default: false
        }
    }
}

extension SpecSchema.Table {
    /// Every key this table may have, whatever its selectors choose.
    var allKeys: [String] {
        entries.flatMap { entry -> [String] in
            switch entry {
            case .field(let field): [field.key]
            case .exactlyOne(let group): group.fields.map(\.key)
            case .selector(let selector):
                [selector.key] + selector.cases.flatMap(\.table.allKeys) + [selector.instead?.key].compactMap(\.self)
            }
        }
    }
}
