extension Figure {
    /// A figure of lines over one axis, with a legend if there are several.
    ///
    ///     let figure = Figure.lines(["train": (steps, train), "valid": (steps, valid)], x: "step", y: "loss")
    ///
    /// - Parameters:
    ///   - series: the lines in drawing order, each with its name in the legend and its pairs of values: horizontal axis,
    ///     vertical axis. Values that are not finite are gaps.
    ///   - x: the horizontal axis.
    ///   - y: the vertical axis.
    ///   - title: the headline; empty for none.
    ///   - theme: colours and sizes; line `i` has the style `theme.series(i)`.
    public static func lines(
        _ series: KeyValuePairs<String, (x: [Double], y: [Double])>, x: Axis, y: Axis, title: String = "",
        theme: Theme = .light
    ) -> Figure {
        let marks = series.enumerated().map { index, line in
            Mark(
                .line(x: line.value.x, y: line.value.y, pen: theme.series(index).pen(width: theme.averageWidth)),
                label: series.count > 1 ? line.key : nil)
        }
        return Figure(title: title, rows: [PanelRow([Panel(x: x, y: y, marks: marks)])], theme: theme)
    }
}
