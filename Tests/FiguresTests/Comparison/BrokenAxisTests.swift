import Figures
import Plotting
import TestSupport
import Testing
import Training

@Suite("Paired differences beside an outlier")
struct BrokenAxisTests {
    private func pair(_ second: Int, _ mean: Double) -> PairedDifferences {
        PairedDifferences(
            first: 0, second: second, values: [mean - 0.1, mean, mean + 0.1], mean: mean,
            interval: mean - 0.3...mean + 0.3, p: 0.5)
    }

    private func figure(_ means: [Double]) -> Figure {
        .pairedDifferences(
            means.enumerated().map { pair($0.offset + 1, $0.element) }, arms: (0...means.count).map { "arm \($0)" },
            metric: .finalAccuracy)
    }

    @Test("rows are sorted by their difference")
    func order() {
        let ticks = figure([0.2, -1, 1.4]).rows[0].panels[0].y.ticks?.reversed().map(\.label.plain)
        #expect(ticks == ["arm 0 − arm 3", "arm 0 − arm 1", "arm 0 − arm 2"])
    }

    @Test("without an outlier the axis is whole and holds 0")
    func whole() {
        let panels = figure([0.2, 0.5, 1.4]).rows[0].panels
        #expect(panels.count == 1)
        #expect((panels[0].x.lower ?? 1) < 0 && (panels[0].x.upper ?? 0) > 1.7)
        #expect(!figure([0.2, 0.5, 1.4]).caption.contains("broken"))
    }

    @Test("beside an outlier the axis is broken: the other intervals stay wide, and the caption says where")
    func broken() throws {
        let figure = figure([0.2, -49, 0.5, 0.8])
        let panels = figure.rows[0].panels
        #expect(panels.count == 2)
        let (far, main) = (panels[0], panels[1])
        #expect((far.x.lower ?? 0) < -49.3 && (far.x.upper ?? 0) > -48.7 && (far.x.upper ?? 0) < -40)
        #expect((main.x.lower ?? -9) > -2 && (main.x.upper ?? 9) < 2)
        #expect(far.weight < main.weight && far.y.ticks?.count == 4 && main.y.ticks?.isEmpty == true)
        #expect(main.right != nil && far.right == nil)
        #expect(figure.caption.contains("the axis is broken between "), "\(figure.caption)")
        // An interval of 0.6 points is at least a tenth of the page wide.
        let plan = figure.plan(measuring: PlainMeasurer())
        let scale = plan.panels[1].x.scale
        let width = try #require(scale.position(of: 0.6)) - (try #require(scale.position(of: 0)))
        #expect(width > plan.size.width * 0.1)
        // Every row has its signs in one of the panels.
        var rows: Set<Int> = []
        for panel in plan.panels {
            for shape in panel.shapes {
                guard case .markers(let points, _) = shape, points.count == 1 else { continue }
                rows.formUnion(points.map { Int(($0.y / 8).rounded()) })
            }
        }
        #expect(rows.count == 4)
    }

    @Test("outliers on both sides have a part each")
    func both() {
        let panels = figure([0.2, -49, 0.5, 0.8, 60, 0.3]).rows[0].panels
        #expect(panels.count == 3)
        #expect(panels.map { $0.x.label.isEmpty } == [true, false, true])
    }
}
