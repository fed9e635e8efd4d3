import Text

/// Reads a string, from its opening quote.
enum JSONStringReader {
    static func read(_ cursor: inout JSONCursor) throws(JSONSyntaxError) -> String {
        cursor.open(.string)
        cursor.advance()
        var utf8: [UInt8] = []
        while let byte = cursor.next {
            switch byte {
            case UInt8(ascii: "\""):
                cursor.advance()
                cursor.close()
                return String(decoding: utf8, as: UTF8.self)
            case UInt8(ascii: "\\"):
                utf8 += Array(String(try escape(&cursor)).utf8)
            case 0..<0x20:
                throw cursor.error(.controlCharacter(byte))
            default:
                utf8.append(byte)
                cursor.advance()
            }
        }
        throw cursor.unexpected("\"")
    }

    private static func escape(_ cursor: inout JSONCursor) throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = cursor
        cursor.advance()
        guard let byte = cursor.next else { throw cursor.unexpected("an escape") }
        let scalar = Unicode.Scalar(byte)
        if scalar == "u" {
            cursor.advance()
            return try unicodeEscape(&cursor, start: start)
        }
        guard let meant = plainEscapes[scalar] else {
            let found = byte < 0x80 ? "\\" + Printable.text(String(scalar)) : "a backslash here"
            throw start.error(.badEscape(found))
        }
        cursor.advance()
        return meant
    }

    private static let plainEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
    ]

    /// Reads the code after `\u`, or both codes of a surrogate pair.
    private static func unicodeEscape(
        _ cursor: inout JSONCursor, start: JSONCursor
    ) throws(JSONSyntaxError) -> Unicode.Scalar {
        let high = try hexCode(&cursor, start: start)
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(high)), cursor.skip("\\"), cursor.skip("u") else {
            throw start.error(.loneSurrogate(cursor.text(from: start.offset)))
        }
        let low = try hexCode(&cursor, start: start)
        guard UTF16.isTrailSurrogate(UInt16(low)),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw start.error(.loneSurrogate(cursor.text(from: start.offset))) }
        return scalar
    }

    private static func hexCode(_ cursor: inout JSONCursor, start: JSONCursor) throws(JSONSyntaxError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = cursor.next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else { throw start.error(.badEscape(Printable.text(cursor.text(from: start.offset)))) }
            code = code << 4 + UInt32(digit)
            cursor.advance()
        }
        return code
    }
}
