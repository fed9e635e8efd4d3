import Text

/// Reads numbers, `true`, `false` and `null`.
enum JSONScalarReader {
    static func read(_ cursor: inout JSONCursor) throws(JSONSyntaxError) -> JSONNode.Content {
        guard let byte = cursor.next else { throw cursor.unexpected("a value") }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number(&cursor)
        case _ where JSONCursor.isWordByte(byte):
            return try word(&cursor)
        default:
            throw cursor.unexpected("a value")
        }
    }

    private static func word(_ cursor: inout JSONCursor) throws(JSONSyntaxError) -> JSONNode.Content {
        let word = cursor.word
        let content: JSONNode.Content
        switch word {
        case "true": content = .bool(true)
        case "false": content = .bool(false)
        case "null": content = .null
        default: throw cursor.error(misread(word))
        }
        for _ in word.utf8 { cursor.advance() }
        return content
    }

    /// The error for a word of another notation.
    private static func misread(_ word: String) -> JSONSyntaxError.Kind {
        switch word.lowercased() {
        case "nan", "inf", "infinity": .notFinite(word)
        case "true", "yes", "on": .word(word, meant: "true")
        case "false", "no", "off": .word(word, meant: "false")
        case "null", "none", "nil", "undefined": .word(word, meant: "null")
        default: .word(word, meant: nil)
        }
    }

    private static func number(_ cursor: inout JSONCursor) throws(JSONSyntaxError) -> JSONNode.Content {
        let start = cursor
        while let byte = cursor.next, isNumberByte(byte) { cursor.advance() }
        let literal = cursor.text(from: start.offset)
        var shown: String { Printable.text(literal, limit: 40) }
        guard isWellFormed(literal.utf8), let value = Double(literal) else {
            let unsigned = literal.drop { $0 == "-" || $0 == "+" }.lowercased()
            throw start.error(
                ["nan", "inf", "infinity"].contains(unsigned) ? .notFinite(shown) : .malformedNumber(shown))
        }
        guard value.isFinite else { throw start.error(.numberTooLarge(shown)) }
        return .number(value, literal: literal)
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || JSONCursor.isWordByte(byte)
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    private static func isWellFormed(_ literal: String.UTF8View) -> Bool {
        var rest = literal[...]
        func skip(_ marks: String) -> Bool {
            guard let byte = rest.first, marks.utf8.contains(byte) else { return false }
            rest.removeFirst()
            return true
        }
        func digits() -> Int {
            let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest.removeFirst(run)
            return run
        }
        _ = skip("-")
        let leadingZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || whole > 1 && !leadingZero else { return false }
        if skip("."), digits() == 0 { return false }
        if skip("eE") {
            _ = skip("+-")
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }
}
