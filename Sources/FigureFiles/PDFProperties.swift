/// The properties of a PDF document that Cairo can set.
package enum PDFProperty: String, CaseIterable {
    case title = "Title"
    case subject = "Subject"
    case keywords = "Keywords"
    case creator = "Creator"
}

extension FigureMetadata {
    /// The metadata as properties: the spec is the subject; seeds, data and size are keywords, `key=value`.
    package var properties: [(PDFProperty, String)] {
        let keywords = [Key.seeds, .data, .size].filter { !text($0).isEmpty }.map { "\($0.rawValue)=\(text($0))" }
        let creator = version.isEmpty ? "" : "onecycle \(text(.version))"
        return [
            (.title, text(.title)), (.subject, spec.isEmpty ? "" : text(.spec)),
            (.keywords, keywords.joined(separator: "; ")), (.creator, creator),
        ].filter { !$0.1.isEmpty }
    }
}

/// Reads the properties of PDF documents as Cairo writes them: with a table of objects, and the properties in an object.
/// Documents with compressed objects are not supported and give no properties.
enum PDFProperties {
    /// The known texts, by key.
    static func read(_ file: borrowing FigureFile) throws(FigureFileError) -> [FigureMetadata.Key: String] {
        guard let place = try place(file) else { return [:] }
        // A character beyond ASCII takes four hexadecimal digits.
        let bytes = try file.read(at: place, count: 4 * FigureMetadata.maxTextSize)
        var parser = PDFDictionary(bytes)
        let found = parser.strings()
        var texts: [FigureMetadata.Key: String] = [:]
        texts[.title] = found["Title"]
        texts[.spec] = found["Subject"]
        if let creator = found["Creator"], creator.hasPrefix("onecycle ") {
            texts[.version] = String(creator.dropFirst(9))
        }
        for part in (found["Keywords"] ?? "").split(separator: "; ") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2, let key = FigureMetadata.Key(rawValue: String(pair[0])) { texts[key] = String(pair[1]) }
        }
        return texts
    }

    /// Offset of the properties' object; nil if the document has no properties.
    private static func place(_ file: borrowing FigureFile) throws(FigureFileError) -> Int? {
        let tail = try file.read(at: max(0, file.size - 2048), count: 2048)
        guard let start = tail.lastRange(of: Array("startxref".utf8)),
            let table = number(tail[start.upperBound...])
        else { throw file.failure("the PDF file ends early") }
        let bytes = try file.read(at: table, count: 1 << 20)
        guard bytes.starts(with: Array("xref".utf8)), let trailer = bytes.firstRange(of: Array("trailer".utf8)),
            let info = bytes.firstRange(of: Array("/Info".utf8), from: trailer.upperBound),
            let object = number(bytes[info.upperBound...])
        else { return nil }
        return entry(object, in: bytes[4..<trailer.lowerBound])
    }

    /// Offset of an object, from the table: sections of "first count", then a line "offset generation n" per object.
    private static func entry(_ object: Int, in table: ArraySlice<UInt8>) -> Int? {
        let words = table.split { $0 <= 32 }
        var index = 0
        while index + 1 < words.count {
            guard let first = number(words[index]), let count = number(words[index + 1]), count >= 0 else { return nil }
            if object >= first, object - first < count {
                let place = (object - first).multipliedReportingOverflow(by: 3)
                guard !place.overflow, place.partialValue < words.count - index - 2 else { return nil }
                return number(words[index + 2 + place.partialValue])
            }
            let size = count.multipliedReportingOverflow(by: 3)
            guard !size.overflow, size.partialValue <= words.count - index - 2 else { return nil }
            index += 2 + size.partialValue
        }
        return nil
    }

    /// The number at the start of the bytes, after white space.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.drop { $0 <= 32 }.prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
