import Figures
import Plotting
import TestSupport
import Testing
import Training

@Suite("A line an arm over one key")
struct ArmLinesTests {
    private let inputs = ComparisonInputs(arms: 6)

    private var figure: Figure {
        .sensitivity(
            inputs.samples, arms: ["a", "b"],
            key: StudyKey(name: "epochs", labels: ["1", "2", "4"], numbers: [1, 2, 4]),
            places: [[0, 2, 4], [1, 3, 5]], metric: .finalLoss)
    }

    @Test func everyArmHasItsMeansAndIntervals() {
        let panel = figure.rows[0].panels[0]
        #expect(panel.x.scale == .log)
        var (lines, bars): ([[Double]], [[Double]]) = ([], [])
        for mark in panel.marks {
            if case .line(let x, let y, _) = mark.shape {
                #expect(x == [1, 2, 4])
                lines.append(y)
            }
            if case .intervals(_, let lower, _, _, _, _) = mark.shape { bars.append(lower) }
        }
        let samples = inputs.samples
        #expect(lines == [[0, 2, 4], [1, 3, 5]].map { $0.compactMap { samples[$0].mean } })
        #expect(bars == [[0, 2, 4], [1, 3, 5]].map { $0.compactMap { samples[$0].interval?.lowerBound } })
        #expect(Set(panel.marks.compactMap(\.label)) == ["a", "b"])
    }

    @Test func coloursSayOneThingAndDashesTheOther() {
        var theme = Theme.light
        theme.seriesPlaces = (0..<24).map { SeriesPlace(color: $0 / 4, dash: $0 % 4) }
        let styles = (0..<24).map(theme.series)
        for (index, style) in styles.enumerated() {
            #expect(style.color == styles[index / 4 * 4].color && style.dash == styles[index % 4].dash)
            #expect(!styles[(index + 1)...].contains { $0.color == style.color && $0.dash == style.dash })
        }
        // Beyond them, and in a figure that has lines of its own, arms follow their number.
        #expect(theme.series(30) == Theme.light.series(30))
        let own = Figure.sensitivity(
            inputs.samples, arms: ["a", "b"], key: StudyKey(name: "k", labels: ["x"]), places: [[0], [1]],
            metric: .finalAccuracy, theme: theme)
        let pens = own.rows[0].panels[0].marks.compactMap { mark -> Color? in
            if case .line(_, _, let pen) = mark.shape { pen.color } else { nil }
        }
        #expect(pens == [0, 1].map { Theme.light.series($0).color })
    }

    @Test(arguments: [2, 5, 24])
    func inATelephonesWidthNothingIsLeftOutAndTypeStays(_ arms: Int) {
        let inputs = ComparisonInputs(arms: arms, letters: 24)
        let theme = Theme.light.narrowed()
        for (index, figure) in inputs.figures(theme).prefix(6).enumerated() where !(index == 3 && arms > 5) {
            let plan = figure.plan(size: figure.size(inColumn: 343), measuring: PlainMeasurer())
            #expect(plan.size.width == 343)
            let left = plan.omitted.filter { ![.title, .caption, .mark].contains($0.role) }
            #expect(left.isEmpty, "figure \(index): \(left.map(\.text.plain))")
            for text in plan.texts where text.text.flattened == text.text.plain {
                #expect(text.font.size >= theme.tickSize * 0.7, "figure \(index): \(text.text.plain)")
            }
            // Panels above each other, not in slices.
            for panel in plan.panels where index < 2 || index == 5 { #expect(panel.plot.width > 150) }
        }
    }
}
