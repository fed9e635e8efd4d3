/// Puts characters in the order they stand in from left to right: Cairo's simple text draws them as they are stored.
///
/// A short form of the Unicode bidirectional algorithm, for single lines that run to the right: stretches of Hebrew,
/// Arabic and their like are turned around, numbers within them are not, brackets are mirrored.
enum VisualOrder {
    /// The text from left to right.
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isRightToLeft) else { return text }
        let characters = Array(text)
        var result = ""
        var place = 0
        while place < characters.count {
            guard isRightToLeft(characters[place]) else {
                result.append(characters[place])
                place += 1
                continue
            }
            // Up to the last letter of that direction before one of the other.
            var end = place + 1
            var next = end
            while next < characters.count, !isLeftToRight(characters[next]) {
                next += 1
                if isRightToLeft(characters[next - 1]) { end = next }
            }
            result += turned(characters[place..<end])
            place = end
        }
        return result
    }

    private static func turned(_ stretch: ArraySlice<Character>) -> String {
        var result = ""
        var digits = ""
        for character in stretch.reversed() {
            if character.isNumber {
                digits = String(character) + digits
                continue
            }
            result += digits
            digits = ""
            result.append(mirrored[character] ?? character)
        }
        return result + digits
    }

    private static let mirrored: [Character: Character] = [
        "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«",
    ]

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            // Arabic digits run to the right.
            return scalar.properties.numericType == nil
        default: return false
        }
    }

    private static func isRightToLeft(_ character: Character) -> Bool {
        character.unicodeScalars.first.map(isRightToLeft) ?? false
    }

    private static func isLeftToRight(_ character: Character) -> Bool {
        character.isLetter && !isRightToLeft(character)
    }
}
