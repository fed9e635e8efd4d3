extension String {
    /// The string with some of its scalars replaced, for a format in which they have a meaning.
    ///
    /// Scalars, not characters: a joining mark hides a `<` from a search by characters, and not from a browser.
    /// - Parameter replacement: the text in a scalar's place; nil keeps the scalar.
    package func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let other = replacement(scalar) {
                text.append(contentsOf: other.unicodeScalars)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
