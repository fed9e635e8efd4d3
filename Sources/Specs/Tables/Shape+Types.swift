import JSON
import Schedules

/// The types of JSON.
enum JSONType: Sendable {
    case null, bool, number, string, array, object
}

extension JSONNode.Content {
    var type: JSONType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

extension SpecSchema.Shape {
    /// Whether the shape is a range of numbers that has this one.
    func allows(_ number: Double) -> Bool {
        switch self {
        case .number(let range): range.contains(number)
        case .either(let shapes): shapes.contains { $0.allows(number) }
        default: false
        }
    }

    /// Whether the shape takes values of a JSON type.
    func fits(_ type: JSONType) -> Bool {
        switch (self, type) {
        case (.text, .string), (.choice, .string), (.boolean, .bool), (.integer, .number), (.number, .number),
            (.list, .array), (.object, .object), (.definition, .object), (.optional, .null):
            true
        case (.optional(let shape), _), (.shorthand(let shape, _), _): shape.fits(type)
        case (.either(let shapes), _): shapes.contains { $0.fits(type) }
        default: false
        }
    }

    /// The tables of objects that a value of this shape may be, without those in lists.
    var tables: [SpecSchema.Table] {
        switch self {
        case .object(let table): [table]
        case .definition(let definition): [definition.table]
        case .optional(let shape), .shorthand(let shape, _): shape.tables
        case .either(let shapes): shapes.flatMap(\.tables)
        case .text, .boolean, .integer, .number, .choice, .list: []
        }
    }

    /// The shapes of the elements of a list that a value of this shape may be.
    var elements: [SpecSchema.Shape] {
        switch self {
        case .list(let list): [list.element]
        case .optional(let shape), .shorthand(let shape, _): shape.elements
        case .either(let shapes): shapes.flatMap(\.elements)
        case .text, .boolean, .integer, .number, .choice, .object, .definition: []
        }
    }

    /// Objects of this shape in short, such as `{"file": ...}`; empty if it is no object.
    var objectForms: [String] {
        guard case .object(let table) = self else { return [] }
        let keys =
            switch table.entries.first {
            case .field(let field)?: [field.key]
            case .exactlyOne(let group)?: group.fields.map(\.key)
            case .selector?, nil: [String]()
            }
        return keys.map { "{\"\($0)\": ...}" }
    }

    /// The shape after "is not": `a number`.
    var noun: String {
        switch self {
        case .text, .choice: "a string"
        case .boolean: "true or false"
        case .integer: "an integer"
        case .number: "a number"
        case .list(let list):
            if case .either = list.element {
                "a list"
            } else {
                list.element.noun.split(separator: " ").last.map { "a list of \($0)s" } ?? "a list"
            }
        case .object, .definition: "an object"
        case .optional(let shape): shape.noun + " or null"
        case .either(let shapes):
            shapes.flatMap { $0.objectForms.isEmpty ? [$0.noun] : $0.objectForms }.joined(separator: " or ")
        case .shorthand(let shape, _): shape.noun
        }
    }
}
