import Plotting

/// Signs at the start and the end of a path, with their names.
struct CurveEnds {
    let marks: [Mark]
    let annotations: [Annotation]

    /// - Parameters:
    ///   - x: the path's horizontal places; values that are not finite are gaps.
    ///   - y: its heights.
    init(x: [Double], y: [Double], color: Color, names: (start: String, end: String) = ("start", "end"), _ theme: Theme)
    {
        let shown = x.indices.filter { $0 < y.count && x[$0].isFinite && y[$0].isFinite }
        guard let first = shown.first, let last = shown.last else {
            (marks, annotations) = ([], [])
            return
        }
        func mark(_ index: Int, _ shape: Marker.Shape) -> Mark {
            let marker = Marker(
                shape, size: theme.markerSize, fill: color, outline: Pen(theme.background, width: 1.2 * theme.weight))
            return Mark(.points(x: [x[index]], y: [y[index]], marker: marker))
        }
        func name(_ text: String, _ index: Int) -> Annotation {
            Annotation(
                RichText(text), at: .point(x: x[index], y: y[index], side: .left), color: theme.faintInk,
                swatch: Pen(color, width: theme.averageWidth), isOptional: true)
        }
        if first == last {
            (marks, annotations) = ([mark(first, .square)], [])
            return
        }
        marks = [mark(first, .triangle), mark(last, .square)]
        annotations = [name(names.start, first), name(names.end, last)]
    }
}
