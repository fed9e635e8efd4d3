/// Why a figure is not put into a page: it is no SVG, or has more in it than shapes and text.
public struct FigureTrouble: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// An element that could run, fetch or style something, or that figures have no use for: "script".
        case element(String)
        /// An attribute of that kind: "onload".
        case attribute(String)
        /// A reference to something outside of the figure: the attribute's name.
        case reference(String)
        /// No well-formed SVG: what was expected.
        case syntax(String)
        /// Light and dark differ in more than colours: what differs.
        case difference(String)
    }

    /// The figure's `name`; empty where it is not known.
    public var figure: String
    public var kind: Kind
    /// Where, in bytes from the start.
    public var offset: Int

    public var description: String {
        let what =
            switch kind {
            case .element(let name): "the element <\(name)> is not allowed in a page"
            case .attribute(let name): "the attribute \(name) is not allowed in a page"
            case .reference(let name): "the attribute \(name) refers to something outside of the figure"
            case .syntax(let expected): "no SVG that could be read: \(expected) expected"
            case .difference(let what): "light and dark are not one drawing: \(what) differs"
            }
        return "figure \(figure), byte \(offset): \(what); draw the figure again"
    }
}
