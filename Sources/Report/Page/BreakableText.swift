import Text

/// Text of a page that wraps between words and at the separators of long names, and nowhere else.
///
/// A long name may wrap behind `-`, `_`, `/`, `.`, `=`, `,` and `:`, but not within a number. A part without separators
/// that is longer than a line, such as a hash, is shortened in its middle. Its title is the whole part.
package enum BreakableText {
    /// Shorter words are left to the browser.
    private static let shortWord = 12
    /// Longer parts without a separator are shortened.
    private static let longPart = 28
    /// Characters of a shortened part on each side.
    private static let side = 12

    /// The text as markup for the content of an element, escaped. It must not stand in an attribute.
    package static func markup(_ text: String) -> String {
        var markup = ""
        var word = ""
        func endWord() {
            markup += word.count > shortWord ? broken(word) : HTMLText.escaped(word)
            word = ""
        }
        for character in text {
            if character.isWhitespace {
                endWord()
                markup += HTMLText.escaped(String(character))
            } else {
                word.append(character)
            }
        }
        endWord()
        return markup
    }

    private static func broken(_ word: String) -> String {
        let characters = Array(word)
        var markup = ""
        var part: [Character] = []
        for (place, character) in characters.enumerated() {
            part.append(character)
            guard isBreak(characters, after: place) else { continue }
            markup += shortened(part) + "<wbr>"
            part = []
        }
        return markup + shortened(part)
    }

    private static func isBreak(_ characters: [Character], after place: Int) -> Bool {
        guard place + 1 < characters.count, "-_/.=,:".contains(characters[place]) else { return false }
        // "0.05", "1,000", "1e-05" and "-3" stay whole.
        let isInNumber = characters[place + 1].isNumber && "-.,".contains(characters[place])
        guard isInNumber else { return true }
        return place > 0 && characters[place] == "-" && characters[place - 1].isLetter
            && !(characters[place - 1] == "e" && place > 1 && characters[place - 2].isNumber)
    }

    private static func shortened(_ part: [Character]) -> String {
        guard part.count > longPart else { return HTMLText.escaped(String(part)) }
        let ends = [part.prefix(side), part.suffix(side)].map { HTMLText.escaped(String($0)) }
        return "<span title=\"\(HTMLText.escaped(String(part)))\">\(ends[0])…\(ends[1])</span>"
    }
}
