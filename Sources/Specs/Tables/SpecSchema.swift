import JSON
import Schedules

/// The keys of a spec, as tables. Checks, defaults, the resolved document, suggestions, the JSON Schema and the values come
/// from them: a key is written once.
public enum SpecSchema {
    /// The keys of an object, in the order in which the resolved document writes them.
    struct Table: Sendable {
        var entries: [Entry]

        init(_ entries: [any TableEntry]) { self.entries = entries.map(\.entry) }
    }

    /// A line of a table.
    enum Entry: Sendable {
        case field(Field)
        /// A key whose value decides which other keys there are, such as `type`.
        case selector(Selector)
        /// Keys that exclude each other; one of them is required.
        case exactlyOne(Group)
    }

    /// A key.
    struct Field: Sendable {
        var key: String
        var shape: Shape
        var presence: Presence
        var documentation: String
        /// Other names of the key; they are not read, only recognized in a suggestion.
        var aliases: [String] = []
        /// Whether another value may lead to another trained network.
        var decidesTraining = true
        /// A value that does not count in the hash of the training, though others do.
        var idleValue: JSONValue?
    }

    /// The value of a key that is not given.
    enum Presence: Sendable {
        case required
        case `default`(JSONValue)
        /// The value of another key of the same object, one that comes before it.
        case sameAs(String)
        /// Depends on other keys; nil if those are invalid. `note` is for the documentation.
        case computed(note: String, @Sendable (ResolvedValues) -> JSONValue?)
    }

    /// A key whose value names the keys that go with it.
    struct Selector: Sendable {
        var key: String
        var documentation: String
        /// nil: required.
        var fallback: String?
        var cases: [Case]
        /// A key that may replace it; then no key of a case is allowed.
        var instead: Field?
        /// As a field's.
        var aliases: [String] = []

        struct Case: Sendable {
            var name: String
            var documentation: String
            var table: Table
        }
    }

    /// Keys that exclude each other. Without any of them, `fallback` counts, with its default.
    struct Group: Sendable {
        var fields: [Field]
        var fallback: String
    }

    /// The JSON that a value may be.
    indirect enum Shape: Sendable {
        case text(TextRule)
        case boolean
        case integer(ClosedRange<Int>)
        case number(ValueRange)
        case choice([String])
        case list(List)
        case object(Table)
        /// An object of a named table, which may hold objects of its own kind.
        case definition(Definition)
        /// `null`, or the shape.
        case optional(Shape)
        /// The first shape that takes the JSON type.
        case either([Shape])
        /// A short form; the resolved document has the long one.
        case shorthand(Shape, expand: @Sendable (JSONValue) -> JSONValue)
    }

    /// A table with a name, whose objects may hold objects of the same table.
    struct Definition: Sendable {
        let name: String
        private let makeTable: @Sendable () -> Table

        /// - Parameter table: is evaluated when it is needed, because it may refer to this definition.
        init(_ name: String, _ table: @escaping @Sendable () -> Table) {
            self.name = name
            makeTable = table
        }

        var table: Table { makeTable() }
    }

    /// A rule for strings.
    enum TextRule: Sendable {
        case any
        /// Valid as a folder's name.
        case name
    }

    /// A list of values of one shape.
    struct List: Sendable {
        var element: Shape
        var count: ClosedRange<Int>
        var isDistinct = false
        /// No entry is larger than the one before it.
        var isDescending = false
    }
}
