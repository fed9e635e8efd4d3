public import Plotting
import Training

extension Figure {
    /// Training loss, smoothed, against the learning rate in force, one line per arm. A ring marks the first step, the
    /// arm's sign the last. Both axes are logarithmic if their values span a decade.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - layout: panels for many arms; nil: one panel for all.
    ///   - theme: colours, sizes, line widths.
    public static func lossAgainstRate(
        _ arms: [ArmHistories], layout: ArmLayout? = nil, theme: Theme = .light
    ) -> Figure {
        let lines = RateLines(arms, layout: layout, theme: theme)
        let title = "Training loss against learning rate"
        let caption = CurveCaption(arms, .range, notes: lines.notes(layout)).withoutBands
        guard let layout else {
            let legend = Dictionary(uniqueKeysWithValues: arms.enumerated().map { ($0.offset, $0.element.name) })
            return Figure(
                title: title, caption: caption,
                rows: [PanelRow([lines.panel(of: Array(arms.indices), legend: legend)])],
                preferredSize: Size(680, 440 + LegendRoom.height(of: lines.curves.names, width: 660, theme)),
                theme: theme)
        }
        let grid = PanelsOfArms(layout, theme: theme)
        let others = layout.showsOthers ? Array(arms.indices) : []
        let rows = grid.rows { group, names in
            lines.panel(of: group.arms, title: group.title, legend: names, ground: others)
        }
        return Figure(
            title: title, caption: caption, rows: rows, sharesX: true, preferredSize: grid.preferredSize, theme: theme)
    }
}

/// Smoothed training losses by the rate that was applied.
struct RateLines {
    let curves: ComparedCurves
    private let rates: [[Double]]
    private let xAxis: Axis
    private let yAxis: CurveAxis
    /// Whether rates near 0 lie left of the panel.
    private let isCut: Bool
    private var theme: Theme { curves.theme }

    /// An arm's rates below this share of its highest may lie left of the panel.
    private static let minShare = 1e-4
    /// The axis ends at this share of the highest rate of all arms.
    private static let minShareOfAll = 1e-12

    init(_ arms: [ArmHistories], layout: ArmLayout? = nil, theme: Theme) {
        curves = ComparedCurves(arms, .loss, band: .range, layout: layout, theme: theme)
        rates = arms.map { arm in
            (arm.histories.map(\.steps).max { $0.count < $1.count } ?? []).map(\.lr)
        }
        yAxis = CurveAxis(curves, curves.training, label: curves.trainingLabel)
        let spans = rates.compactMap { rates in
            let positive = rates.filter { $0 > 0 && $0.isFinite }
            return positive.min().flatMap { low in positive.max().map { (low: low, high: $0) } }
        }
        let (low, high) = (spans.map(\.low).min() ?? 1, spans.map(\.high).max() ?? 1)
        let isLog = high >= MetricScale.decade * low
        // Each arm keeps its own highest rates, however high those of another arm are.
        let start = max(
            spans.map { max($0.low * 0.8, $0.high * Self.minShare) }.min() ?? low, high * Self.minShareOfAll)
        isCut = isLog && (low < start || rates.contains { $0.contains { $0 <= 0 } })
        xAxis =
            isLog
            ? Axis("learning rate in force", scale: .log(nonPositive: .clip), lower: start, upper: high * 1.3)
            : Axis("learning rate in force", tickLimits: 0...Double.infinity, padding: 0.08)
    }

    /// - Parameters:
    ///   - shown: places of the arms.
    ///   - legend: names for the legend.
    ///   - ground: places of the arms drawn as pale lines behind them.
    func panel(
        of shown: [Int], title: String = "", legend: [Int: String] = [:], ground: [Int] = []
    ) -> Panel {
        let width = theme.averageWidth * (shown.count > 6 ? 0.65 : 0.85)
        var (lines, signs): ([Mark], [Mark]) = ([], [])
        let pale = Pen(theme.faintInk.opacity(0.3), width: theme.averageWidth * 0.45)
        for arm in ground where !shown.contains(arm) {
            lines.append(Mark(.line(x: rates[arm], y: losses(arm), pen: pale)))
        }
        for arm in shown {
            let (x, y, style) = (rates[arm], losses(arm), theme.series(arm))
            lines.append(Mark(.line(x: x, y: y, pen: style.pen(width: width)), label: legend[arm]))
            let ring = Marker(
                .circle, size: theme.markerSize * 0.75, fill: theme.background,
                outline: Pen(style.color, width: theme.averageWidth * 0.6))
            let end = Marker(
                style.marker, size: theme.markerSize * 0.95, fill: style.color,
                outline: Pen(theme.background, width: 0.8))
            if let first = place(arm, fromEnd: false) {
                signs.append(Mark(.points(x: [x[first]], y: [y[first]], marker: ring)))
            }
            if let exit = exit(arm) {
                let cross = Marker(.cross, size: theme.markerSize, fill: style.color)
                signs.append(
                    Mark(.points(x: [x[exit]], y: [y[exit]], marker: cross), label: legend[arm], beyond: .atEdge))
            } else if let last = place(arm, fromEnd: true) {
                signs.append(Mark(.points(x: [x[last]], y: [y[last]], marker: end), label: legend[arm]))
            }
        }
        return Panel(title: title, x: xAxis, y: yAxis.axis, marks: lines + signs)
    }

    /// Parts of the caption.
    func notes(_ layout: ArmLayout?) -> [String] {
        var notes = ["ring: first step; sign: last step"]
        if isCut { notes.append("the sign of a line that leaves at the left is at its last rate on the axis") }
        let arms = curves.names.indices
        if let names = curves.names(of: arms.filter { exit($0) != nil }) {
            notes.append(CurveAxis.beyondNote(names))
        }
        if let names = curves.names(of: arms.filter { !isVisible($0) }) {
            notes.append("outside of the axes: \(names)")
        }
        if layout?.showsOthers == true { notes.append("grey: the other arms") }
        return notes
    }

    /// The step at which an arm leaves the axis of losses for good, if its rate there is on the axis.
    private func exit(_ arm: Int) -> Int? {
        yAxis.exit(of: curves.training[arm].curve.mean).flatMap { step in
            step < rates[arm].count && rates[arm][step] >= xAxis.lower ?? 0 ? step : nil
        }
    }

    /// Whether an arm has a point on both axes, or a cross.
    private func isVisible(_ arm: Int) -> Bool {
        let upper = yAxis.axis.upper ?? .infinity
        return exit(arm) != nil
            || zip(rates[arm], curves.training[arm].curve.mean).contains { $0 >= xAxis.lower ?? 0 && $1 <= upper }
    }

    private func losses(_ arm: Int) -> [Double] { curves.training[arm].curve.mean.map(yAxis.shown) }

    /// The first or last step with a finite loss and a rate on the axis.
    private func place(_ arm: Int, fromEnd: Bool) -> Int? {
        let (x, y) = (rates[arm], curves.training[arm].curve.mean)
        func isShown(_ index: Int) -> Bool { y[index].isFinite && x[index] >= xAxis.lower ?? 0 }
        let places = 0..<min(x.count, y.count)
        return fromEnd ? places.last(where: isShown) : places.first(where: isShown)
    }
}
