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
        guard !axis.label.isEmpty else { return [] }
        let first = frame.plot.minY - top + 1
        let last = frame.plot.maxY + bottom - 1
        let (text, font, isCut) = fitted(axis.label, to: last - first)
        let length = measurer.measure(text, font).width
        let middle = min(max(frame.plot.midY, first + length / 2), last - length / 2)
        let x =
            role == .yLabel
            ? frame.plot.minX - left + font.size * 0.85 : frame.plot.maxX + right - font.size * 0.3
        var label = PlacedText(
            role, text, font, color(axis), at: Point(x, middle + length / 2), isVertical: true, measurer)
        label.isCut = isCut
        return [label]
    }

    /// An axis' label made to fit: smaller, to three quarters; without its last clauses; at last cut.
    private func fitted(_ label: String, to room: Double) -> (text: RichText, font: Font, isCut: Bool) {
        let width = measurer.measure(RichText(label).plain, labelFont).width
        let font = width > room ? labelFont.scaled(by: max(0.75, room / width)) : labelFont
        if let whole = fitting.sentences(RichText(label).plain, font, width: room + 0.01, lines: 1).first {
            return (RichText(whole), font, false)
        }
        let text = RichText(fitting.shortened(label, font, width: room))
        return (text, font, text != RichText(label))
    }

    private func bottomLabel() -> [PlacedText] {
        let baseline = frame.plot.maxY + bottom - planner.labelHeight * 0.25
        // The labels of the vertical axes may reach down to here.
        let before = left - (frame.panel.y.label.isEmpty ? 0 : planner.labelHeight + 3)
        let after = right - (frame.panel.right?.label.isEmpty ?? true ? 0 : planner.labelHeight + 3)
        var room = frame.plot.width + max(0, before) + max(0, after)
        var texts: [PlacedText] = []
        if let factor = frame.x.labels.factor {
            let width = measurer.measure(factor, tickFont).width
            texts.append(
                .init(
                    .factor, factor, tickFont, color(frame.panel.x),
                    at: Point(frame.plot.maxX - width, baseline), measurer))
            room = frame.plot.width - 2 * width - 12
        }
        let (label, font, isCut) = fitted(frame.panel.x.label, to: room)
        guard !label.isEmpty else { return texts }
        let width = measurer.measure(label, font).width
        let start = max(
            frame.plot.minX - max(0, before),
            min(frame.plot.midX - width / 2, frame.plot.maxX + max(0, after) - width))
        var placed = PlacedText(
            .xLabel, label, font, color(frame.panel.x), at: Point(start, baseline), measurer)
        placed.isCut = isCut
        return texts + [placed]
    }

    private func factors() -> [PlacedText] {
        var texts: [PlacedText] = []
        let baseline = frame.plot.minY - 4
        if let factor = frame.y.labels.factor {
            texts.append(
                .init(
                    .factor, factor, tickFont, color(frame.panel.y), at: Point(frame.plot.minX, baseline),
                    measurer))
        }
        if let factor = frame.right?.labels.factor {
            let width = measurer.measure(factor, tickFont).width
            texts.append(
                .init(
                    .factor, factor, tickFont, color(frame.panel.right),
                    at: Point(frame.plot.maxX - width, baseline), measurer))
        }
        return texts
    }

    private func title() -> [PlacedText] {
        guard !frame.panel.title.isEmpty else { return [] }
        let titleRoom = max(0, right - (frame.panel.right?.label.isEmpty ?? true ? 0 : planner.labelHeight + 3))
        let text = RichText(fitting.shortened(frame.panel.title, labelFont, width: frame.plot.width + titleRoom))
        let baseline = frame.plot.minY - top + theme.labelSize
        var title = PlacedText(
            .panelTitle, text, labelFont, theme.ink, at: Point(frame.plot.minX, baseline), measurer)
        title.isCut = text != RichText(frame.panel.title)
        return [title]
    }
}
