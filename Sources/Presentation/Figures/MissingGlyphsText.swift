import CairoCanvas

/// Warnings about characters that no installed font has.
enum MissingGlyphsText {
    /// More characters than these are left out of a warning.
    private static let maxCharacters = 12

    /// Warns on stderr, one line for each package to install.
    /// - Parameter figure: the figure's name or path.
    static func warn(_ missing: MissingGlyphs, figure: String) {
        for line in lines(missing, figure: figure) { Terminal.error(line) }
    }

    /// "output/a/loss: warning: no installed font has 学 習 (Han); boxes stand for them; install the package fonts-noto-cjk"
    static func lines(_ missing: MissingGlyphs, figure: String) -> [String] {
        missing.groups.map { group in
            let shown = group.characters.prefix(maxCharacters).map(String.init).joined(separator: " ")
            let more = group.characters.count > maxCharacters ? " ..." : ""
            return
                "\(figure): warning: no installed font has \(shown)\(more) (\(group.scripts.joined(separator: ", "))); "
                + "boxes stand for them; install the package \(group.package)"
        }
    }
}
