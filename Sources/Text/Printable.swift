/// Names and text from outside as messages show them: on one line, and shortened if long.
package enum Printable {
    /// The text with escapes, cut after `limit` characters.
    package static func text(_ string: String, limit: Int = 200) -> String { OneLine.text(string, limit: limit) }

    /// The text in double quotes, escaped as in JSON, cut after `limit` characters.
    package static func quoted(_ string: String, limit: Int = 60) -> String {
        let cut = String(String.UnicodeScalarView(string.unicodeScalars.prefix(limit)))
        let mark = string.unicodeScalars.count > limit ? "…" : ""
        return text((cut + mark).jsonQuoted, limit: .max)
    }

    /// "a", "a and b", "a, b and c"
    package static func inWords(_ names: [String]) -> String {
        names.count < 2
            ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }

    /// The first of several names: "a, b, c, ..."
    package static func list(_ names: [String], limit: Int = 8) -> String {
        names.prefix(limit).map { text($0) }.joined(separator: ", ") + (names.count > limit ? ", ..." : "")
    }
}
