import JSON

/// The JSON object at the start of a safetensors file.
struct SafetensorsHeader {
    /// Objects and lists inside each other; a header needs three.
    static let depthLimit = 8

    /// A tensor's name and its entry in the header.
    struct Tensor {
        var name: String
        var value: JSONNode
        /// Keys that the value has twice.
        var repeatedKeys: [String]
        var place: JSONPosition
    }

    /// In the order of the header.
    private(set) var tensors: [Tensor] = []
    /// Names that the header has twice; `tensors` has the first of each.
    private(set) var repeatedTensors: [(name: String, place: JSONPosition)] = []
    /// The texts of `__metadata__`; values of other types are left out.
    private(set) var notes: [String: String] = [:]

    /// Reads a header; spaces after the object are allowed.
    init(_ bytes: [UInt8]) throws(Safetensors.HeaderError) {
        // The reader of JSON takes a byte order mark, the format does not.
        if bytes.first == 0xEF { throw .notJSON(byte: 0) }
        let document: JSONReader.Document
        do {
            document = try JSONReader.read(bytes, maxDepth: Self.depthLimit)
        } catch {
            if case .tooDeep(let limit) = error.kind { throw .tooDeep(limit: limit) }
            throw .notJSON(byte: error.offset)
        }
        guard case .object(let members) = document.root.content else { throw .notAnObject }
        // Names are compared as bytes: comparing strings takes a time that grows with the square of a run of marks.
        var repeatedKeys: [[UInt8]: [String]] = [:]
        for duplicate in document.duplicates {
            guard case .key(let name)? = duplicate.path.components.first, !name.isExactly(Self.metadata) else {
                continue
            }
            switch duplicate.path.components.dropFirst().first {
            case nil: repeatedTensors.append((name, duplicate.position))
            case .key(let key) where duplicate.path.components.count == 2:
                repeatedKeys[Array(name.utf8), default: []].append(key)
            default: break
            }
        }
        for member in members {
            if member.key.isExactly(Self.metadata) {
                notes = member.node.texts
                continue
            }
            guard case .text(let place) = member.keyOrigin else { continue }
            tensors.append(
                Tensor(
                    name: member.key, value: member.node, repeatedKeys: repeatedKeys[Array(member.key.utf8)] ?? [],
                    place: place))
        }
    }

    private static let metadata = "__metadata__"
}

extension JSONNode {
    /// A number that is written in digits alone; nil for every other value, and for a number beyond `Int`.
    var count: Int? {
        guard case .number(_, let literal) = content,
            literal.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(literal)
    }

    /// The members of an object that are texts; of two with one name, the first.
    fileprivate var texts: [String: String] {
        guard case .object(let members) = content else { return [:] }
        return members.reduce(into: [:]) { texts, member in
            if case .string(let text) = member.node.content, texts[member.key] == nil { texts[member.key] = text }
        }
    }

    private var isList: Bool { if case .array = content { true } else { false } }

    /// The value as a message names it.
    var headerText: String {
        switch content {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(_, let literal): literal.utf8.count <= 40 ? literal : "a number"
        case .string: "a string"
        case .array(let elements) where elements.count <= 16:
            "[" + elements.map { $0.isList ? "[...]" : $0.headerText }.joined(separator: ", ") + "]"
        case .array(let elements): "[\(elements.count) entries]"
        case .object: "an object"
        }
    }
}
