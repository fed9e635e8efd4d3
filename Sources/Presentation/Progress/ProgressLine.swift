import Text

/// The progress of a call at one moment, as one line.
package struct ProgressLine {
    /// Images decoded, and images to decode before the first step.
    package var images: (done: Int, total: Int) = (0, 0)
    /// Steps made, and steps to make; 0 until the plan is known.
    package var steps: (done: Int, total: Int) = (0, 0)
    /// Seconds since the first step.
    package var seconds = 0.0
    /// The loss of the latest batch.
    package var loss = 0.0

    package init() {}

    /// "[=====>      ] 3456 of 15440 steps, 2345 per second, loss 0.0312, 5.1 s left", without the bar on narrow terminals.
    /// - Parameter columns: the width of the terminal.
    package func text(columns: Int) -> String {
        guard steps.total > 0 else {
            guard images.total > 0 else { return "preparing the data" }
            return bar(images, " \(images.done) of \(images.total) pictures read", columns: columns)
        }
        var words = " \(steps.done) of \(steps.total) steps"
        if steps.done > 0 {
            let rate = Double(steps.done) / max(seconds, 1e-3)
            let left = Double(max(0, steps.total - steps.done)) / rate
            words +=
                ", \(Int(rate)) per second, loss \(NumberText.significant(loss)), \(NumberText.duration(left)) left"
        }
        return bar(steps, words, columns: columns)
    }

    private func bar(_ part: (done: Int, total: Int), _ words: String, columns: Int) -> String {
        let width = min(40, columns - words.count - 3)
        guard width >= 5 else { return String(words.dropFirst().prefix(max(0, columns - 1))) }
        let filled = min(width, width * part.done / part.total)
        let head = filled < width ? ">" : ""
        let bar = String(repeating: "=", count: filled) + head
        return "[" + bar + String(repeating: " ", count: width - filled - head.count) + "]" + words
    }
}
