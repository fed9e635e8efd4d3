import Text

/// Two streams that a command writes to: results to stdout, everything else to stderr.
package struct Console: Sendable {
    private let writeResults: @Sendable (String) -> Void
    private let writeMessages: @Sendable (String) -> Void
    private let measure: @Sendable () -> Int
    /// Whether stderr is a terminal, so that a progress line can be redrawn.
    package let isInteractive: Bool

    /// - Parameters:
    ///   - results: writes text to stdout.
    ///   - messages: writes text to stderr.
    ///   - isInteractive: whether stderr is a terminal.
    ///   - columns: the width of that terminal in characters.
    package init(
        results: @escaping @Sendable (String) -> Void, messages: @escaping @Sendable (String) -> Void,
        isInteractive: Bool = false, columns: @escaping @Sendable () -> Int = { 80 }
    ) {
        writeResults = results
        writeMessages = messages
        measure = columns
        self.isInteractive = isInteractive
    }

    /// Width of the terminal in characters.
    package var columns: Int { measure() }

    /// Writes a line to stdout.
    package func result(_ line: String) { writeResults(line + "\n") }

    /// Writes lines to stderr. Names in them may come from outside, so control characters are escaped.
    package func message(_ lines: String) { writeMessages(OneLine.lines(lines) + "\n") }

    /// Replaces the line at the bottom of the terminal.
    package func redraw(_ line: String) { writeMessages("\r\u{1B}[K" + line) }
}
