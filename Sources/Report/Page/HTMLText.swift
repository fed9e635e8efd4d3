import Mustache

/// Text as the content of an element, or of an attribute in double quotes.
///
/// The library's own escaping works on grapheme clusters, in which a joining character can hide a `<`. This works on
/// Unicode scalars, as browsers do.
struct HTMLText: MustacheContentType {
    /// The name that templates call it by.
    static let name = "ONECYCLE_HTML"

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    /// Characters that HTML does not have become U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n": result.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
