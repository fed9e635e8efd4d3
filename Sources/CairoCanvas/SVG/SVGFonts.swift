import FigureFiles
import Plotting

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The characters that a page draws in each font, and the fonts to embed for them.
struct SVGFonts {
    private var used: [Face: (typeface: Typeface, scalars: Set<Unicode.Scalar>)] = [:]

    /// Notes the characters of a run.
    mutating func note(_ run: ShapedText.Run) {
        used[run.typeface.face, default: (run.typeface, [])].scalars.formUnion(run.text.unicodeScalars)
    }

    /// A style sheet with a part of each font; empty if none can be embedded.
    func styleSheet() -> String {
        var rules = ""
        for (face, part) in used.sorted(by: {
            ($0.key.family, $0.key.isBold ? 1 : 0) < ($1.key.family, $1.key.isBold ? 1 : 0)
        }) {
            guard let bytes = FontSubset.make(part.typeface, part.scalars) else { continue }
            rules += "@font-face{font-family:'\(SVGFonts.quoted(face.family))';"
            rules += "font-weight:\(face.isBold ? "bold" : "normal");"
            rules += "src:url(data:font/ttf;base64,\(Data(bytes).base64EncodedString()))}\n"
        }
        return rules.isEmpty ? "" : "<style>\n\(rules)</style>\n"
    }

    /// A family's name, to stand within single quotes.
    static func quoted(_ family: String) -> String {
        XMLText.escaped(String(family.filter { $0 != "'" && $0 != "\\" && !$0.isNewline }))
    }
}
