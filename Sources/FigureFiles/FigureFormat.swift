/// The file format of a figure.
public enum FigureFormat: String, Sendable, CaseIterable {
    /// Pixels.
    case png
    /// Shapes and text for a web page.
    case svg
    /// A page of shapes and text with embedded fonts, for print.
    case pdf
}
