import JSON

/// Something that stands in a table: a key, or keys that belong together.
protocol TableEntry: Sendable {
    var entry: SpecSchema.Entry { get }
}

/// A key of an object, written once: its name, its valid values, its default, its text, and how it is read.
struct Key<Value>: TableEntry {
    let name: String
    let kind: Kind<Value>
    let field: SpecSchema.Field

    var entry: SpecSchema.Entry { .field(field) }

    /// - Parameters:
    ///   - aliases: other names of the key; a message suggests the key for them.
    ///   - decidesTraining: whether another value may lead to another trained network.
    ///   - idleValue: a value that does not count in the hash of the training, though others do.
    init(
        _ name: String, _ kind: Kind<Value>, _ presence: SpecSchema.Presence, _ documentation: String,
        aliases: [String] = [], decidesTraining: Bool = true, idleValue: JSONValue? = nil
    ) {
        self.name = name
        self.kind = kind
        field = SpecSchema.Field(
            key: name, shape: kind.shape, presence: presence, documentation: documentation, aliases: aliases,
            decidesTraining: decidesTraining, idleValue: idleValue)
    }
}

/// The place of a key in a spec.
struct Place<Value>: Sendable {
    let path: SpecKeyPath
    let kind: Kind<Value>
}

extension Key {
    /// The key in the outermost object.
    var place: Place<Value> { Place(path: SpecKeyPath.root.appending(key: name), kind: kind) }

    /// The key in a section of the spec.
    func of<Section>(_ section: Place<Section>) -> Place<Value> {
        Place(path: section.path.appending(key: name), kind: kind)
    }

    /// The key in a section of the spec.
    func of<Section>(_ section: Key<Section>) -> Place<Value> { of(section.place) }
}
