import FigureFiles
import Plotting

/// The characters that a page draws, face by face, and the fonts that it carries for them.
struct SVGFonts {
    private var used: [Face: Set<Unicode.Scalar>] = [:]

    /// Notes a part of a text. Scripts whose letters change with their neighbours are left to the reader's own fonts: what
    /// is embedded has no rules for that.
    mutating func note(_ text: String, _ face: Face) {
        used[face, default: []].formUnion(text.unicodeScalars.filter { !SVGFonts.isShaped($0) })
    }

    /// A style sheet with each face's glyphs, as small as they are few; empty where no font can be embedded.
    func styleSheet() -> String {
        var rules = ""
        for (face, scalars) in used.sorted(by: {
            ($0.key.family, $0.key.isBold ? 1 : 0) < ($1.key.family, $1.key.isBold ? 1 : 0)
        }) {
            guard let font = FontFile.of(face), let bytes = FontSubset.make(font, scalars, family: face.family) else {
                continue
            }
            rules += "@font-face{font-family:'\(SVGFonts.quoted(face.family))';"
            rules += "font-weight:\(face.isBold ? "bold" : "normal");"
            rules += "src:url(data:font/ttf;base64,\(Base64.text(bytes)))}\n"
        }
        return rules.isEmpty ? "" : "<style>\n\(rules)</style>\n"
    }

    /// A family's name within quotes.
    static func quoted(_ family: String) -> String {
        XMLText.escaped(String(family.filter { $0 != "'" && $0 != "\\" && !$0.isNewline }))
    }

    /// Arabic and its like, the scripts of India and South-East Asia, marks that are set upon letters.
    private static func isShaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0300...0x036F, 0x0590...0x08FF, 0x0900...0x109F, 0x1780...0x17FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
        default: false
        }
    }
}
