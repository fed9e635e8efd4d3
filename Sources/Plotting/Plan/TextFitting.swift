/// Fits text into limited room.
struct TextFitting {
    /// The part that a text loses if it is too long.
    enum Cut {
        /// Its end.
        case end
        /// Its middle, so that names which differ at either end stay different. In a difference, "one − other", both sides
        /// lose their middle.
        case middle
    }

    let measurer: any TextMeasurer

    /// The text on one line, cut with "…" if it is wider than `width`; empty if not even that fits.
    func shortened(_ text: String, _ font: Font, width: Double, cut: Cut = .end) -> String {
        wrapped(text, font, width: width, lines: 1, cut: cut).first ?? ""
    }

    /// The text in at most `lines` lines no wider than `width`, cut with "…" if it is longer.
    /// - Parameter breaksWords: whether a word wider than a line may break between any letters.
    func wrapped(
        _ text: String, _ font: Font, width: Double, lines: Int, cut: Cut = .end, breaksWords: Bool = true
    ) -> [String] {
        if let whole = whole(text, font, width: width, lines: lines, breaksWords: breaksWords) { return whole }
        let parts = (cut == .middle ? text.split(separator: " \u{2212} ") : [text[...]]).map(Array.init)
        var best: [String] = []
        var (low, high) = (0, parts.map(\.count).max() ?? 0)
        while low < high {
            let middle = (low + high + 1) / 2
            let short = parts.map { TextFitting.kept(middle, of: $0, cut) }.joined(separator: " \u{2212} ")
            if let found = whole(short, font, width: width, lines: lines, breaksWords: breaksWords) {
                (best, low) = (found, middle)
            } else {
                high = middle - 1
            }
        }
        return best
    }

    /// The text in lines no wider than `width`; nil if it needs more than `lines`. Lines break between words, and within a
    /// word only if the word is wider than a line.
    /// - Parameter breaksWords: whether a word wider than a line may break between any letters; otherwise only at the joints
    ///   of a name.
    func whole(_ text: String, _ font: Font, width: Double, lines: Int, breaksWords: Bool = true) -> [String]? {
        guard lines > 0 else { return text.isEmpty ? [] : nil }
        var result: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if measurer.measure(String(rest), font).width <= width {
                result.append(String(rest))
                break
            }
            guard result.count + 1 < lines else { return nil }
            let line = firstLine(of: rest, font, width)
            guard !line.isEmpty, breaksWords || line.endsAtBreak(in: rest) else { return nil }
            result.append(String(line.trimmingEnd()))
            rest = rest[line.endIndex...].drop { $0 == " " }
        }
        return result.filter { !$0.isEmpty }
    }

    /// As many sentences or clauses of a text as `lines` lines hold; empty if the first does not fit.
    func sentences(_ text: String, _ font: Font, width: Double, lines: Int) -> [String] {
        for separators in [["; ", ". "], ["; ", ". ", ", "]] {
            var rest = Substring(text)
            while !rest.isEmpty {
                let isBalanced = rest.count { $0 == "(" } == rest.count { $0 == ")" }
                if isBalanced, let found = whole(String(rest), font, width: width, lines: lines) { return found }
                let end = separators.compactMap { rest.lastRange(of: $0)?.lowerBound }.max()
                rest = end.map { rest[..<$0] } ?? ""
            }
        }
        return []
    }

    /// `count` characters of a text, with "…" for the others.
    private static func kept(_ count: Int, of text: [Character], _ cut: Cut) -> String {
        if text.count <= count { return String(text) }
        let tail = cut == .middle ? count / 2 : 0
        var head = Substring(String(text.prefix(count - tail)))
        head = head.trimmingEnd()
        return head + "…" + String(text.suffix(tail).drop { $0 == " " })
    }

    /// The longest beginning that fits and ends at a line break. A word wider than a line starts on this one if the line is
    /// less than a third full.
    private func firstLine(of text: Substring, _ font: Font, _ width: Double) -> Substring {
        var end = text.startIndex
        var best: (word: Substring.Index?, name: Substring.Index?)
        while end < text.endIndex {
            let next = text.index(after: end)
            if text[end] != " ", measurer.measure(String(text[..<next]), font).width > width { break }
            switch LineBreak(after: end, in: text) {
            case .word: best.word = next
            case .name: best.name = next
            case .none: break
            }
            end = next
        }
        guard let word = best.word else { return text[..<(best.name ?? end)] }
        let isEarly =
            text.distance(from: text.startIndex, to: word) * 3 <= text.distance(from: text.startIndex, to: end)
        guard isEarly, measurer.measure(String(text[word...].firstWord()), font).width > width else {
            return text[..<word]
        }
        return text[..<(best.name.map { max($0, word) } ?? end)]
    }
}

/// Whether a line may end behind a character.
private enum LineBreak {
    /// Between words: at a space, behind a hyphen, beside an ideograph.
    case word
    /// Between the parts of a name.
    case name
    case none

    init(after index: Substring.Index, in text: Substring) {
        let next = text.index(after: index)
        guard next < text.endIndex else {
            self = .none
            return
        }
        let (this, following) = (text[index], text[next])
        let before = index > text.startIndex ? text[text.index(before: index)] : " "
        switch this {
        // Operators stay with their operands, percent signs with their numbers.
        case " ": self = LineBreak.signs.contains(following) || LineBreak.signs.contains(before) ? .none : .word
        case "-": self = (before.isLetter || before.isNumber) && following.isLetter ? .word : .none
        // A decimal point stays with its digits.
        case ".": self = following.isLetter || following.isNumber && !before.isNumber ? .name : .none
        case "_", "/": self = following.isLetter || following.isNumber ? .name : .none
        default: self = LineBreak.isIdeograph(this) && LineBreak.isIdeograph(following) ? .word : .none
        }
    }

    private static let signs: Set<Character> = ["<", ">", "=", "≤", "≥", "≈", "±", "×", "%"]

    private static func isIdeograph(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0x3040...0x30FF).contains(scalar.value) || scalar.properties.isIdeographic
    }
}

extension Substring {
    /// Without the spaces at its end.
    fileprivate func trimmingEnd() -> Substring {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Whether a line may end here, within a longer text.
    fileprivate func endsAtBreak(in text: Substring) -> Bool {
        guard endIndex < text.endIndex, !isEmpty else { return true }
        if text[endIndex] == " " { return true }
        return LineBreak(after: index(before: endIndex), in: text) != .none
    }

    /// The text up to the first place for a line break; all of it without one.
    fileprivate func firstWord() -> Substring {
        for index in indices where LineBreak(after: index, in: self) == .word { return self[...index].trimmingEnd() }
        return self
    }

    /// The last place of a short text.
    fileprivate func lastRange(of word: String) -> Range<Index>? {
        var end = endIndex
        while end > startIndex {
            end = index(before: end)
            if self[end...].hasPrefix(word) { return end..<index(end, offsetBy: word.count) }
        }
        return nil
    }
}
