import Foundation

/// The only tokenizer of comma-separated values: fields by row, as RFC 4180 has them.
///
/// - Rows end with a line feed, a carriage return or both. Blank rows and a byte order mark in front are skipped.
/// - Spaces and tabs around a field do not count.
/// - A field in quotes may hold commas, line breaks and doubled quotes. A quote within another field is plain text.
///
/// It works on bytes: splitting a long run's text into characters took ten times as long as parsing its numbers.
package struct CSVReader {
    /// A field's bytes without the quotes around it.
    private struct Field {
        var range: Range<Int>
        /// Whether doubled quotes in it stand for one.
        var hasQuotes = false
    }

    /// The file's bytes and a zero, which ends the last number.
    private let bytes: [UInt8]
    private let end: Int
    private var place = 0
    private var nextLine = 1
    private var fields: [Field] = []

    /// The line on which the current row begins, from 1.
    package private(set) var line = 0

    package init(_ bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes) + [0]
        end = bytes.count
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// Fields of the current row.
    package var count: Int { fields.count }

    /// Goes to the next row that is not blank.
    /// - Returns: false at the end.
    /// - Throws: `CSVQuoteError`.
    package mutating func next() throws(CSVQuoteError) -> Bool {
        while place < end {
            line = nextLine
            fields.removeAll(keepingCapacity: true)
            repeat { fields.append(try field()) } while skip(Self.comma)
            endLine()
            if fields.count > 1 || !fields[0].range.isEmpty { return true }
        }
        return false
    }

    /// Whether a field is empty.
    package func isEmpty(_ column: Int) -> Bool { fields[column].range.isEmpty }

    /// A field as text; bytes that are not UTF-8 are replaced.
    /// - Parameter limit: bytes of the field that are read.
    package func text(_ column: Int, limit: Int = .max) -> String {
        let text = String(decoding: bytes[fields[column].range].prefix(limit), as: UTF8.self)
        return fields[column].hasQuotes ? text.replacing("\"\"", with: "\"") : text
    }

    /// All fields of the current row as text.
    package var texts: [String] { fields.indices.map { text($0) } }

    /// The number that a whole field is: a decimal or hexadecimal number, nan or inf.
    /// - Returns: nil if the field is not a number.
    package func number(_ column: Int) -> Double? {
        let field = fields[column].range
        // The C library would skip white space.
        guard bytes[field.lowerBound] > Self.space, !field.isEmpty else { return nil }
        return bytes.withUnsafeBytes { buffer -> Double? in
            guard let start = buffer.baseAddress?.advanced(by: field.lowerBound) else { return nil }
            var end: UnsafeMutablePointer<CChar>?
            let text = start.assumingMemoryBound(to: CChar.self)
            let value = strtod(text, &end)
            return end.map { UnsafePointer($0) - text } == field.count ? value : nil
        }
    }

    /// Reads one field up to the comma or the line's end behind it.
    private mutating func field() throws(CSVQuoteError) -> Field {
        skipBlanks()
        if skip(Self.quote) { return try quotedField() }
        let start = place
        while place < end, !Self.endsField(bytes[place]) { place += 1 }
        var last = place
        while last > start, Self.isBlank(bytes[last - 1]) { last -= 1 }
        return Field(range: start..<last)
    }

    /// Reads a field from behind its first quote.
    private mutating func quotedField() throws(CSVQuoteError) -> Field {
        var field = Field(range: place..<place)
        while place < end {
            if bytes[place] == Self.quote {
                if bytes[place + 1] != Self.quote { break }
                field.hasQuotes = true
                place += 1
            } else if isLineEnd(place) {
                nextLine += 1
            }
            place += 1
        }
        field.range = field.range.lowerBound..<place
        guard skip(Self.quote) else { throw CSVQuoteError(line: line) }
        skipBlanks()
        guard place == end || Self.endsField(bytes[place]) else { throw CSVQuoteError(line: line) }
        return field
    }

    private mutating func skipBlanks() {
        while place < end, Self.isBlank(bytes[place]) { place += 1 }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard place < end, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func endLine() {
        if skip(Self.carriageReturn) {
            _ = skip(Self.lineFeed)
        } else {
            _ = skip(Self.lineFeed)
        }
        nextLine += 1
    }

    /// Whether a line ends with this byte: of a carriage return and a line feed, the latter.
    private func isLineEnd(_ place: Int) -> Bool {
        bytes[place] == Self.lineFeed || (bytes[place] == Self.carriageReturn && bytes[place + 1] != Self.lineFeed)
    }

    private static func endsField(_ byte: UInt8) -> Bool { byte == comma || byte == lineFeed || byte == carriageReturn }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let space = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}

/// A field in quotes that does not end as such a field must.
package struct CSVQuoteError: Error, Equatable, CustomStringConvertible {
    /// The line on which its row begins, from 1.
    package let line: Int

    package var description: String { Self.message }
    package static let message = "a quoted field has no closing quote, or text behind it"
}
