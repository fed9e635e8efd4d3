/// How tables are laid out on the stream that they go to.
package struct TableStyle: Sendable, Equatable {
    /// Maximal width of a line in characters; nil for no limit.
    package var width: Int?
    /// Whether the stream is a terminal that shows colours.
    package var hasColor: Bool

    /// - Parameters:
    ///   - width: maximal width of a line; nil for no limit.
    ///   - hasColor: whether the stream shows colours.
    package init(width: Int? = nil, hasColor: Bool = false) {
        self.width = width
        self.hasColor = hasColor
    }

    /// The style of a stream. `COLUMNS`, or else the terminal, gives the width. Only a terminal has colours, unless
    /// `NO_COLOR` is set (no-color.org) or `TERM` is "dumb".
    /// - Parameters:
    ///   - environment: the process's variables.
    ///   - terminal: the width of the terminal; nil if the stream is none.
    package init(environment: [String: String], terminal: Int?) {
        width = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? terminal
        hasColor =
            terminal != nil && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// The text in an emphasis; unchanged without colours.
    package func paint(_ text: String, _ emphasis: Emphasis?) -> String {
        guard hasColor, let emphasis else { return text }
        return "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m"
    }

    /// An emphasis, by its code for terminals.
    package enum Emphasis: Int, Sendable {
        case bold = 1
        case dim = 2
        case green = 32
    }
}
