import Raster
import Plotting
import TestSupport
import Testing

@Suite struct LayoutTests {
    /// Letters of about DejaVu's widths.
    private let canvas = RecordingCanvas(size: Size(1, 1))

    private func check(_ plan: FigurePlan, _ size: Size, _ note: Comment) {
        let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
        for (index, text) in plan.texts.enumerated() {
            #expect(page.contains(text.box), note)
            for other in plan.texts[(index + 1)...] where text.box.overlaps(other.box) {
                Issue.record("\(text.text.plain) covers \(other.text.plain): \(note)")
            }
        }
    }

    private func values(_ count: Int, _ random: inout SplitMix) -> [Double] {
        let scales: [Double] = [1e-300, 1e-9, 1e-4, 0.05, 1, 1, 100, 5e4, 1e7, 1e299]
        let offsets: [Double] = [0, 0, 1, -3, 1000]
        let odd: [Double] = [.nan, .infinity, 0, -.infinity]
        let scale = scales.randomElement(using: &random) ?? 1
        let offset = offsets.randomElement(using: &random) ?? 0
        let isConstant = Int.random(in: 0..<10, using: &random) == 0
        var result: [Double] = []
        for _ in 0..<count {
            if Int.random(in: 0..<20, using: &random) == 0 {
                result.append(odd.randomElement(using: &random) ?? 0)
            } else {
                result.append((offset + (isConstant ? 1 : Double.random(in: -1...1, using: &random))) * scale)
            }
        }
        return result
    }

    /// Up to `limit` letters of one of several scripts. Some texts have words, some have exactly `limit` letters.
    private func words(_ limit: Int, _ random: inout SplitMix) -> String {
        let scripts = [
            "abcdefghij   klmnop", "αβγδ εζηθ×⁻¹", "скорость обучения", "学習率と損失", "معدل التعلم", "שיעור למידה",
            "ABCDEFGHIJKLMNOP", "0123456789._-", "🙂é", "\t\n\u{1}x",
        ]
        let letters = Array(scripts.randomElement(using: &random) ?? "x")
        let count = Int.random(in: 0..<8, using: &random) == 0 ? limit : Int.random(in: 0...limit / 3, using: &random)
        return String((0..<count).map { _ in letters.randomElement(using: &random) ?? "x" })
    }

    private func axis(_ random: inout SplitMix) -> Axis {
        let kinds: [ScaleKind] = [.linear, .linear, .log, .log(nonPositive: .clip)]
        if Int.random(in: 0..<8, using: &random) == 0 {
            let count = Int.random(in: 0...12, using: &random)
            return .names((0..<count).map { _ in words(200, &random) }, label: words(200, &random))
        }
        return Axis(words(200, &random), scale: kinds.randomElement(using: &random) ?? .linear)
    }

    private func panel(_ random: inout SplitMix) -> Panel {
        let count = [0, 1, 2, 3, 50, 400].randomElement(using: &random) ?? 3
        let x = Bool.random(using: &random) ? (0..<count).map(Double.init) : values(count, &random).sorted { $0 < $1 }
        var panel = Panel(title: words(200, &random), x: axis(&random), y: axis(&random))
        let pen = Pen(.black, width: 1)
        let y = values(count, &random)
        let map = ColorMap(lower: -1, upper: 1)
        let shapes: [Mark.Shape] = [
            .line(x: x, y: y, pen: pen), .step(x: x, y: y, pen: pen),
            .band(x: x, lower: y, upper: values(count, &random), color: .black),
            .points(x: x, y: y, marker: Marker(.square, size: 5, fill: .black)),
            .intervals(at: x, lower: y, upper: values(count, &random), pen: pen, cap: 4),
            .bars(at: x, values: y, color: .black), .bars(at: y, values: x, color: .black, direction: .horizontal),
            .verticalRule(x: x.last ?? 0, pen: pen), .horizontalRule(y: y.last ?? 0, pen: pen),
            .verticalSpan(from: y.first ?? 0, to: y.last ?? 0, color: .black),
            .horizontalSpan(from: -.infinity, to: y.last ?? 0, color: .black),
            .texts(x: x, y: y, texts: y.map { TickFormatter.number($0) }, color: .black),
            .cells(CellGrid(values: [y, x], colors: map, labels: [y, x].map { $0.map { TickFormatter.number($0) } })),
        ]
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            guard let shape = shapes.randomElement(using: &random) else { continue }
            panel.marks.append(Mark(shape, label: words(200, &random)))
        }
        let swatch = Pen(.black, width: 1)
        panel.annotations = [
            Annotation(
                RichText(words(30, &random)), at: .verticalRule(x: x.last ?? 0), color: .black, swatch: swatch),
            Annotation(
                RichText(words(60, &random)), at: .point(x: x.first ?? 0, y: 0, side: .left), color: .black,
                swatch: swatch),
            Annotation(
                RichText(words(60, &random)), at: .verticalSpan(from: 0, to: .infinity), color: .black, swatch: swatch),
        ]
        if Bool.random(using: &random) {
            panel.right = axis(&random)
            panel.marks.append(
                Mark(.line(x: x, y: values(count, &random), pen: pen), side: .right, label: words(200, &random)))
        }
        if Int.random(in: 0..<12, using: &random) == 0 {
            let image = PixelImage(width: 2, height: 3, channels: 1, bytes: [0, 1, 2, 3, 4, 5])
            let tiles = (0..<count).compactMap { _ in image.map { Tile($0, label: RichText(words(40, &random))) } }
            panel.marks = [Mark(.tiles(tiles))]
            panel.hasAxes = false
        }
        return panel
    }

    /// A page from 320 x 240 to 4000 x 3000, of random proportions. Small ones are as frequent as large ones.
    private func page(_ random: inout SplitMix) -> Size {
        var factor = 1.0
        for _ in 0..<Int.random(in: 0...5, using: &random) { factor *= Double.random(in: 1...1.7, using: &random) }
        let narrow = Double.random(in: 0.6...1, using: &random)
        let isWide = Bool.random(using: &random)
        return Size(
            min(max(320 * factor * (isWide ? 1 : narrow), 320), 4000),
            min(max(240 * factor * (isWide ? narrow : 1), 240), 3000))
    }

    /// An axis whose ticks are numbers has three to twelve if it is long enough for them.
    private func checkTicks(_ plan: FigurePlan, _ panels: [Panel], _ note: Comment) {
        let em = plan.theme.tickSize
        for (found, panel) in zip(plan.panels, panels) where panel.hasAxes {
            let axes: [(Axis?, AxisPlan?, room: Bool)] = [
                (panel.x, found.x, found.plot.width > em * 24), (panel.y, found.y, found.plot.height > em * 8),
                (panel.right, found.right, found.plot.height > em * 8),
            ]
            for (axis, plan, room) in axes where room && axis?.ticks == nil {
                guard let plan else { continue }
                #expect(
                    (3...12).contains(plan.ticks.count),
                    "\(plan.scale.lower)...\(plan.scale.upper) \(found.plot) \(note)")
            }
        }
    }

    @Test func noTextCoversAnotherOrLeavesThePage() {
        var random = SplitMix(state: 5)
        var shown = 0
        var omitted: [TextRole: Int] = [:]
        for round in 0..<500 {
            let rows = (0..<Int.random(in: 1...2, using: &random)).map { row in
                PanelRow(
                    weight: row == 0 ? 4 : 1, (0..<Int.random(in: 1...2, using: &random)).map { _ in panel(&random) })
            }
            let media = Theme.Medium.allCases
            let figure = Figure(
                title: words(200, &random), caption: words(200, &random), rows: rows,
                sharesX: Bool.random(using: &random),
                theme: Theme.light.sized(for: round % 3 == 0 ? media[round / 3 % media.count] : .screen))
            let size = page(&random)
            let plan = figure.plan(size: size, measuring: canvas)
            check(plan, size, "round \(round), \(size)")
            checkTicks(plan, rows.flatMap(\.panels), "round \(round), \(size)")
            shown += plan.texts.count
            for text in plan.omitted { omitted[text.role, default: 0] += 1 }
        }
        // Room is found by moving and shortening. Only texts that no layout could hold are left out. Labels of data
        // points that coincide have one place. Five names of 200 letters are more than a small page holds.
        omitted[.mark] = nil
        let legends = omitted.removeValue(forKey: .legend) ?? 0
        #expect(shown > 10_000)
        #expect(legends < shown / 40, "\(legends) of \(shown)")
        #expect(omitted.values.reduce(0, +) < shown / 100, "\(omitted)")
    }

    @Test func axesHaveThreeToTwelveTicksWhereThereIsRoom() {
        var random = SplitMix(state: 6)
        for round in 0..<300 {
            let span = Double.random(in: 0.1...10, using: &random)
            let start = Double.random(in: -10...10, using: &random)
            let y = (0..<30).map { _ in start + Double.random(in: 0...span, using: &random) }
            let panel = Panel(
                x: Axis("step", wholeNumbers: true), y: Axis("loss"),
                marks: [Mark(.line(x: (0..<30).map(Double.init), y: y, pen: Pen(.black, width: 1)))])
            let plan = Figure(title: "t", rows: [PanelRow([panel])]).plan(size: page(&random), measuring: canvas)
            #expect((3...12).contains(plan.panels[0].x.ticks.count), "round \(round)")
            #expect((3...12).contains(plan.panels[0].y.ticks.count), "round \(round)")
            #expect(plan.omitted.isEmpty)
        }
    }

    @Test func tinyPagesStillHoldTogether() {
        var random = SplitMix(state: 7)
        for side in [1.0, 10, 40, 100, 200] {
            let size = Size(side, side * 0.75)
            check(
                Figure(title: "title", caption: "caption", rows: [PanelRow([panel(&random)])])
                    .plan(size: size, measuring: canvas), size, "side \(side)")
        }
    }

    @Test func namesOfTwoHundredLettersAreShownWhole() {
        let name = String(repeating: "nineteen letters on ", count: 10).dropLast(1) + "."
        let pen = Pen(.black, width: 1)
        let panel = Panel(
            x: Axis("x"), y: .names([String(name), "short"]),
            marks: [Mark(.line(x: [0, 1], y: [0, 1], pen: pen), label: String(name))])
        let plan = Figure(title: String(name), rows: [PanelRow([panel])])
            .plan(size: Size(640, 420), measuring: canvas)
        for role in [TextRole.title, .legend, .yTick] {
            let lines = plan.texts.filter { $0.role == role && $0.text.plain != "short" }
            #expect(lines.count > 1)
            #expect(lines.map(\.text.plain).joined(separator: " ") == name, "\(role)")
        }
    }

    @Test func longTitlesAreWrappedAndThenShortened() {
        let panel = Panel(x: Axis("x"), y: Axis("y"))
        let title = String(repeating: "word ", count: 200)
        let plan = Figure(title: title, rows: [PanelRow([panel])]).plan(size: Size(640, 420), measuring: canvas)
        let lines = plan.texts.filter { $0.role == .title }
        #expect(lines.count > 2)
        #expect(
            lines.allSatisfy { line in
                line.text.plain.split(separator: " ").allSatisfy { $0 == "word" || $0.contains("…") }
            })
        #expect(lines.count { $0.text.plain.contains("…") } == 1)
        #expect((lines.last?.box.maxY ?? 420) < 420 / 3)
        #expect(lines.allSatisfy { $0.box.maxX <= 640 })
    }
}
