package import JSON
import Specs

/// What `onecycle schema` prints, read back. Tests take the names of types from it, so that no test lists them.
package enum PublishedSchema {
    package static let root: JSONValue =
        (try? JSONReader.read(Array(SpecSchema.jsonSchema.utf8)).root.value) ?? .null

    /// One way to write an object: the words that choose it, and its keys.
    package struct Branch: Sendable {
        package let schema: JSONValue

        /// The properties by key.
        package var properties: [JSONValue.Member] { schema["properties"].members }
        /// The keys that have to be given.
        package var required: [String] { schema["required"].strings }
        /// The keys whose words choose the branch: `type`, and `flavor` of a 1cycle.
        package var words: [JSONValue.Member] {
            properties.compactMap { property in property.value["const"].map { JSONValue.Member(property.key, $0) } }
        }

        package func has(_ key: String) -> Bool { properties.contains { $0.key == key } }

        /// The word of a key such as `type`; nil if the branch has none.
        package func word(_ key: String) -> String? {
            guard case .string(let word)? = words.first(where: { $0.key == key })?.value else { return nil }
            return word
        }
    }

    /// The ways to write an object.
    /// - Parameter place: a section of a spec, `optimizer`, or a definition, `layer`.
    package static func branches(of place: String) -> [Branch] {
        let object = root["properties"]?[place] ?? root["$defs"]?[place] ?? .null
        return branches(of: object)
    }

    /// The ways to write a value, if it is an object.
    static func branches(of schema: JSONValue) -> [Branch] {
        guard case .array(let variants)? = schema["oneOf"] else { return [Branch(schema: schema)] }
        return variants.map { Branch(schema: $0) }
    }

    /// The schema that a reference leads to; else the schema itself.
    static func resolved(_ schema: JSONValue) -> JSONValue {
        guard case .string(let reference)? = schema["$ref"], let name = reference.split(separator: "/").last else {
            return schema
        }
        return root["$defs"]?[String(name)] ?? .null
    }

    /// The words of a key, in order: the types of schedules are `words("type", in: "schedule")`.
    package static func words(_ key: String, in place: String) -> [String] {
        branches(of: place).compactMap { $0.word(key) }.withoutRepetitions
    }

    /// The words of `selector` whose objects have `key`, in order.
    package static func owners(of key: String, by selector: String = "type", in place: String) -> [String] {
        branches(of: place).filter { $0.has(key) }.compactMap { $0.word(selector) }.withoutRepetitions
    }

    /// The words that the entries of a list may be: of `figures`.
    package static func entries(of key: String) -> [String] {
        root["properties"]?[key]?["items"]?["enum"].strings ?? []
    }
}

extension [String] {
    /// Each word once, where it comes first.
    fileprivate var withoutRepetitions: [String] {
        reduce(into: []) { words, word in if !words.contains(word) { words.append(word) } }
    }

    /// `a`, `a and b`, `a, b and c`.
    package var inWords: String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + suffix(1).joined()
    }

    /// `a, b, c`.
    package var listed: String { joined(separator: ", ") }
}

extension JSONValue? {
    /// The members of an object; empty for other values.
    package var members: [JSONValue.Member] {
        guard case .object(let members)? = self else { return [] }
        return members
    }

    /// The entries of a list; empty for other values.
    package var elements: [JSONValue] {
        guard case .array(let elements)? = self else { return [] }
        return elements
    }

    /// The number; nil for other values.
    package var number: Double? {
        guard case .number(let number)? = self else { return nil }
        return number
    }

    /// The strings of a list.
    package var strings: [String] {
        elements.compactMap { element in if case .string(let word) = element { word } else { nil } }
    }
}
