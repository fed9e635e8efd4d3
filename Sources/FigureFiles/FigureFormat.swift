/// A kind of file that a figure can be.
public enum FigureFormat: String, Sendable, CaseIterable {
    /// Pixels.
    case png
    /// Shapes and text for a web page.
    case svg
    /// A page of shapes and text, with its fonts, for print.
    case pdf
}
