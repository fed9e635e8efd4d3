import Plotting
import TestSupport
import Testing

@Suite struct ComparisonLayoutTests {
    private let measurer = PlainMeasurer()

    @Test(arguments: [(0, 12), (1, 12), (2, 64), (5, 20), (11, 64), (24, 64)])
    func noTextCoversAnother(_ arms: Int, _ letters: Int) {
        let inputs = ComparisonInputs(arms: arms, letters: letters, seeds: arms == 1 ? 1 : 5)
        for (index, figure) in inputs.figures().enumerated() {
            for size in [Size(320, 240), Size(400, 700), Size(1600, 900), figure.preferredSize] {
                let plan = figure.plan(size: size, measuring: measurer)
                let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
                for (place, text) in plan.texts.enumerated() {
                    #expect(page.contains(text.box), "figure \(index), \(size): \(text.text.plain)")
                    for other in plan.texts[(place + 1)...] where other.box.overlaps(text.box) {
                        Issue.record("figure \(index), \(size): \(text.text.plain) covers \(other.text.plain)")
                    }
                }
            }
        }
    }

    @Test(arguments: [3, 8, 24])
    func everyArmIsNamedAtTheSizeThatAFigureIsMadeFor(_ arms: Int) {
        let inputs = ComparisonInputs(arms: arms, letters: 64)
        for (index, figure) in inputs.figures().prefix(6).enumerated() {
            let plan = figure.plan(measuring: measurer)
            #expect(plan.omitted.isEmpty, "figure \(index): \(plan.omitted.map(\.text.plain))")
            let words = plan.texts.map(\.text.plain)
            for arm in 0..<arms {
                #expect(words.contains { $0.contains("arm-\(arm)-") }, "figure \(index), arm \(arm)")
            }
        }
    }
}
