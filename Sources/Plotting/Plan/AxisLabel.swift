/// An axis' label made to fit a length: smaller, in two lines, without its last clauses, smaller again; at last cut.
struct AxisLabel {
    /// One or two lines; none for an empty label.
    let lines: [RichText]
    let font: Font
    /// Whether some of its words are cut.
    let isCut: Bool

    /// - Parameters:
    ///   - label: its words.
    ///   - room: the length that a line may have, in points.
    ///   - font: the font of a label with enough room.
    ///   - limit: max number of lines.
    init(_ label: String, room: Double, font: Font, lines limit: Int = 2, measurer: any TextMeasurer) {
        let (fitting, text, room) = (TextFitting(measurer: measurer), RichText(label).plain, room + 0.01)
        func width(_ text: String, _ factor: Double) -> Double { measurer.measure(text, font.scaled(by: factor)).width }
        func fits(_ count: Int, _ factor: Double) -> [String]? {
            let words = text.split(separator: " ")
            guard count == 1 || words.allSatisfy({ width(String($0), factor) <= room }) else { return nil }
            return fitting.whole(text, font.scaled(by: factor), width: room, lines: count)
        }
        /// The largest size of a label in `count` lines, down to `least`.
        func found(_ count: Int, from most: Double, to least: Double) -> (lines: [String], factor: Double)? {
            for factor in stride(from: most, through: least - 0.001, by: -0.05) {
                if let lines = fits(count, factor) { return (lines, factor) }
            }
            return nil
        }
        let both = min(limit, 2)
        let whole =
            found(1, from: 1, to: 0.85) ?? found(both, from: 1, to: 0.85) ?? found(1, from: 0.8, to: 0.75)
            ?? found(both, from: 0.8, to: 0.75)
        let small = font.scaled(by: 0.75)
        /// The first clauses, in lines of whole words.
        func clauses() -> [String] {
            for lines in 1...max(both, 1) {
                let short = fitting.sentences(text, small, width: room, lines: lines)
                let words = text.prefix(short.joined(separator: " ").count).split(separator: " ")
                if !short.isEmpty, words.allSatisfy({ width(String($0), 0.75) <= room }) { return short }
            }
            return []
        }
        if text.isEmpty {
            (lines, self.font, isCut) = ([], font, false)
        } else if let whole {
            (lines, self.font, isCut) = (whole.lines.map { RichText($0) }, font.scaled(by: whole.factor), false)
        } else if case let short = clauses(), !short.isEmpty {
            (lines, self.font, isCut) = (short.map { RichText($0) }, small, false)
        } else if let tiny = found(both, from: 0.7, to: 0.6) {
            (lines, self.font, isCut) = (tiny.lines.map { RichText($0) }, font.scaled(by: tiny.factor), false)
        } else {
            let short = fitting.shortened(text, small, width: room)
            (lines, self.font, isCut) = (short.isEmpty ? [] : [RichText(short)], small, true)
        }
    }
}
