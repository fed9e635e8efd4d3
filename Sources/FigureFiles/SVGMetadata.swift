import Text

/// The `<metadata>` of SVG files.
package enum SVGMetadata {
    /// The namespace of our elements.
    private static let namespace = "urn:onecycle:figure"

    /// The element; empty if there is no metadata.
    package static func element(_ metadata: FigureMetadata) -> String {
        let parts = metadata.texts.map { key, text in
            "<onecycle:\(key.rawValue)>\(XMLText.escaped(text))</onecycle:\(key.rawValue)>\n"
        }
        guard !parts.isEmpty else { return "" }
        return "<metadata><onecycle:figure xmlns:onecycle=\"\(namespace)\">\n" + parts.joined()
            + "</onecycle:figure></metadata>\n"
    }

    /// The known texts, by key, from the first 2 * `FigureMetadata.maxTextSize` bytes. A file without `</svg>` at its end
    /// is an error.
    static func read(_ file: borrowing FigureFile) throws(FigureFileError) -> [FigureMetadata.Key: String] {
        var tail = try file.read(at: max(0, file.size - 64), count: 64)[...]
        while let last = tail.last, last <= 32 { tail.removeLast() }
        guard tail.suffix(6).elementsEqual("</svg>".utf8) else { throw file.failure("the SVG file ends early") }
        let bytes = try file.read(at: 0, count: 2 * FigureMetadata.maxTextSize)
        guard let start = bytes.firstRange(of: Array("<metadata".utf8)) else { return [:] }
        guard let end = bytes.firstRange(of: Array("</metadata>".utf8), from: start.upperBound) else {
            throw file.failure("the metadata of the SVG file does not end")
        }
        let part = bytes[start.upperBound..<end.lowerBound]
        var found: [FigureMetadata.Key: String] = [:]
        for key in FigureMetadata.Key.allCases {
            let (opening, closing) = ("<onecycle:\(key.rawValue)>", "</onecycle:\(key.rawValue)>")
            guard let from = part.firstRange(of: Array(opening.utf8)),
                let to = part.firstRange(of: Array(closing.utf8), from: from.upperBound)
            else { continue }
            found[key] = XMLText.unescaped(part[from.upperBound..<to.lowerBound])
        }
        return found
    }
}

/// Text within XML.
package enum XMLText {
    /// The text, escaped for an element or for an attribute in double quotes. Characters that XML 1.0 forbids become
    /// U+FFFD.
    package static func escaped(_ text: String) -> String {
        text.escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\r": "&#13;"
            case "\t", "\n": nil
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
            default: nil
            }
        }
    }

    /// The text of escaped bytes. Unknown entities stay unchanged.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = entity(String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self))
            {
                result.append(contentsOf: String(scalar).utf8)
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func entity(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let isHex = digits.first == "x"
            return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
        }
    }
}
