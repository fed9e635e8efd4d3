/// Joins Arabic letters: puts in the place of each the form that Unicode has for it between its neighbours
/// (Arabic Presentation Forms-B).
enum ArabicForms {
    /// The text, in the order it is stored in, with the letters from U+0621 to U+064A joined.
    static func joined(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { (0x621...0x64A).contains($0.value) }) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            let forms = forms(scalars[place])
            guard forms.count > 0 else {
                result.append(scalars[place])
                place += 1
                continue
            }
            let follows = neighbour(of: place, in: scalars, by: -1).map(joinsNext) ?? false
            if scalars[place] == "\u{644}", place + 1 < scalars.count, let start = lamAlef[scalars[place + 1].value],
                let both = Unicode.Scalar(start + (follows ? 1 : 0))
            {
                result.append(both)
                place += 2
                continue
            }
            let leads = forms.count == 4 && (neighbour(of: place, in: scalars, by: 1).map(joinsPrevious) ?? false)
            // Alone, at the end, at the beginning, in the middle.
            let form: UInt32 = leads ? (follows ? 3 : 2) : follows && forms.count > 1 ? 1 : 0
            result.append(Unicode.Scalar(forms.start + form) ?? scalars[place])
            place += 1
        }
        return String(result)
    }

    /// Number of forms of each letter from U+0621 on; none from U+063B to U+0640.
    private static let counts =
        Array("12222424244444222244444444").compactMap { $0.wholeNumberValue }
        + Array(repeating: 0, count: 6) + Array("4444444224").compactMap { $0.wholeNumberValue }
    /// The first form of each letter.
    private static let starts = counts.reduce(into: [UInt32(0xFE80)]) { $0.append(($0.last ?? 0) + UInt32($1)) }
    /// Lam before one of four alefs is one sign.
    private static let lamAlef: [UInt32: UInt32] = [0x622: 0xFEF5, 0x623: 0xFEF7, 0x625: 0xFEF9, 0x627: 0xFEFB]

    private static func forms(_ scalar: Unicode.Scalar) -> (start: UInt32, count: Int) {
        let index = Int(scalar.value) - 0x621
        return counts.indices.contains(index) ? (starts[index], counts[index]) : (0, 0)
    }

    /// The next letter to one side, past the marks that stand upon letters.
    private static func neighbour(of place: Int, in scalars: [Unicode.Scalar], by step: Int) -> Unicode.Scalar? {
        var place = place + step
        while scalars.indices.contains(place), (0x64B...0x65F).contains(scalars[place].value) { place += step }
        return scalars.indices.contains(place) ? scalars[place] : nil
    }

    private static func joinsNext(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{640}" || forms(scalar).count == 4
    }

    private static func joinsPrevious(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{640}" || forms(scalar).count > 1
    }
}
