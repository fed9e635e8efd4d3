import CFriBidi
import CHarfBuzz
import Plotting

/// Turns lines of text into glyphs and measures them. Every canvas uses it, so a figure is laid out alike in all formats.
///
/// FriBidi orders the text (Unicode Standard Annex 9, for lines that start on the left), HarfBuzz shapes it. Characters
/// that the wanted font does not have are taken from other installed fonts.
final class TextShaper: TextMeasurer {
    /// Characters of the texts so far that no installed font has.
    private(set) var missing: Set<Unicode.Scalar> = []

    private var typefaces: [Face: Typeface?] = [:]
    private var fallbacks: [Face: [Unicode.Scalar: Typeface?]] = [:]
    private var loaded: [Typeface] = []
    private var lines: [Face: [String: ShapedText]] = [:]

    /// Lines kept for each face; a figure has a few hundred.
    private static let limit = 4096

    /// Extent of one line of text in a font, in points.
    func measure(_ text: String, _ font: Font) -> TextExtent {
        let extent = line(text, font).extent
        return TextExtent(
            width: extent.width * font.size, ascent: extent.ascent * font.size, descent: extent.descent * font.size)
    }

    /// The glyphs of one line of text.
    func line(_ text: String, _ font: Font) -> ShapedText {
        let face = Face(family: font.family, isBold: font.isBold)
        if let known = lines[face]?[text] { return known }
        let line = shaped(text, face)
        if lines[face, default: [:]].count >= TextShaper.limit { lines[face] = [:] }
        lines[face, default: [:]][text] = line
        return line
    }

    /// Neighbouring characters of one font, script and direction, in reading order.
    private struct Item {
        var typeface: Typeface
        var script: hb_script_t
        var level: FriBidiLevel
        /// The characters' bytes within the line.
        var bytes: Range<Int>
    }

    private func shaped(_ text: String, _ face: Face) -> ShapedText {
        var line = ShapedText()
        let scalars = Array(text.unicodeScalars)
        guard !scalars.isEmpty, let primary = typeface(face) else {
            missing.formUnion(scalars)
            return line
        }
        let (levels, order) = TextShaper.direction(scalars)
        var items: [Item] = []
        var itemOfScalar: [Int] = []
        for (scalar, level) in zip(scalars, levels) {
            let typeface = typeface(for: scalar, primary, previous: items.last?.typeface)
            let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value)
            let (start, length) = (items.last?.bytes.upperBound ?? 0, UTF8.width(scalar))
            let isShared = TextShaper.shared.contains(script.rawValue)
            if let last = items.last, last.typeface === typeface, last.level == level,
                isShared || last.script == script || TextShaper.shared.contains(last.script.rawValue)
            {
                items[items.count - 1].bytes = last.bytes.lowerBound..<start + length
                if !isShared { items[items.count - 1].script = script }
            } else {
                items.append(Item(typeface: typeface, script: script, level: level, bytes: start..<start + length))
            }
            itemOfScalar.append(items.count - 1)
        }
        let bytes = Array(text.utf8)
        var last = -1
        for index in order.map({ itemOfScalar[$0] }) where index != last {
            let item = items[index]
            line.append(
                bytes, item.bytes, in: item.typeface, script: item.script, isRightToLeft: item.level % 2 == 1)
            last = index
        }
        return line
    }

    /// Scripts of characters that go with any other: digits, punctuation, accents.
    private static let shared = [HB_SCRIPT_COMMON, HB_SCRIPT_INHERITED, HB_SCRIPT_UNKNOWN].map(\.rawValue)

    /// The embedding level of each character (odd: from right to left), and the characters as they stand from left to
    /// right.
    private static func direction(_ scalars: [Unicode.Scalar]) -> (levels: [FriBidiLevel], order: [Int]) {
        let count = Int32(clamping: scalars.count)
        let codes = scalars.map(\.value)
        var types = [FriBidiCharType](repeating: FriBidiCharType(0), count: scalars.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
        var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
        var order = scalars.indices.map { FriBidiStrIndex($0) }
        var base = FRIBIDI_PAR_LTR
        fribidi_get_bidi_types(codes, count, &types)
        fribidi_get_bracket_types(codes, count, types, &brackets)
        guard fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, &levels) != 0,
            fribidi_reorder_line(0, types, count, 0, base, &levels, nil, &order) != 0
        else { return (levels.map { _ in 0 }, Array(scalars.indices)) }
        return (levels, order.map(Int.init))
    }

    /// The font that draws a character. Accents and invisible characters stay with what stands before them.
    private func typeface(for scalar: Unicode.Scalar, _ primary: Typeface, previous: Typeface?) -> Typeface {
        let properties = scalar.properties
        let isInvisible = properties.isDefaultIgnorableCodePoint || properties.generalCategory == .control
        if let previous, isInvisible || properties.isGraphemeExtend && previous.has(scalar) { return previous }
        if isInvisible || primary.has(scalar) { return primary }
        if let known = fallbacks[primary.face]?[scalar] { return known ?? primary }
        var found = Typeface(primary.face, with: scalar)
        // One object for each file, so that neighbouring characters are shaped together.
        if let known = loaded.first(where: { $0.face == found?.face && $0.source == found?.source }) {
            found = known
        } else if let found {
            loaded.append(found)
        }
        fallbacks[primary.face, default: [:]][scalar] = .some(found)
        if found == nil { missing.insert(scalar) }
        return found ?? primary
    }

    private func typeface(_ face: Face) -> Typeface? {
        if let known = typefaces[face] { return known }
        let found = Typeface(face)
        typefaces[face] = .some(found)
        return found
    }
}
