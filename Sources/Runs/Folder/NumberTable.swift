import Foundation

/// Comma-separated numbers under a header, as run folders hold them.
///
/// Read byte by byte: to split a long run's text into characters took ten times as long as to read its numbers.
struct NumberTable {
    /// The header's names.
    let names: [String]
    /// Row by row; an empty field is nil.
    private var values: [Double?] = []

    /// Rows.
    var count: Int { values.count / names.count }

    /// The value in a row and a column, both from 0; nil for an empty field.
    subscript(row: Int, column: Int) -> Double? { values[row * names.count + column] }

    /// Reads rows of as many fields as the header has, which is `header` or the longer one.
    /// - Throws: `StoreError` where the file is not there, has another header, or holds something else than numbers.
    init(at path: String, header: String, or longer: String? = nil) throws(StoreError) {
        // A number ends before what cannot be a part of it, the last one at the zero.
        let bytes = try StoredFile.bytes(of: path) + [0]
        let end = bytes.count - 1
        var lineEnd = bytes.firstIndex(of: Self.newline) ?? end
        let first = String(decoding: bytes[..<lineEnd], as: UTF8.self)
        guard first == header || first == longer else {
            throw .malformed(path: path, line: 1, what: "the header is not \(header)")
        }
        names = first.split(separator: ",").map(String.init)
        let areCounts = names.map { ["step", "epoch", "seed"].contains($0) }
        values.reserveCapacity(end / 8)
        var line = 1
        while lineEnd < end {
            let start = lineEnd + 1
            lineEnd = bytes[start...].firstIndex(of: Self.newline) ?? end
            line += 1
            if lineEnd == start { continue }
            let fields = bytes[start..<lineEnd].count { $0 == Self.comma } + 1
            guard fields == names.count else {
                throw .malformed(path: path, line: line, what: "\(fields) fields, not \(names.count)")
            }
            var place = start
            for column in names.indices {
                let fieldEnd = bytes[place..<lineEnd].firstIndex(of: Self.comma) ?? lineEnd
                defer { place = fieldEnd + 1 }
                if fieldEnd == place {
                    values.append(nil)
                    continue
                }
                func text() -> String { String(decoding: bytes[place..<fieldEnd].prefix(40), as: UTF8.self) }
                guard let value = Self.number(bytes, place..<fieldEnd) else {
                    throw .malformed(
                        path: path, line: line, what: "\(names[column]): \"\(text())\" is not a number")
                }
                if areCounts[column], !(value >= 0 && value <= 0x1p53) {
                    throw .malformed(path: path, line: line, what: "\(names[column]): \(text()) is not a count")
                }
                values.append(value)
            }
        }
    }

    private static let newline = UInt8(ascii: "\n")
    private static let comma = UInt8(ascii: ",")

    /// The number that all bytes of a field are; nil where they are none.
    private static func number(_ bytes: [UInt8], _ field: Range<Int>) -> Double? {
        // The C library would pass over spaces.
        guard bytes[field.lowerBound] > UInt8(ascii: " ") else { return nil }
        return bytes.withUnsafeBytes { buffer -> Double? in
            guard let start = buffer.baseAddress?.advanced(by: field.lowerBound) else { return nil }
            var end: UnsafeMutablePointer<CChar>?
            let text = start.assumingMemoryBound(to: CChar.self)
            let value = strtod(text, &end)
            return end.map { UnsafePointer($0) - text } == field.count ? value : nil
        }
    }
}
