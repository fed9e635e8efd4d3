import Text

/// A position in valid UTF-8 text that moves forward and counts lines and columns.
package struct JSONCursor {
    private let bytes: [UInt8]
    private(set) var offset: Int
    private var line = 1
    private var lineStart: Int
    /// UTF-8 continuation bytes in this line so far.
    private var continuations = 0
    /// The open containers, outermost first, with their first lines.
    private var containers: [(container: JSONSyntaxError.Container, line: Int)] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineStart = offset
    }

    /// The next byte; nil at the end.
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

    /// Skips spaces, tabs and line breaks.
    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    /// Skips the mark if it comes next.
    /// - Returns: whether it did.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: mark) else { return false }
        advance()
        return true
    }

    /// The text from an earlier offset to here.
    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    mutating func open(_ container: JSONSyntaxError.Container) { containers.append((container, line)) }

    mutating func close() { _ = containers.popLast() }
}

/// Errors at the cursor.
extension JSONCursor {
    func error(_ kind: JSONSyntaxError.Kind) -> JSONSyntaxError {
        JSONSyntaxError(kind: kind, position: position, offset: offset)
    }

    /// The error for an unexpected character; comments and single quotes have errors of their own.
    func unexpected(_ expected: String) -> JSONSyntaxError {
        guard let next else {
            guard let last = containers.last else { return error(.endWanting(expected)) }
            return error(.end(inside: last.container, openedOnLine: last.line))
        }
        if startsComment { return error(.comment) }
        if next == UInt8(ascii: "'") { return error(.singleQuotes) }
        return error(.unexpected(found, expected: expected))
    }

    /// Whether `//`, `/*` or `#` comes next.
    var startsComment: Bool {
        guard next == UInt8(ascii: "/") else { return next == UInt8(ascii: "#") }
        guard offset + 1 < bytes.count else { return false }
        return bytes[offset + 1] == UInt8(ascii: "/") || bytes[offset + 1] == UInt8(ascii: "*")
    }

    /// The next character, in quotes.
    var found: String {
        let piece = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
        return piece.unicodeScalars.first.map { Printable.quoted(String($0)) } ?? "the end"
    }

    /// The next letters, digits and underscores, at most 60.
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
