import Mustache
import Text

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
        text.escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            case "\t", "\n": nil
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": "\u{FFFD}"
            default: nil
            }
        }
    }
}
