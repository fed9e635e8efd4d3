/// A strict reader of JSON (RFC 8259) that keeps the line and column of every value and key, which Foundation's does
/// not.
///
/// Takes UTF-8, with or without a byte order mark. Time is linear in the text. Stops at the first syntax error; a key
/// that is there twice is noted and reading goes on.
package struct JSONReader {
    /// What was read.
    package struct Document: Sendable {
        package var root: JSONNode
        /// Keys that an object has twice; the node holds the first.
        package var duplicates: [Duplicate]
    }

    /// A key that its object already had.
    package struct Duplicate: Sendable, Equatable {
        package var path: JSONPath
        package var position: JSONPosition
        package var firstLine: Int
    }

    /// Reads a text that holds one value.
    /// - Parameter maxDepth: how many objects and lists may be inside each other.
    package static func read(_ bytes: [UInt8], maxDepth: Int = 64) throws(JSONSyntaxError) -> Document {
        if let error = EncodingCheck.error(in: bytes) { throw error }
        var reader = JSONReader(cursor: JSONCursor(bytes), maxDepth: maxDepth)
        let root = try reader.document()
        return Document(root: root, duplicates: reader.duplicates)
    }

    private var cursor: JSONCursor
    private let maxDepth: Int
    private var duplicates: [Duplicate] = []
    /// Where the reader is.
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

    /// Whether the container closes before anything is in it.
    private mutating func closes(_ mark: Unicode.Scalar, wanted: String) throws(JSONSyntaxError) -> Bool {
        cursor.skipSpace()
        if cursor.next == UInt8(ascii: ",") { throw cursor.unexpected(wanted) }
        guard cursor.skip(mark) else { return false }
        cursor.close()
        return true
    }

    /// Past the comma to more (true), or past the closing mark (false).
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
