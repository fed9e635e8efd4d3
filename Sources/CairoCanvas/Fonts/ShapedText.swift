import CHarfBuzz
import Plotting

/// A line of text as glyphs in the order they stand in from left to right. Lengths are for an em of 1.
struct ShapedText {
    /// A glyph with the place of its origin: x to the right of the run's start, y up from the baseline.
    struct Glyph {
        var index: UInt
        var x: Double
        var y: Double
    }

    /// Characters and glyphs that belong together: a letter and its accent, or the letters of a ligature.
    struct Cluster {
        var bytes: Int
        var glyphs: Int
    }

    /// A part of the line in one font, one script and one direction.
    struct Run {
        var typeface: Typeface
        /// The characters in reading order.
        var text: String
        /// The glyphs from left to right.
        var glyphs: [Glyph] = []
        /// The clusters in reading order.
        var clusters: [Cluster] = []
        var isRightToLeft: Bool
        var width = 0.0
    }

    /// The runs from left to right.
    var runs: [Run] = []
    /// Width, and height of the ink.
    var extent = TextExtent(width: 0, ascent: 0, descent: 0)

    /// Shapes a run of a text and adds it on the right.
    ///
    /// - Parameters:
    ///   - text: the whole line in UTF-8: letters at a run's ends take the form that fits their neighbours.
    ///   - range: the run, in bytes.
    mutating func append(
        _ text: [UInt8], _ range: Range<Int>, in typeface: Typeface, script: hb_script_t, isRightToLeft: Bool
    ) {
        guard let buffer = hb_buffer_create() else { return }
        defer { hb_buffer_destroy(buffer) }
        text.withUnsafeBytes { bytes in
            hb_buffer_add_utf8(
                buffer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: text.count),
                UInt32(range.lowerBound), Int32(range.count))
        }
        hb_buffer_set_direction(buffer, isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, script)
        // Never the reader's own language: the same text is the same glyphs on every machine.
        hb_buffer_set_language(buffer, hb_language_from_string("en", -1))
        hb_shape(typeface.shaping, buffer, ShapedText.features, UInt32(ShapedText.features.count))
        var run = Run(
            typeface: typeface, text: String(decoding: text[range], as: UTF8.self), isRightToLeft: isRightToLeft)
        var starts: [Int] = []
        var (count, places): (UInt32, UInt32) = (0, 0)
        if let infos = hb_buffer_get_glyph_infos(buffer, &count),
            let positions = hb_buffer_get_glyph_positions(buffer, &places)
        {
            for index in 0..<Int(min(count, places)) {
                add(infos[index].codepoint, positions[index], to: &run)
                starts.append(Int(infos[index].cluster))
            }
        }
        run.clusters = ShapedText.clusters(isRightToLeft ? starts.reversed() : starts, range)
        extent.width += run.width
        runs.append(run)
    }

    /// Ligatures that a script does not require are off: PDF readers do not find "final" if its "fi" is one glyph.
    private static let features = optionalLigatures.map {
        hb_feature_t(tag: hb_tag_from_string($0, 4), value: 0, start: 0, end: .max)
    }

    /// OpenType's names for ligatures that are a matter of taste.
    static let optionalLigatures = ["liga", "clig"]

    private mutating func add(_ glyph: hb_codepoint_t, _ position: hb_glyph_position_t, to run: inout Run) {
        let em = run.typeface.unitsPerEm
        let (x, y) = (run.width + Double(position.x_offset) / em, Double(position.y_offset) / em)
        run.glyphs.append(Glyph(index: UInt(glyph), x: x, y: y))
        run.width += Double(position.x_advance) / em
        var ink = hb_glyph_extents_t()
        guard hb_font_get_glyph_extents(run.typeface.shaping, glyph, &ink) != 0, ink.height != 0 else { return }
        let (top, bottom) = (y + Double(ink.y_bearing) / em, y + Double(ink.y_bearing + ink.height) / em)
        let isFirst = extent.ascent == 0 && extent.descent == 0
        extent.ascent = isFirst ? top : max(extent.ascent, top)
        extent.descent = isFirst ? -bottom : max(extent.descent, -bottom)
    }

    /// The clusters of glyphs that are in reading order, by the byte each of them starts from. They cover the whole range.
    private static func clusters(_ starts: [Int], _ range: Range<Int>) -> [Cluster] {
        var (clusters, begins): ([Cluster], [Int]) = ([], [])
        for start in starts {
            if start != begins.last {
                begins.append(start)
                clusters.append(Cluster(bytes: 0, glyphs: 0))
            }
            clusters[clusters.count - 1].glyphs += 1
        }
        if !begins.isEmpty { begins[0] = range.lowerBound }
        for (index, end) in (begins.dropFirst() + [range.upperBound]).enumerated() where index < clusters.count {
            clusters[index].bytes = end - begins[index]
        }
        return clusters
    }
}
