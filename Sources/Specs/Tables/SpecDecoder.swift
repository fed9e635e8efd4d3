import JSON

/// An object that the tables have checked and completed; its values are read by their keys.
struct SpecDecoder: Sendable, Equatable {
    let path: SpecKeyPath
    /// Its keys with their values, in order.
    let members: [JSONValue.Member]

    init(_ value: JSONValue, at path: SpecKeyPath = .root) throws(SchemaMismatch) {
        guard case .object(let members) = value else { throw SchemaMismatch(path: path) }
        self.path = path
        self.members = members
    }

    func has<Value>(_ key: Key<Value>) -> Bool { value(of: key.name) != nil }

    func place(of name: String) -> SpecKeyPath { path.appending(key: name) }

    func value(of name: String) -> JSONValue? { members.first { $0.key == name }?.value }

    subscript<Value>(key: Key<Value>) -> Value {
        get throws {
            guard let value = value(of: key.name) else { throw SchemaMismatch(path: place(of: key.name)) }
            return try key.kind.read(value, place(of: key.name))
        }
    }

    subscript<Value>(alternatives: Alternatives<Value>) -> Value {
        get throws {
            for alternative in alternatives.alternatives {
                if let value = try alternative.read(self) { return value }
            }
            throw SchemaMismatch(path: place(of: alternatives.fallback))
        }
    }

    /// Calls `body` with every object in it, at any depth, itself included.
    func forEachObject(_ body: (SpecDecoder) throws -> Void) throws {
        func visit(_ value: JSONValue, at place: SpecKeyPath) throws {
            switch value {
            case .object: try SpecDecoder(value, at: place).forEachObject(body)
            case .array(let elements):
                for (index, element) in elements.enumerated() { try visit(element, at: place.appending(index: index)) }
            default: break
            }
        }
        try body(self)
        for member in members { try visit(member.value, at: place(of: member.key)) }
    }
}

/// A value that the tables accept and that the types cannot hold: an error of the program, not of a spec.
struct SchemaMismatch: Error {
    var path: SpecKeyPath
}
