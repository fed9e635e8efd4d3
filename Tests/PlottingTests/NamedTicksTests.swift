import Plotting
import Testing

/// Names and numbers at ticks: whole words, and different texts for different names.
@Suite struct NamedTicksTests {
    private let measurer = RecordingCanvas(size: Size(10, 10))
    private let pen = Pen(.black, width: 1)

    private func rows(_ names: [String]) -> Figure {
        Figure(
            rows: [
                PanelRow([
                    Panel(x: "difference", y: .names(names), marks: [Mark(.line(x: [0, 1], y: [0, 1], pen: pen))])
                ])
            ])
    }

    /// The lines below or beside each tick, joined.
    private func labels(_ axis: AxisPlan) -> [String] {
        let more = axis.labels.more
        return axis.labels.labels.enumerated().map { index, first in
            ([first] + (more.indices.contains(index) ? more[index] : [])).map(\.plain).joined(separator: "|")
        }
    }

    @Test("no word is broken inside, however narrow its panel")
    func words() {
        for width in stride(from: 90.0, through: 400, by: 10) {
            var figure = rows(["a", "b"])
            figure.rows[0].panels.append(
                Panel(
                    x: .names(["missed"]), y: .names(["", ""]),
                    marks: [Mark(.points(x: [0], y: [0], marker: Marker(.cross, size: 3, fill: .black)))], weight: 0.22)
            )
            let plan = figure.plan(size: Size(width, 160), measuring: measurer)
            #expect(labels(plan.panels[1].x) == ["missed"], "\(width)")
        }
    }

    @Test("no number is broken inside; of many only some are shown")
    func numbers() {
        let labels = (0..<16).map { index in "\((0..<index).reduce(0.001) { value, _ in value * 1.4 })".prefix(7) }
        let values = labels.map { Double($0) ?? 1 }
        for scale in [ScaleKind.linear, .log] {
            let axis = Axis(
                "lr", scale: scale, ticks: zip(values, labels).map { AxisTick($0, RichText(String($1))) })
            let line = Mark(.line(x: values, y: values, pen: pen))
            for width in stride(from: 120.0, through: 640, by: 20) {
                let figure = Figure(rows: [PanelRow([Panel(x: axis, y: "error", marks: [line])])])
                let plan = figure.plan(size: Size(width, 150), measuring: measurer)
                let found = self.labels(plan.panels[0].x)
                #expect(!found.isEmpty && Set(found).isSubset(of: labels.map(String.init)), "\(found)")
            }
        }
    }

    @Test("names that are too long lose what all of them share, and stay different")
    func shared() {
        let arms = (0..<16).map { "arm-\($0 < 10 ? "0" : "")\($0)-with-a-rather-long-name" }
        let pairs = (1..<16).map { "\(arms[$0 - 1]) \u{2212} \(arms[$0])" }
        for names in [arms, pairs] {
            for width in stride(from: 200.0, through: 640, by: 40) {
                let figure = rows(names)
                let plan = figure.plan(size: Size(width, 420), measuring: measurer)
                let found = labels(plan.panels[0].y)
                #expect(Set(found).count == names.count, "\(width): \(found)")
                #expect(figure.isNamed(on: Size(width, 420), measuring: measurer))
            }
        }
        let short = labels(rows(arms).plan(size: Size(300, 260), measuring: measurer).panels[0].y)
        #expect(short[3] == "arm-03-…", "\(short)")
    }

    @Test("rows without names are refused, with a page that has room for all of them")
    func rowsWithoutNames() throws {
        let names = (0..<28).map { "constant \($0) − one-cycle \($0 + 1)" }
        let (figure, page) = (rows(names), Size(480, 150))
        #expect(!figure.isNamed(on: page, measuring: measurer) && !figure.isReadable(on: page, measuring: measurer))
        let least = try #require(figure.leastReadable(like: page, measuring: measurer))
        #expect(labels(figure.plan(size: least, measuring: measurer).panels[0].y).count == 28)
        // Numbers say where a row lies although only some are shown.
        let numbers = rows((0..<60).map { "\($0)" })
        #expect(numbers.isNamed(on: page, measuring: measurer))
    }

    @Test("a key of colours is narrow by intent, and refuses no page")
    func keys() throws {
        let cells = CellGrid(values: [[1, 2], [3, 4]], colors: ColorMap(lower: 1, upper: 4))
        let map = Panel(x: .names(["a", "b"]), y: .names(["c", "d"]), marks: [Mark(.cells(cells))], weight: 20)
        let key = Panel(
            x: Axis(padding: 0, ticks: []), y: Axis(lower: 0, upper: 1, ticks: []),
            right: Axis("error", lower: 1, upper: 4),
            marks: [Mark(.cells(CellGrid(values: [[1], [2]], colors: cells.colors)), side: .right)])
        let figure = Figure(rows: [PanelRow([map, key])])
        for size in [Size(400, 300), Size(640, 420), Size(1500, 1100)] {
            #expect(figure.isReadable(on: size, measuring: measurer), "\(size)")
        }
        // On a small page the key stays.
        let small = figure.plan(size: Size(110, 110), measuring: measurer)
        #expect(small.panels.count == 2 && small.panels[1].right != nil)
        let least = try #require(figure.leastReadable(like: Size(60, 45), measuring: measurer))
        #expect(figure.isReadable(on: least, measuring: measurer))
    }

    @Test("panels of one column have axes of their own if one is much longer")
    func ownAxes() {
        func figure(_ length: Double) -> Figure {
            let panels = [2000, length].map { steps in
                PanelRow([Panel(x: "step", y: "loss", marks: [Mark(.line(x: [0, steps], y: [0, 1], pen: pen))])])
            }
            return Figure(rows: panels, sharesX: true)
        }
        let shared = figure(900).plan(measuring: measurer)
        #expect(shared.panels[0].x.scale == shared.panels[1].x.scale)
        #expect(shared.texts.count { $0.role == .xLabel } == 1)
        // All columns have axes of their own if one has.
        var two = figure(120)
        two.rows[0].panels.append(figure(900).rows[0].panels[0])
        two.rows[1].panels.append(figure(900).rows[1].panels[0])
        #expect(two.plan(measuring: measurer).texts.count { $0.role == .xLabel } == 4)
        let own = figure(120).plan(measuring: measurer)
        #expect(own.panels[1].x.scale.upper < 150 && own.panels[0].x.scale.upper > 1999)
        #expect(own.texts.count { $0.role == .xLabel } == 2)
    }

    @Test("the sentences that explain signs are the last of a caption to go")
    func keysOfCaptions() {
        var figure = rows(["a", "b", "c"])
        figure.caption =
            "mean ± standard deviation of 3 seeds per cell; training smoothed by a centred mean of 20 steps; "
            + "dot: not shown to be worse; cross: runs diverged"
        for width in stride(from: 200.0, through: 420, by: 20) {
            let plan = figure.plan(size: Size(width, 200), measuring: measurer)
            let caption = plan.texts.filter { $0.role == .caption }.map(\.text.plain).joined(separator: " ")
            #expect(caption.contains("dot: not shown to be worse; cross: runs diverged"), "\(width): \(caption)")
        }
    }
}
