import JSON

/// One of the things that a selector chooses: its name, its keys, and what makes it.
struct Choice<Make: Sendable>: Sendable {
    let name: String
    let documentation: String
    let entries: [any TableEntry]
    let make: Make

    init(_ name: String, _ documentation: String, _ entries: [any TableEntry] = [], make: Make) {
        self.name = name
        self.documentation = documentation
        self.entries = entries
        self.make = make
    }
}

/// A key whose value names the other keys of its object, such as `type`.
struct Selector<Make: Sendable>: TableEntry {
    let name: String
    let choices: [Choice<Make>]
    private let selector: SpecSchema.Selector

    var entry: SpecSchema.Entry { .selector(selector) }

    /// - Parameters:
    ///   - fallback: the name of the default choice; nil: the key is required.
    ///   - instead: a key that may replace this one; then no key of a choice is allowed.
    init(
        _ name: String, _ documentation: String, default fallback: String? = nil, _ choices: [Choice<Make>],
        instead: SpecSchema.Field? = nil, aliases: [String] = []
    ) {
        self.name = name
        self.choices = choices
        selector = SpecSchema.Selector(
            key: name, documentation: documentation, fallback: fallback,
            cases: choices.map {
                SpecSchema.Selector.Case(
                    name: $0.name, documentation: $0.documentation, table: SpecSchema.Table($0.entries))
            },
            instead: instead, aliases: aliases)
    }

    /// The choice of an object that the tables have checked and completed.
    func choice(in values: SpecDecoder) throws -> Choice<Make> {
        guard case .string(let word)? = values.value(of: name),
            let choice = choices.first(where: { choice in choice.name == word })
        else { throw SchemaMismatch(path: values.place(of: name)) }
        return choice
    }

    /// The place of the key in a section of the spec; its value is a word.
    func of<Section>(_ section: Key<Section>) -> Place<String> {
        Place(path: section.place.path.appending(key: name), kind: .text)
    }
}

/// Keys that exclude each other: an object has at most one.
struct Alternatives<Value>: TableEntry {
    /// One of the keys, and the value that it makes.
    struct Alternative: Sendable {
        let field: SpecSchema.Field
        /// nil if the object does not have the key.
        let read: @Sendable (SpecDecoder) throws -> Value?

        init<Given>(_ key: Key<Given>, _ make: @escaping @Sendable (Given) -> Value) {
            field = key.field
            read = { values in values.has(key) ? make(try values[key]) : nil }
        }
    }

    let alternatives: [Alternative]
    /// The key that counts if none is given.
    let fallback: String

    /// - Parameter alternatives: the first one counts if none is given.
    init(_ alternatives: Alternative...) {
        self.alternatives = alternatives
        fallback = alternatives.first?.field.key ?? ""
    }

    var keys: [String] { alternatives.map(\.field.key) }

    var entry: SpecSchema.Entry {
        .exactlyOne(SpecSchema.Group(fields: alternatives.map(\.field), fallback: fallback))
    }
}
