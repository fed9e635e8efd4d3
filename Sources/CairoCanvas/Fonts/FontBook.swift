import Plotting

/// Measures text, and says which family draws which part of it. Every output measures with it, so a figure is laid out
/// alike in all formats.
final class FontBook: TextMeasurer {
    /// A part of a text that one family draws.
    struct Run {
        var text: String
        var family: String
        /// For an em of 1.
        var width: Double
    }

    /// A line of text, for an em of 1.
    struct Line {
        var runs: [Run]
        var extent: TextExtent
    }

    private var fonts: [Face: ScaledFont] = [:]
    private var lines: [Face: [String: Line]] = [:]
    private var fallbacks = FallbackFamilies()

    /// Lines kept of a face; a figure has a few hundred.
    private static let limit = 4096

    /// Extent of one line of text in a font.
    func measure(_ text: String, _ font: Font) -> TextExtent {
        let extent = line(text, font).extent
        return TextExtent(
            width: extent.width * font.size, ascent: extent.ascent * font.size, descent: extent.descent * font.size)
    }

    /// The parts of a text, its Arabic letters joined.
    func line(_ text: String, _ font: Font) -> Line {
        let face = Face(family: font.family, isBold: font.isBold)
        if let known = lines[face]?[text] { return known }
        let line = made(ArabicForms.joined(text), face)
        if lines[face, default: [:]].count >= FontBook.limit { lines[face] = [:] }
        lines[face, default: [:]][text] = line
        return line
    }

    private func made(_ text: String, _ face: Face) -> Line {
        let (extent, missing) = font(face).measure(text)
        guard missing.contains(true), missing.count == text.unicodeScalars.count else {
            return Line(runs: [Run(text: text, family: face.family, width: extent.width)], extent: extent)
        }
        var runs: [Run] = []
        for (scalar, isMissing) in zip(text.unicodeScalars, missing) {
            let family = isMissing ? fallbacks.family(for: scalar, like: face) ?? face.family : face.family
            if let last = runs.indices.last, runs[last].family == family {
                runs[last].text.unicodeScalars.append(scalar)
            } else {
                runs.append(Run(text: String(scalar), family: family, width: 0))
            }
        }
        var whole = TextExtent(width: 0, ascent: 0, descent: 0)
        for index in runs.indices {
            let part = font(Face(family: runs[index].family, isBold: face.isBold)).measure(runs[index].text).extent
            runs[index].width = part.width
            whole.width += part.width
            whole.ascent = max(whole.ascent, part.ascent)
            whole.descent = max(whole.descent, part.descent)
        }
        return Line(runs: runs, extent: whole)
    }

    private func font(_ face: Face) -> ScaledFont {
        if let known = fonts[face] { return known }
        let font = ScaledFont(face)
        fonts[face] = font
        return font
    }
}
