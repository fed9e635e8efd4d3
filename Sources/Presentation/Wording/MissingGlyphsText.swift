package import CairoCanvas

/// Warnings about characters that no installed font has.
package enum MissingGlyphsText {
    /// Max number of characters in a warning.
    private static let maxCharacters = 12

    /// One line for each package to install:
    /// "a/loss: warning: no installed font has 学 (Han); boxes stand for them; install the package fonts-noto-cjk".
    /// - Parameter figure: the figure's name or path.
    package static func lines(_ missing: MissingGlyphs, figure: String) -> [String] {
        missing.groups.map { group in
            let shown = group.characters.prefix(maxCharacters).map(String.init).joined(separator: " ")
            let more = group.characters.count > maxCharacters ? " ..." : ""
            return
                "\(figure): warning: no installed font has \(shown)\(more) (\(group.scripts.joined(separator: ", "))); "
                + "boxes stand for them; install the package \(group.package)"
        }
    }
}
