import JSON

extension SpecSchema {
    /// A key somewhere in the schema.
    struct KnownKey: Sendable {
        var key: String
        var path: SpecKeyPath
        var aliases: [String]
        var decidesTraining = true
        var idleValue: JSONValue?
        /// Whether its value may be an object or another type.
        var mayBeObject = false
        /// Whether its value may be something other than an object or null.
        var takesValues = true
    }

    /// Every key of every place, without those in lists.
    private static let knownKeys: [KnownKey] = RootKeys.table.knownKeys(at: SpecKeyPath.root)

    /// The places, without those in lists, whose values do not change the trained network.
    static let idlePaths = Set(knownKeys.filter { !$0.decidesTraining }.map(\.path))

    /// The places, likewise, at which one value does not change the trained network, with this value.
    static let idleValues = Dictionary(
        knownKeys.compactMap { key in key.idleValue.map { (key.path, $0) } }, uniquingKeysWith: { first, _ in first })

    /// The places at which an object may replace a word or null, except those in lists.
    static let objectPaths = Set(knownKeys.filter(\.mayBeObject).map(\.path))

    /// The places, without those in lists, of values that are neither objects nor null.
    static let valuePaths = knownKeys.filter(\.takesValues).map(\.path)

    /// Those keys; for a place in a list also the keys of the list's objects: layers, parts of a sequence, durations.
    static func knownKeys(near place: SpecKeyPath) -> [KnownKey] {
        let components = place.components
        let last = components.lastIndex { if case .index = $0 { true } else { false } }
        guard let last, last > 0 else { return knownKeys }
        let element = SpecKeyPath(components: Array(components[...last]))
        return knownKeys + shapes(at: element).flatMap(\.tables).flatMap { $0.knownKeys(at: element) }
    }

    /// The shapes of the values at a place.
    private static func shapes(at place: SpecKeyPath) -> [Shape] {
        place.components.reduce([.object(RootKeys.table)]) { shapes, component in
            switch component {
            case .key(let key): shapes.flatMap(\.tables).flatMap(\.fields).filter { $0.key == key }.map(\.shape)
            case .index: shapes.flatMap(\.elements)
            }
        }
    }
}

extension SpecSchema.Table {
    /// Every field that an object of this table may have, whatever its selectors choose.
    fileprivate var fields: [SpecSchema.Field] {
        entries.flatMap { entry -> [SpecSchema.Field] in
            switch entry {
            case .field(let field): [field]
            case .exactlyOne(let group): group.fields
            case .selector(let selector): selector.cases.flatMap(\.table.fields) + [selector.instead].compactMap(\.self)
            }
        }
    }

    /// Every key that an object of this table may have, whatever its selectors choose.
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

    fileprivate func knownKeys(at path: SpecKeyPath) -> [SpecSchema.KnownKey] {
        entries.flatMap { entry -> [SpecSchema.KnownKey] in
            switch entry {
            case .field(let field): field.knownKeys(in: path)
            case .exactlyOne(let group): group.fields.flatMap { $0.knownKeys(in: path) }
            case .selector(let selector):
                [
                    SpecSchema.KnownKey(
                        key: selector.key, path: path.appending(key: selector.key), aliases: selector.aliases)
                ] + selector.cases.flatMap { $0.table.knownKeys(at: path) }
                    + (selector.instead?.knownKeys(in: path) ?? [])
            }
        }
    }
}

extension SpecSchema.Field {
    fileprivate func knownKeys(in parent: SpecKeyPath) -> [SpecSchema.KnownKey] {
        let path = parent.appending(key: key)
        let own = SpecSchema.KnownKey(
            key: key, path: path, aliases: aliases, decidesTraining: decidesTraining, idleValue: idleValue,
            mayBeObject: shape.mayBeObject, takesValues: shape.takesValues)
        return [own] + shape.tables.flatMap { $0.knownKeys(at: path) }
    }
}

extension SpecSchema.Shape {
    /// Whether a value may be something other than an object or null.
    fileprivate var takesValues: Bool {
        switch self {
        case .text, .boolean, .integer, .number, .choice, .list: true
        case .object, .definition: false
        case .optional(let shape), .shorthand(let shape, _): shape.takesValues
        case .either(let shapes): shapes.contains(where: \.takesValues)
        }
    }

    /// Whether an object is one of several types of its values.
    fileprivate var mayBeObject: Bool {
        switch self {
        case .optional, .either: !tables.isEmpty
        default: false
        }
    }
}
