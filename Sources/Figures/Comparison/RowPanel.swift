import Plotting

/// A panel of rows, the first at the top. Each has a name, pale points for seeds, and a strong marker with an interval.
struct RowPanel {
    let names: [String]
    /// The label of the names; empty: no label.
    let label: String
    let theme: Theme

    init(names: [String], label: String = "", theme: Theme) {
        self.names = names
        self.label = label
        self.theme = theme
    }

    /// Height of a page for all rows. The longest name is wrapped if its column is narrow.
    /// - Parameters:
    ///   - width: width of the page in points.
    ///   - columns: number of panels side by side.
    func preferredHeight(width: Double, columns: Int = 1) -> Double {
        let letters = Double(names.map(\.count).max() ?? 0)
        // Names have about a third of a panel's share of the page; lines end between words, so they are not full.
        let lines = (letters * theme.tickSize * 0.66 / (width * 0.36 / Double(columns))).rounded(.up)
        let rowHeight = max(22, theme.tickSize * 1.25 * min(max(lines, 1), 6) + 6)
        return 120 + Double(max(names.count, 2)) * rowHeight
    }

    /// The vertical place of a row.
    func place(_ row: Int) -> Double { Double(names.count - 1 - row) }

    /// The axis of rows, with or without names.
    func axis(isNamed: Bool) -> Axis {
        var axis = Axis.names(names.reversed(), label: isNamed ? label : "")
        if !isNamed { axis.ticks = [] }
        return axis
    }

    /// An axis on the right with one text per row.
    func texts(_ texts: [RichText], label: String) -> Axis {
        Axis(
            label, lower: -0.5, upper: Double(max(names.count, 1)) - 0.5,
            ticks: texts.enumerated().map { AxisTick(place($0.offset), $0.element) }, hasGrid: false)
    }

    /// Shades for every second row, which lead the eye from a point to its name.
    var stripes: [Mark] {
        guard names.count > 3 else { return [] }
        return stride(from: 1, to: names.count, by: 2).map {
            Mark(.horizontalSpan(from: place($0) - 0.5, to: place($0) + 0.5, color: theme.ink.opacity(0.045)))
        }
    }

    /// One point per seed; a seed has the same height in every row.
    func seeds(_ values: [Double], row: Int, color: Color) -> Mark {
        let marker = Marker(.circle, size: theme.markerSize * 0.62, fill: color.opacity(theme.rawOpacity))
        return Mark(.points(x: values, y: heights(values.count, row: row), marker: marker))
    }

    /// Heights of the seeds, below the estimate so that it does not hide them.
    func heights(_ count: Int, row: Int) -> [Double] {
        guard count > 1 else { return Array(repeating: place(row) - 0.2, count: count) }
        return (0..<count).map { place(row) - 0.04 - 0.32 * Double($0) / Double(count - 1) }
    }

    /// Height of a row's estimate.
    func estimatePlace(_ row: Int) -> Double { place(row) + 0.18 }

    /// A value with its interval.
    func estimate(_ value: Double?, _ interval: ClosedRange<Double>?, row: Int, sign: Marker) -> [Mark] {
        var marks: [Mark] = []
        if let interval {
            marks.append(
                Mark(
                    .intervals(
                        at: [estimatePlace(row)], lower: [interval.lowerBound], upper: [interval.upperBound],
                        pen: Pen(sign.fill, width: theme.averageWidth * 0.9), cap: theme.markerSize * 0.8,
                        direction: .horizontal)))
        }
        if let value {
            marks.append(Mark(.points(x: [value], y: [estimatePlace(row)], marker: sign)))
        }
        return marks
    }

    /// The strong marker of an arm by its place in the comparison.
    func sign(arm: Int) -> Marker { sign(theme.series(arm).marker, theme.series(arm).color) }

    /// A strong marker.
    func sign(_ shape: Marker.Shape, _ color: Color) -> Marker {
        Marker(shape, size: theme.markerSize * 1.15, fill: color, outline: Pen(theme.background, width: 1))
    }
}
