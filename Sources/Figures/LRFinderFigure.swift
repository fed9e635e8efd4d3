public import Plotting
public import Training

extension Figure {
    /// The curve of a learning-rate range test: loss over learning rate, raw and smoothed, where it stopped and why, and
    /// the suggestion "minimum / 10".
    ///
    /// The vertical axis spans the curve up to its minimum and half as much again: where the loss diverges it leaves the
    /// panel at the top.
    /// - Parameters:
    ///   - curve: what the test recorded.
    ///   - name: the experiment's.
    ///   - beta: what `smooth` of the curve's points was made with.
    ///   - theme: colours, sizes, line widths.
    public static func lrFinder(
        _ curve: LRFinderCurve, name: String, beta: Double = 0.98, theme: Theme = .light
    ) -> Figure {
        let rates = curve.points.map(\.lr)
        let range = finderRange(curve)
        var panel = Panel(
            x: Axis(
                "learning rate", scale: .log, lower: min(curve.startLR, rates.min() ?? curve.startLR),
                upper: max(curve.endLR, rates.max() ?? curve.endLR)),
            y: Axis("loss", lower: range?.lower, upper: range?.upper))
        panel.marks = [
            Mark(
                .line(
                    x: rates, y: curve.points.map(\.loss),
                    pen: Pen(theme.first.opacity(theme.rawOpacity), width: theme.rawWidth * 1.25)),
                label: "each step"),
            Mark(
                .line(x: rates, y: curve.points.map(\.smooth), pen: Pen(theme.first, width: theme.averageWidth)),
                label: Smoothing.exponential(beta: beta).label),
        ]
        addStop(curve, theme, &panel)
        addSuggestion(curve, theme, &panel)
        return Figure(
            title: "\(name): learning-rate range test", caption: finderCaption(curve), rows: [PanelRow([panel])],
            preferredSize: Size(640, 420), theme: theme)
    }

    /// Why a range test ended, in words.
    static func words(_ stop: LRFinderCurve.Stop, steps: Int) -> String {
        switch stop {
        case .completed: "all \(steps) steps made"
        case .diverged(let factor): "stopped: loss above \(TickFormatter.number(factor, digits: 2).short) × the lowest"
        case .nonFinite: "stopped: loss not finite"
        }
    }

    private static func finderCaption(_ curve: LRFinderCurve) -> String {
        guard !curve.points.isEmpty else { return "no step was recorded; \(words(curve.stop, steps: 0))" }
        let start = TickFormatter.number(curve.startLR, digits: 2).short
        let end = TickFormatter.number(curve.endLR, digits: 2).short
        return "training loss of single batches while the learning rate rises from \(start) to \(end)"
    }

    private static func addStop(_ curve: LRFinderCurve, _ theme: Theme, _ panel: inout Panel) {
        guard let last = curve.points.last else { return }
        let pen = Pen(theme.faintInk, width: 1, dash: [1.2, 2.4])
        panel.marks.append(Mark(.verticalRule(x: last.lr, pen: pen)))
        panel.annotations.append(
            Annotation(
                RichText(words(curve.stop, steps: curve.points.count)), at: .verticalRule(x: last.lr),
                color: theme.faintInk, swatch: pen))
    }

    private static func addSuggestion(_ curve: LRFinderCurve, _ theme: Theme, _ panel: inout Panel) {
        guard let lowest = curve.lowest, let suggestion = curve.minimumSuggestion else { return }
        let pen = Pen(theme.highlight, width: 1.3, dash: [5, 3])
        panel.marks.append(Mark(.verticalRule(x: suggestion, pen: pen)))
        panel.marks.append(
            Mark(
                .points(
                    x: [lowest.lr], y: [lowest.smooth],
                    marker: Marker(
                        .circle, size: theme.markerSize, fill: theme.background,
                        outline: Pen(theme.highlight, width: 1.8))),
                label: "minimum: \(TickFormatter.number(lowest.lr).flattened)"))
        panel.annotations.insert(
            Annotation(
                RichText("minimum / 10: \(TickFormatter.number(suggestion).flattened)"),
                at: .verticalRule(x: suggestion), color: theme.highlight, swatch: pen), at: 0)
    }

    /// From the lowest loss to the highest before the minimum, and half as much again; nil where there is no loss.
    private static func finderRange(_ curve: LRFinderCurve) -> (lower: Double, upper: Double)? {
        let points = curve.points.filter { $0.loss.isFinite && $0.smooth.isFinite }
        guard let lowest = points.min(by: { $0.smooth < $1.smooth }) else { return nil }
        let before = points.filter { $0.lr <= lowest.lr }
        let smooth = before.map(\.smooth)
        let raw = before.map(\.loss)
        let high = max(smooth.max() ?? 0, RobustRange.quantile(raw, 0.98) ?? 0)
        let low = points.map { min($0.loss, $0.smooth) }.min() ?? lowest.smooth
        let span = max(high - low, abs(high) * 0.1)
        guard span > 0 else { return nil }
        let top = min(high + 0.5 * span, max(points.map(\.loss).max() ?? high, points.map(\.smooth).max() ?? high))
        let bottom = low >= 0 && low < 0.4 * high ? 0 : low - 0.08 * span
        return (bottom, max(top, high) + 0.06 * span)
    }
}

extension RichText {
    /// A number's text without the zeros that follow the decimal point.
    var short: String {
        guard flattened.contains("."), !flattened.contains("×") else {
            return flattened.replacing("1.0×", with: "")
        }
        var text = flattened
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}
