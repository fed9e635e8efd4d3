import Plotting
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

    private func words(_ limit: Int, _ random: inout SplitMix) -> String {
        let letters = Array("abcdefghij   klmnop αβγ×⁻¹")
        return String(
            (0..<Int.random(in: 0...limit, using: &random)).map { _ in letters.randomElement(using: &random) ?? "x" })
    }

    private func panel(_ random: inout SplitMix) -> Panel {
        let count = [0, 1, 2, 3, 50, 400].randomElement(using: &random) ?? 3
        let kinds: [ScaleKind] = [.linear, .linear, .log]
        func axis(_ limit: Int, _ random: inout SplitMix) -> Axis {
            Axis(words(limit, &random), scale: kinds.randomElement(using: &random) ?? .linear)
        }
        let x = Bool.random(using: &random) ? (0..<count).map(Double.init) : values(count, &random).sorted { $0 < $1 }
        var panel = Panel(title: words(30, &random), x: axis(40, &random), y: axis(40, &random))
        let pen = Pen(.black, width: 1)
        panel.marks = [
            Mark(.line(x: x, y: values(count, &random), pen: pen), label: words(60, &random)),
            Mark(.band(x: x, lower: values(count, &random), upper: values(count, &random), color: .black)),
            Mark(
                .points(x: x, y: values(count, &random), marker: Marker(.square, size: 5, fill: .black)),
                label: words(30, &random)),
            Mark(.verticalRule(x: x.last ?? 0, pen: pen)),
        ]
        panel.annotations = [
            Annotation(
                RichText(words(30, &random)), at: .verticalRule(x: x.last ?? 0), color: .black, swatch: pen),
            Annotation(
                RichText(words(20, &random)), at: .point(x: x.first ?? 0, y: 0, side: .left), color: .black,
                swatch: pen),
        ]
        if Bool.random(using: &random) {
            panel.right = axis(30, &random)
            panel.marks.append(
                Mark(.line(x: x, y: values(count, &random), pen: pen), side: .right, label: words(30, &random)))
        }
        return panel
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
            let figure = Figure(
                title: words(200, &random), caption: words(200, &random), rows: rows,
                sharesX: Bool.random(using: &random))
            let size = Size(
                Double.random(in: 320...1400, using: &random), Double.random(in: 240...1000, using: &random))
            let plan = figure.plan(size: size, measuring: canvas)
            check(plan, size, "round \(round), \(size)")
            shown += plan.texts.count
            for text in plan.omitted { omitted[text.role, default: 0] += 1 }
        }
        // Room is found by moving and shortening; leaving out is for what no layout could hold.
        #expect(shown > 10_000)
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
            let plan = Figure(title: "t", rows: [PanelRow([panel])]).plan(
                size: Size(
                    Double.random(in: 320...1400, using: &random), Double.random(in: 240...1000, using: &random)),
                measuring: canvas)
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

    @Test func longTitlesAreWrappedAndThenShortened() {
        let panel = Panel(x: Axis("x"), y: Axis("y"))
        let title = String(repeating: "word ", count: 60)
        let plan = Figure(title: title, rows: [PanelRow([panel])]).plan(size: Size(640, 420), measuring: canvas)
        let lines = plan.texts.filter { $0.role == .title }
        #expect(lines.count == 2)
        #expect(lines[0].text.plain.hasSuffix("word"))
        #expect(lines[1].text.plain.hasSuffix("…"))
        #expect(lines.allSatisfy { $0.box.maxX <= 640 })
    }
}
