/// Fits text into the room there is.
struct TextFitting {
    let measurer: any TextMeasurer

    /// The text, or its beginning and "…" where it is wider than `width`; empty where not even that fits.
    func shortened(_ text: String, _ font: Font, width: Double) -> String {
        if measurer.measure(text, font).width <= width { return text }
        let characters = Array(text)
        var low = 0
        var high = characters.count
        while low < high {
            let middle = (low + high + 1) / 2
            if measurer.measure(String(characters[..<middle]) + "…", font).width <= width {
                low = middle
            } else {
                high = middle - 1
            }
        }
        guard low > 0 else { return "" }
        var kept = String(characters[..<low])
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    /// The text as at most `lines` lines no wider than `width`, broken at spaces where there are any; the last one is
    /// shortened.
    func wrapped(_ text: String, _ font: Font, width: Double, lines: Int) -> [String] {
        guard !text.isEmpty, lines > 0 else { return [] }
        var result: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if result.count == lines - 1 || measurer.measure(String(rest), font).width <= width {
                result.append(shortened(String(rest), font, width: width))
                break
            }
            let line = firstLine(of: rest, font, width)
            guard !line.isEmpty else { break }
            result.append(String(line))
            rest = rest[line.endIndex...].drop { $0 == " " }
        }
        return result.filter { !$0.isEmpty }
    }

    /// The longest beginning that fits, up to a space where it has one beyond its first third.
    private func firstLine(of text: Substring, _ font: Font, _ width: Double) -> Substring {
        var end = text.startIndex
        var lastSpace: Substring.Index?
        while end < text.endIndex {
            let next = text.index(after: end)
            if measurer.measure(String(text[..<next]), font).width > width { break }
            if text[end] == " " { lastSpace = end }
            end = next
        }
        if end < text.endIndex, text[end] == " " { return text[..<end] }
        func length(_ end: Substring.Index) -> Int { text.distance(from: text.startIndex, to: end) }
        if let lastSpace, length(lastSpace) * 3 > length(end) {
            return text[..<lastSpace]
        }
        return text[..<end]
    }
}
