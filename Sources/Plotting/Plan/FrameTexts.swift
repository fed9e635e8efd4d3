/// Places the texts around a panel: tick labels, axis labels, powers of ten, its title.
struct FrameTexts {
    let planner: FramePlanner
    let frame: Frame
    /// Room around the panel's inside.
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    private var theme: Theme { planner.theme }
    private var measurer: any TextMeasurer { planner.measurer }
    private var tickFont: Font { theme.font(theme.tickSize) }
    private var labelFont: Font { theme.font(theme.labelSize) }
    private var fitting: TextFitting { TextFitting(measurer: measurer) }

    private func color(_ axis: Axis?) -> Color {
        axis?.color.map { $0.legible(on: theme.background) } ?? theme.ink
    }

    /// All of them, the more important ones first.
    func all() -> [PlacedText] {
        guard frame.panel.hasAxes else { return title() }
        var texts = ticks(.yTick, frame.y, frame.panel.y)
        if let axis = frame.panel.right, let plan = frame.right { texts += ticks(.rightTick, plan, axis) }
        if frame.writesX { texts += ticks(.xTick, frame.x, frame.panel.x) }
        texts += sideLabel(.yLabel, frame.panel.y)
        if let axis = frame.panel.right { texts += sideLabel(.rightLabel, axis) }
        texts += factors()
        if frame.writesX { texts += bottomLabel() }
        return texts + title()
    }

    private func ticks(_ role: TextRole, _ plan: AxisPlan, _ axis: Axis) -> [PlacedText] {
        let color = self.color(axis)
        let digits = measurer.measure("0", tickFont)
        let tallest = plan.labels.labels.map { measurer.measure($0, tickFont).ascent }.max() ?? digits.ascent
        return zip(plan.ticks, plan.labels.labels.indices).flatMap { tick, index -> [PlacedText] in
            let lines = plan.labels.lines(index)
            return lines.enumerated().map { place, line -> PlacedText in
                let width = measurer.measure(line, tickFont).width
                let down = Double(place) * tickFont.size * TickLabels.lineHeight
                let middle =
                    tick.position + digits.ascent / 2 + down
                    - Double(lines.count - 1) * tickFont.size * TickLabels.lineHeight / 2
                let origin: Point
                switch role {
                case .xTick:
                    origin = Point(tick.position - width / 2, frame.plot.maxY + planner.labelOffset + tallest + down)
                case .rightTick: origin = Point(frame.plot.maxX + planner.labelOffset, middle)
                default: origin = Point(frame.plot.minX - planner.labelOffset - width, middle)
                }
                return .init(role, line, tickFont, color, at: origin, measurer)
            }
        }
    }

    /// The label of a vertical axis: beside the panel's middle, moved or made smaller if the panel is low.
    private func sideLabel(_ role: TextRole, _ axis: Axis) -> [PlacedText] {
        let first = frame.plot.minY - top + 1
        let last = frame.plot.maxY + bottom - 1
        let label = planner.sideLabel(axis, frame, top: top, bottom: bottom)
        return label.lines.enumerated().map { index, line in
            let length = measurer.measure(line, label.font).width
            let middle = min(max(frame.plot.midY, first + length / 2), last - length / 2)
            let x =
                role == .yLabel
                ? frame.plot.minX - left + label.font.size * 0.85 + Double(index) * planner.labelHeight
                : frame.plot.maxX + right - label.font.size * 0.3
                    - Double(label.lines.count - 1 - index) * planner.labelHeight
            var text = PlacedText(
                role, line, label.font, color(axis), at: Point(x, middle + length / 2), isVertical: true, measurer)
            text.isCut = label.isCut
            return text
        }
    }

    /// Width that the label of a vertical axis takes, with a gap; 0 without one.
    private func width(ofLabel axis: Axis?) -> Double {
        guard let axis else { return 0 }
        let lines = planner.sideLabel(axis, frame, top: top, bottom: bottom).lines.count
        return lines > 0 ? planner.labelHeight * Double(lines) + 3 : 0
    }

    private func bottomLabel() -> [PlacedText] {
        // The labels of the vertical axes may reach down to here.
        let before = max(0, left - width(ofLabel: frame.panel.y))
        let after = max(0, right - width(ofLabel: frame.panel.right))
        let baseline = frame.plot.maxY + bottom - planner.labelHeight * 0.25
        let label = planner.bottomLabel(frame, left: before, right: after)
        let factors = [factor(frame.x.labels, frame.panel.x, atRight: true, baseline)].compactMap { $0 }
        return factors
            + label.lines.enumerated().map { index, line in
                let width = measurer.measure(line, label.font).width
                let start = max(
                    frame.plot.minX - before, min(frame.plot.midX - width / 2, frame.plot.maxX + after - width))
                let above = Double(label.lines.count - 1 - index) * planner.labelHeight
                var placed = PlacedText(
                    .xLabel, line, label.font, color(frame.panel.x), at: Point(start, baseline - above), measurer)
                placed.isCut = label.isCut
                return placed
            }
    }

    private func factors() -> [PlacedText] {
        let baseline = frame.plot.minY - 4
        return [
            factor(frame.y.labels, frame.panel.y, atRight: false, baseline),
            factor(frame.right?.labels, frame.panel.right, atRight: true, baseline),
        ].compactMap { $0 }
    }

    /// The power of ten of an axis, at one end of the panel; nil if its labels have none.
    private func factor(_ labels: TickLabels?, _ axis: Axis?, atRight: Bool, _ baseline: Double) -> PlacedText? {
        guard let factor = labels?.factor else { return nil }
        let start = atRight ? frame.plot.maxX - measurer.measure(factor, tickFont).width : frame.plot.minX
        return PlacedText(.factor, factor, tickFont, color(axis), at: Point(start, baseline), measurer)
    }

    private func title() -> [PlacedText] {
        guard !frame.panel.title.isEmpty else { return [] }
        let room = frame.plot.width + max(0, right - width(ofLabel: frame.panel.right))
        // Type shrinks before words are cut.
        let needed = measurer.measure(RichText(frame.panel.title), labelFont).width
        let font = theme.font(theme.labelSize * min(1, max(0.75, 0.98 * room / max(needed, 1))))
        let text = RichText(fitting.shortened(frame.panel.title, font, width: room))
        let baseline = frame.plot.minY - top + theme.labelSize
        var title = PlacedText(
            .panelTitle, text, font, theme.ink, at: Point(frame.plot.minX, baseline), measurer)
        title.isCut = text != RichText(frame.panel.title)
        return [title]
    }
}
