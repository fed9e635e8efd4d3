/// Text from outside, such as file names, on one line of a terminal. Control and formatting characters could break the
/// line, colour it or reverse it; they become escapes.
package enum OneLine {
    /// The text with escapes, cut if it is long.
    /// - Parameter limit: maximum number of characters; an ellipsis replaces the rest.
    package static func text(_ string: String, limit: Int = .max) -> String {
        var text = ""
        for (count, scalar) in string.unicodeScalars.enumerated() {
            if count == limit { return text + "…" }
            text += isPlain(scalar) ? String(scalar) : escape(scalar)
        }
        return text
    }

    /// The text with escapes in each of its lines.
    package static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { self.text(String($0)) }
            .joined(separator: "\n")
    }

    /// The scalar as JSON's escape: `\u001b`; beyond the basic plane, a surrogate pair.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        UTF16.encode(scalar).map { codes in
            codes.map { code in
                let hex = String(code, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }.joined()
        } ?? ""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: true
        }
    }
}
