/// Text in LaTeX documents.
package enum LaTeXText {
    /// The text with LaTeX's special characters escaped. Superscripts, signs and Greek letters that pdfLaTeX lacks in text
    /// become commands.
    package static func escaped(_ text: String) -> String {
        text.map { character in commands[character] ?? String(character) }.joined()
    }

    private static let commands: [Character: String] = [
        "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
        "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
        "|": "\\textbar{}", "\"": "\\textquotedbl{}",
        "×": "$\\times$", "±": "$\\pm$", "≤": "$\\leq$", "≥": "$\\geq$", "≈": "$\\approx$", "−": "$-$",
        "∞": "$\\infty$",
        "·": "$\\cdot$", "–": "--", "—": "---", "…": "\\ldots{}", "β": "$\\beta$", "α": "$\\alpha$", "γ": "$\\gamma$",
        "⁰": "$^{0}$", "¹": "$^{1}$", "²": "$^{2}$", "³": "$^{3}$", "⁴": "$^{4}$", "⁵": "$^{5}$", "⁶": "$^{6}$",
        "⁷": "$^{7}$", "⁸": "$^{8}$", "⁹": "$^{9}$", "⁻": "$^{-}$", "₁": "$_{1}$", "₂": "$_{2}$",
    ]
}
