/// A strict reader of JSON (RFC 8259) that records the line and column of every value and key. Foundation's reader does
/// not record them.
///
/// Input is UTF-8, with or without a byte order mark. Time is linear. Reading stops at the first syntax error; duplicate
/// keys are listed.
package struct JSONReader {
    /// The result of reading.
    package struct Document: Sendable {
        package var root: JSONNode
        /// Duplicate keys; the node has the first value of each.
        package var duplicates: [Duplicate]
    }

    /// A key that its object already has.
    package struct Duplicate: Sendable, Equatable {
        package var path: JSONPath
        package var position: JSONPosition
        package var firstLine: Int
    }

    /// Reads a text with one value.
    /// - Parameter maxDepth: maximum nesting of objects and lists.
    package static func read(_ bytes: [UInt8], maxDepth: Int = 64) throws(JSONSyntaxError) -> Document {
        if let error = EncodingCheck.error(in: bytes) { throw error }
        var reader = JSONReader(cursor: JSONCursor(bytes), maxDepth: maxDepth)
        let root = try reader.document()
        return Document(root: root, duplicates: reader.duplicates)
    }

    private var cursor: JSONCursor
    private let maxDepth: Int
    private var duplicates: [Duplicate] = []
    /// The path of the current value.
    private var path: [JSONPath.Component] = []

    private init(cursor: JSONCursor, maxDepth: Int) {
        self.cursor = cursor
        self.maxDepth = maxDepth
    }

    private mutating func document() throws(JSONSyntaxError) -> JSONNode {
        cursor.skipSpace()
        if cursor.next == nil { throw cursor.error(.empty) }
        let root = try value(depth: 1)
        cursor.skipSpace()
        if cursor.next != nil {
            throw cursor.startsComment ? cursor.error(.comment) : cursor.error(.trailing(cursor.found))
        }
        return root
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONNode {
        cursor.skipSpace()
        let start = cursor.position
        let content: JSONNode.Content
        switch cursor.next {
        case UInt8(ascii: "{"): content = .object(try members(depth: depth))
        case UInt8(ascii: "["): content = .array(try elements(depth: depth))
        case UInt8(ascii: "\""): content = .string(try JSONStringReader.read(&cursor))
        default: content = try JSONScalarReader.read(&cursor)
        }
        return JSONNode(content, origin: .text(start))
    }

    private mutating func members(depth: Int) throws(JSONSyntaxError) -> [JSONNode.Member] {
        try open(.object, depth: depth)
        var members: [JSONNode.Member] = []
        var firstLines: [[UInt8]: Int] = [:]
        if try closes("}", wanted: "a key in double quotes or \"}\"") { return members }
        while true {
            cursor.skipSpace()
            let position = cursor.position
            let key = try key()
            path.append(.key(key))
            cursor.skipSpace()
            guard cursor.skip(":") else { throw cursor.unexpected("\":\"") }
            let node = try value(depth: depth + 1)
            let exactKey = Array(key.utf8)
            if let first = firstLines[exactKey] {
                let place = JSONPath(components: path)
                duplicates.append(Duplicate(path: place, position: position, firstLine: first))
            } else {
                firstLines[exactKey] = position.line
                members.append(JSONNode.Member(key: key, keyOrigin: .text(position), node: node))
            }
            path.removeLast()
            if try !continues(closing: "}") { return members }
        }
    }

    private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONNode] {
        try open(.list, depth: depth)
        var elements: [JSONNode] = []
        if try closes("]", wanted: "a value or \"]\"") { return elements }
        while true {
            path.append(.index(elements.count))
            elements.append(try value(depth: depth + 1))
            path.removeLast()
            if try !continues(closing: "]") { return elements }
        }
    }

    private mutating func open(_ container: JSONSyntaxError.Container, depth: Int) throws(JSONSyntaxError) {
        guard depth <= maxDepth else { throw cursor.error(.tooDeep(limit: maxDepth)) }
        cursor.open(container)
        cursor.advance()
    }

    /// Skips the closing mark of an empty container.
    /// - Returns: whether the container is empty.
    private mutating func closes(_ mark: Unicode.Scalar, wanted: String) throws(JSONSyntaxError) -> Bool {
        cursor.skipSpace()
        if cursor.next == UInt8(ascii: ",") { throw cursor.unexpected(wanted) }
        guard cursor.skip(mark) else { return false }
        cursor.close()
        return true
    }

    /// Skips a comma or the closing mark.
    /// - Returns: true after a comma.
    private mutating func continues(closing mark: Unicode.Scalar) throws(JSONSyntaxError) -> Bool {
        cursor.skipSpace()
        if cursor.skip(mark) {
            cursor.close()
            return false
        }
        let comma = cursor
        guard cursor.skip(",") else { throw cursor.unexpected("\",\" or \"\(mark)\"") }
        cursor.skipSpace()
        if cursor.next == UInt8(ascii: mark) {
            throw comma.error(.trailingComma(before: String(mark)))
        }
        return true
    }

    private mutating func key() throws(JSONSyntaxError) -> String {
        if cursor.next == UInt8(ascii: "\"") { return try JSONStringReader.read(&cursor) }
        let word = cursor.word
        if !word.isEmpty { throw cursor.error(.unquotedKey(word)) }
        throw cursor.unexpected("a key in double quotes")
    }
}
