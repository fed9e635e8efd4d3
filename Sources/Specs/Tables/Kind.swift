import JSON
import Schedules

/// A kind of value: the JSON that it may be, and how a checked value is read.
struct Kind<Value>: Sendable {
    let shape: SpecSchema.Shape
    /// Reads a value that the tables have checked and completed.
    let read: @Sendable (JSONValue, SpecKeyPath) throws -> Value

    init(_ shape: SpecSchema.Shape, read: @escaping @Sendable (JSONValue, SpecKeyPath) throws -> Value) {
        self.shape = shape
        self.read = read
    }

    /// The same values as another type; nil: the tables let a value through that the type cannot hold.
    func map<Other>(_ convert: @escaping @Sendable (Value) throws -> Other?) -> Kind<Other> {
        Kind<Other>(shape) { value, path in
            guard let other = try convert(try read(value, path)) else { throw SchemaMismatch(path: path) }
            return other
        }
    }

    /// `null`, or the kind.
    static func optional<Wrapped>(_ kind: Kind<Wrapped>) -> Kind where Value == Wrapped? {
        Kind(.optional(kind.shape)) { value, path in
            if value == .null { return nil }
            return try kind.read(value, path)
        }
    }

    /// The first kind that reads the value.
    static func either(_ kinds: Kind...) -> Kind {
        Kind(.either(kinds.map(\.shape))) { value, path in
            for kind in kinds {
                if let found = try? kind.read(value, path) { return found }
            }
            throw SchemaMismatch(path: path)
        }
    }

    /// A list of values of one kind.
    static func list<Element>(
        _ element: Kind<Element>, count: ClosedRange<Int>, isDistinct: Bool = false, isDescending: Bool = false
    ) -> Kind where Value == [Element] {
        let list = SpecSchema.List(
            element: element.shape, count: count, isDistinct: isDistinct, isDescending: isDescending)
        return Kind(.list(list)) { value, path in
            guard case .array(let elements) = value, count.contains(elements.count) else {
                throw SchemaMismatch(path: path)
            }
            return try elements.enumerated().map { try element.read($1, path.appending(index: $0)) }
        }
    }

    /// An object with the table's keys.
    static func object(_ table: SpecSchema.Table, _ make: @escaping @Sendable (SpecDecoder) throws -> Value) -> Kind {
        Kind(.object(table)) { value, path in try make(try SpecDecoder(value, at: path)) }
    }

    /// An object with the keys of a named table, which may hold objects of its own kind.
    static func definition(
        _ definition: SpecSchema.Definition, _ make: @escaping @Sendable (SpecDecoder) throws -> Value
    ) -> Kind {
        Kind(.definition(definition)) { value, path in try make(try SpecDecoder(value, at: path)) }
    }

    /// One of some words.
    /// - Parameter words: each with its value, in the order in which messages list them.
    static func words(_ words: [(word: String, value: Value)]) -> Kind where Value: Sendable {
        Kind<String>(.choice(words.map(\.word))) { value, path in
            guard case .string(let word) = value else { throw SchemaMismatch(path: path) }
            return word
        }
        .map { word in words.first { word == $0.word }?.value }
    }
}

extension Kind where Value: RawRepresentable<String> & CaseIterable & Sendable {
    /// One of the words of a type.
    static var word: Kind { words(Value.allCases.map { ($0.rawValue, $0) }) }
}

extension Kind where Value == SpecDecoder {
    /// An object whose keys are read one by one.
    static func object(_ table: SpecSchema.Table) -> Kind { .object(table) { $0 } }
}

extension Kind where Value == Double {
    /// A number in a range.
    static func number(_ range: ValueRange) -> Kind {
        Kind(.number(range)) { value, path in
            guard case .number(let number) = value else { throw SchemaMismatch(path: path) }
            return number
        }
    }

    /// Both ends allowed.
    static func number(_ range: ClosedRange<Double>) -> Kind {
        number(.between(range.lowerBound, range.upperBound))
    }

    /// The lower end allowed, the upper one not.
    static func number(_ range: Range<Double>) -> Kind { number(.from(range.lowerBound, below: range.upperBound)) }

    /// The lower end allowed; no upper end.
    static func number(_ range: PartialRangeFrom<Double>) -> Kind { number(.atLeast(range.lowerBound)) }

    /// The upper end allowed, the lower one not.
    static func number(above lower: Double, upTo upper: Double? = nil) -> Kind { number(.above(lower, upTo: upper)) }
}

extension Kind where Value == Int {
    /// An integer in a range with a lower limit, which is allowed.
    static func integer(_ range: ValueRange, upTo upper: Int) -> Kind { integer(Int(range.lower ?? 0)...upper) }

    /// An integer in a range.
    static func integer(_ range: ClosedRange<Int>) -> Kind {
        Kind(.integer(range)) { value, path in
            guard case .number(let number) = value, let integer = Int(exactly: number) else {
                throw SchemaMismatch(path: path)
            }
            return integer
        }
    }
}

extension Kind where Value == Bool {
    /// `true` or `false`.
    static var boolean: Kind {
        Kind(.boolean) { value, path in
            guard case .bool(let bool) = value else { throw SchemaMismatch(path: path) }
            return bool
        }
    }
}

extension Kind where Value == String {
    /// Any string.
    static var text: Kind { text(.any) }

    /// A string that may be a folder's name.
    static var name: Kind { text(.name) }

    private static func text(_ rule: SpecSchema.TextRule) -> Kind {
        Kind(.text(rule)) { value, path in
            guard case .string(let string) = value else { throw SchemaMismatch(path: path) }
            return string
        }
    }
}
