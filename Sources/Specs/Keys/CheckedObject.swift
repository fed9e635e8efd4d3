import JSON

/// An object that the tables have checked and completed, read into the types of `ExperimentSpec`.
struct CheckedObject: Sendable, Equatable {
    let path: SpecKeyPath
    /// Its keys with their values, in order.
    let members: [JSONValue.Member]

    package init(_ value: JSONValue, at path: SpecKeyPath = .root) throws(SchemaMismatch) {
        guard case .object(let members) = value else { throw SchemaMismatch(path: path) }
        self.path = path
        self.members = members
    }

    package func has(_ key: String) -> Bool { members.contains { $0.key == key } }

    package func isNull(_ key: String) -> Bool { members.contains { $0.key == key && $0.value == .null } }

    package func place(of key: String) -> SpecKeyPath { path.appending(key: key) }

    package func mismatch(_ key: String) -> SchemaMismatch { SchemaMismatch(path: place(of: key)) }

    private func value(_ key: String) throws(SchemaMismatch) -> JSONValue {
        guard let member = members.first(where: { $0.key == key }) else { throw mismatch(key) }
        return member.value
    }

    package func object(_ key: String) throws(SchemaMismatch) -> CheckedObject {
        try CheckedObject(try value(key), at: path.appending(key: key))
    }

    package func objects(_ key: String) throws(SchemaMismatch) -> [CheckedObject] {
        guard case .array(let elements) = try value(key) else { throw mismatch(key) }
        let path = path.appending(key: key)
        var objects: [CheckedObject] = []
        for (index, element) in elements.enumerated() {
            objects.append(try CheckedObject(element, at: path.appending(index: index)))
        }
        return objects
    }

    /// nil: null.
    package func optionalObject(_ key: String) throws(SchemaMismatch) -> CheckedObject? {
        try value(key) == .null ? nil : try object(key)
    }

    package func string(_ key: String) throws(SchemaMismatch) -> String {
        guard case .string(let string) = try value(key) else { throw mismatch(key) }
        return string
    }

    /// Entry of a list of numbers of steps and objects.
    enum Element {
        case steps(Int)
        case object(CheckedObject)
    }

    package func elements(_ key: String) throws(SchemaMismatch) -> [Element] {
        guard case .array(let elements) = try value(key) else { throw mismatch(key) }
        let path = path.appending(key: key)
        var read: [Element] = []
        for (index, element) in elements.enumerated() {
            if case .number(let number) = element, let steps = Int(exactly: number) {
                read.append(.steps(steps))
            } else {
                read.append(.object(try CheckedObject(element, at: path.appending(index: index))))
            }
        }
        return read
    }

    /// nil: null.
    package func optionalString(_ key: String) throws(SchemaMismatch) -> String? {
        try value(key) == .null ? nil : try string(key)
    }

    package func bool(_ key: String) throws(SchemaMismatch) -> Bool {
        guard case .bool(let bool) = try value(key) else { throw mismatch(key) }
        return bool
    }

    package func double(_ key: String) throws(SchemaMismatch) -> Double {
        guard case .number(let number) = try value(key) else { throw mismatch(key) }
        return number
    }

    package func int(_ key: String) throws(SchemaMismatch) -> Int {
        guard let int = Int(exactly: try double(key)) else { throw mismatch(key) }
        return int
    }

    package func optionalInt(_ key: String) throws(SchemaMismatch) -> Int? {
        try value(key) == .null ? nil : try int(key)
    }

    package func choice<Choice: RawRepresentable<String>>(_ key: String) throws(SchemaMismatch) -> Choice {
        guard let choice = Choice(rawValue: try string(key)) else { throw mismatch(key) }
        return choice
    }

    package func choices<Choice: RawRepresentable<String>>(_ key: String) throws(SchemaMismatch) -> [Choice] {
        try list(key) { element in
            guard case .string(let string) = element else { return nil }
            return Choice(rawValue: string)
        }
    }

    package func doubles(_ key: String) throws(SchemaMismatch) -> [Double] {
        try list(key) { element in
            guard case .number(let number) = element else { return nil }
            return number
        }
    }

    package func ints(_ key: String) throws(SchemaMismatch) -> [Int] {
        try list(key) { element in
            guard case .number(let number) = element else { return nil }
            return Int(exactly: number)
        }
    }

    /// nil: null.
    package func optionalInts(_ key: String) throws(SchemaMismatch) -> [Int]? {
        try value(key) == .null ? nil : try ints(key)
    }

    package func seeds(_ key: String) throws(SchemaMismatch) -> [UInt64] {
        try list(key) { element in
            guard case .number(let number) = element else { return nil }
            return UInt64(exactly: number)
        }
    }

    package func pair(_ key: String) throws(SchemaMismatch) -> (Double, Double) {
        let numbers = try doubles(key)
        guard numbers.count == 2 else { throw mismatch(key) }
        return (numbers[0], numbers[1])
    }

    /// nil: null, or not there.
    package func optionalPair(_ key: String) throws(SchemaMismatch) -> (Double, Double)? {
        !has(key) || isNull(key) ? nil : try pair(key)
    }

    /// Objects in it, at any depth, each with the place it has.
    func forEachObject(_ body: (CheckedObject) throws(SchemaMismatch) -> Void) throws(SchemaMismatch) {
        try body(self)
        for member in members {
            switch member.value {
            case .object: try object(member.key).forEachObject(body)
            case .array(let elements):
                for (index, element) in elements.enumerated() {
                    guard case .object = element else { continue }
                    let place = path.appending(key: member.key).appending(index: index)
                    try CheckedObject(element, at: place).forEachObject(body)
                }
            default: break
            }
        }
    }

    private func list<Element>(
        _ key: String, _ read: (JSONValue) -> Element?
    ) throws(SchemaMismatch) -> [Element] {
        guard case .array(let elements) = try value(key) else { throw mismatch(key) }
        let read = elements.compactMap(read)
        guard read.count == elements.count else { throw mismatch(key) }
        return read
    }
}

/// The tables let something through that the types cannot hold: a mistake of the program, not of a spec.
struct SchemaMismatch: Error {
    var path: SpecKeyPath
}
