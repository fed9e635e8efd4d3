import JSON

/// What a spec may say. Tables of keys, from which come the checks, the defaults, the resolved document, the
/// suggestions for unknown keys and the JSON Schema: a new key is one entry in a table of `Keys/` and one case or
/// property of `ExperimentSpec` that reads it.
public enum SpecSchema {
    /// The keys of an object, in the order the resolved document writes them.
    struct Table: Sendable {
        var entries: [Entry]

        init(_ entries: [Entry]) {
            self.entries = entries
        }
    }

    /// A line of a table.
    enum Entry: Sendable {
        case field(Field)
        /// A key whose value decides which more keys there are, such as `type`.
        case selector(Selector)
        /// Keys of which one is given.
        case exactlyOne(Group)
    }

    /// A key.
    struct Field: Sendable {
        var key: String
        var shape: Shape
        var presence: Presence
        var documentation: String
        /// Other names that people know it by; they are not read, only recognised in a suggestion.
        var aliases: [String] = []
        /// Whether another value may lead to another network.
        var decidesTraining = true
    }

    /// What is so where a key is not given.
    enum Presence: Sendable {
        case required
        case value(JSONValue)
        /// What another key of the same object has, one that comes before it.
        case sameAs(String)
        /// Depends on other keys; nil where those are bad. `note` says how, for the documentation.
        case computed(note: String, @Sendable (ResolvedValues) -> JSONValue?)
    }

    /// A key whose value names the keys that go with it.
    struct Selector: Sendable {
        var key: String
        var documentation: String
        /// nil: required.
        var fallback: String?
        var cases: [Case]
        /// A key that may be given in its place; then none of the cases' keys is there.
        var instead: Field?
        /// As a field's.
        var aliases: [String] = []

        struct Case: Sendable {
            var name: String
            var documentation: String
            var table: Table
        }
    }

    /// Keys of which at most one is given; none: `fallback`, with its default.
    struct Group: Sendable {
        var fields: [Field]
        var fallback: String
    }

    /// What a value may be.
    indirect enum Shape: Sendable {
        case text(TextRule)
        case boolean
        case integer(ClosedRange<Int>)
        case number(ValueRange)
        case choice([String])
        case list(List)
        case object(Table)
        /// An object whose table is named, so that it may hold objects of its own kind.
        case definition(Definition)
        /// `null`, or the shape.
        case optional(Shape)
        /// The first whose kind of JSON value fits.
        case either([Shape])
        /// Written in short; the resolved document has it in full.
        case shorthand(Shape, expand: @Sendable (JSONValue) -> JSONValue)
    }

    /// Tables with a name.
    enum Definition: String, Sendable, CaseIterable {
        case layer
        /// A schedule of the learning rate within a sequence.
        case policy
        /// A schedule of momentum or weight decay.
        case momentumSchedule = "momentum_schedule"
        case weightDecaySchedule = "weight_decay_schedule"

        var table: Table {
            switch self {
            case .layer: SpecSchema.layer
            case .policy: SpecSchema.policy
            case .momentumSchedule: SpecSchema.momentumSchedule
            case .weightDecaySchedule: SpecSchema.weightDecaySchedule
            }
        }
    }

    /// What a string may be.
    enum TextRule: Sendable {
        case any
        /// Fit to be a folder's name.
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
