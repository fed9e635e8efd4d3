import Text

/// A place in a text of valid UTF-8 that moves forward and knows its line and column.
package struct JSONCursor {
    private let bytes: [UInt8]
    private(set) var offset: Int
    private var line = 1
    private var lineStart: Int
    /// Bytes of this line that begin no scalar.
    private var continuations = 0
    /// What is open here, outermost first, with the line that opens it.
    private var containers: [(container: JSONSyntaxError.Container, line: Int)] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineStart = offset
    }

    /// The byte here; nil at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    var position: JSONPosition { JSONPosition(line: line, column: offset - lineStart - continuations + 1) }

    mutating func advance() {
        guard let byte = next else { return }
        offset += 1
        switch byte {
        case 0x0A: startLine()
        case 0x0D where next != 0x0A: startLine()
        case 0x80..<0xC0: continuations += 1
        default: break
        }
    }

    private mutating func startLine() {
        line += 1
        lineStart = offset
        continuations = 0
    }

    /// Past spaces, tabs and line breaks.
    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    /// Past the mark, if it is here.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: mark) else { return false }
        advance()
        return true
    }

    /// The text from an earlier place to here.
    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    mutating func open(_ container: JSONSyntaxError.Container) { containers.append((container, line)) }

    mutating func close() { _ = containers.popLast() }
}

/// Errors at the cursor.
extension JSONCursor {
    func error(_ kind: JSONSyntaxError.Kind) -> JSONSyntaxError {
        JSONSyntaxError(kind: kind, position: position, offset: offset)
    }

    /// Something else is here than was expected: names what people take for JSON.
    func unexpected(_ expected: String) -> JSONSyntaxError {
        guard let next else {
            guard let last = containers.last else { return error(.endWanting(expected)) }
            return error(.end(inside: last.container, openedOnLine: last.line))
        }
        if startsComment { return error(.comment) }
        if next == UInt8(ascii: "'") { return error(.singleQuotes) }
        return error(.unexpected(found, expected: expected))
    }

    /// `//`, `/*` or `#` is here.
    var startsComment: Bool {
        guard next == UInt8(ascii: "/") else { return next == UInt8(ascii: "#") }
        guard offset + 1 < bytes.count else { return false }
        return bytes[offset + 1] == UInt8(ascii: "/") || bytes[offset + 1] == UInt8(ascii: "*")
    }

    /// The character here, in quotes.
    var found: String {
        let piece = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
        return piece.unicodeScalars.first.map { Printable.quoted(String($0)) } ?? "the end"
    }

    /// The letters, digits and underscores here, cut where there are very many.
    var word: String {
        let rest = bytes[offset..<min(offset + 60, bytes.count)]
        return String(decoding: rest.prefix { JSONCursor.isWordByte($0) }, as: UTF8.self)
    }

    package static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
