/// What of SVG may stand in a page: shapes, text, pictures within the file and areas that clip. All else is refused, so
/// that nobody has to list what is dangerous.
enum SVGVocabulary {
    static let elements: Set<String> = [
        "svg", "g", "defs", "clipPath", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "image",
    ]

    /// Left out with all that is in them: the page says it elsewhere.
    static let dropped: Set<String> = ["title", "desc", "metadata"]

    static let attributes: Set<String> = [
        "viewBox", "d", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "points", "width",
        "height", "transform", "id", "href", "clip-path", "clip-rule", "preserveAspectRatio", "image-rendering",
        "fill", "fill-opacity", "fill-rule", "opacity",
        "stroke", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
        "stroke-dashoffset", "stroke-miterlimit",
        "font-family", "font-size", "font-weight", "font-style", "text-anchor", "textLength", "lengthAdjust",
        "dominant-baseline", "xml:space",
    ]

    /// Left out wherever they are: the page has its own, or needs none.
    static let droppedAttributes: Set<String> = ["xmlns", "role", "style", "version", "aria-label", "aria-labelledby"]

    /// Left out of the outermost element: the page decides how large the figure is.
    static let droppedFromRoot: Set<String> = ["width", "height"]
}
