/// A line of text with raised parts, such as "10" with a superscript.
public struct RichText: Sendable, Equatable, ExpressibleByStringLiteral {
    /// A part of the line.
    public struct Run: Sendable, Equatable {
        /// The characters, without control characters.
        public var text: String
        /// Whether it is set as a superscript: smaller and higher.
        public var isRaised: Bool
    }

    /// The parts from left to right.
    public private(set) var runs: [Run]

    /// Size of a superscript and the height of its baseline, as shares of the font's size.
    static let raisedSize = 0.72
    static let raise = 0.40

    /// A line of plain text. Control characters and line breaks become spaces.
    public init(_ text: String) {
        runs = text.isEmpty ? [] : [Run(text: RichText.cleaned(text), isRaised: false)]
    }

    /// A line of plain text.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// `base` followed by `superscript`.
    public init(_ base: String, superscript: String) {
        self.init(base)
        runs.append(Run(text: RichText.cleaned(superscript), isRaised: true))
    }

    /// The characters of all parts.
    public var plain: String {
        runs.map(\.text).joined()
    }

    /// The characters of all parts on one line, superscripts as the superscript digits of Unicode.
    public var flattened: String {
        runs.map { $0.isRaised ? String($0.text.map(RichText.superscript)) : $0.text }.joined()
    }

    /// Whether it has no characters.
    public var isEmpty: Bool {
        runs.allSatisfy { $0.text.isEmpty }
    }

    private static func superscript(_ character: Character) -> Character {
        let raised: [Character: Character] = [
            "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
            "\u{2212}": "⁻", "-": "⁻", "+": "⁺",
        ]
        return raised[character] ?? character
    }

    private static func cleaned(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }
}

extension TextMeasurer {
    /// Extent of a line with superscripts.
    func measure(_ text: RichText, _ font: Font) -> TextExtent {
        var whole = TextExtent(width: 0, ascent: 0, descent: 0)
        for run in text.runs {
            let part = measure(run.text, run.isRaised ? font.scaled(by: RichText.raisedSize) : font)
            let raise = run.isRaised ? font.size * RichText.raise : 0
            whole.width += part.width
            whole.ascent = max(whole.ascent, part.ascent + raise)
            whole.descent = max(whole.descent, part.descent - raise)
        }
        return whole
    }
}
