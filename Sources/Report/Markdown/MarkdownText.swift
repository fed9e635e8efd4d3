import Mustache
import Text

/// Text within a line of Markdown, also within a table's cell: shown as it is, never taken for markup or HTML.
struct MarkdownText: MustacheContentType {
    /// The name that templates call it by.
    static let name = "ONECYCLE_MARKDOWN"

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    static func escaped(_ text: String) -> String {
        text.escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "!": "\\\(scalar)"
            case "\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": "\u{FFFD}"
            default: nil
            }
        }
    }

    /// A block of shell commands; nil for none.
    static func commands(_ lines: [String]) -> String? {
        lines.isEmpty ? nil : fenced(lines.joined(separator: "\n"), language: "sh")
    }

    /// A block of code, whatever is in it: its fence is longer than every run of backticks there.
    /// - Parameter language: "json", "sh".
    static func fenced(_ code: String, language: String) -> String {
        var (longest, run) = (0, 0)
        for scalar in code.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(code)\(code.hasSuffix("\n") ? "" : "\n")\(fence)"
    }
}
