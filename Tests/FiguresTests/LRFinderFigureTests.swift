import Figures
import Plotting
import Testing
import Training

@Suite struct LRFinderFigureTests {
    @Test func everythingIsNamed() {
        let figure = Figure.lrFinder(curve(.diverged(factor: 4)), name: "one-cycle")
        for size in [figure.preferredSize, Size(320, 240)] {
            let words = figure.words(size)
            #expect(words.contains { $0.hasPrefix("one-cycle: learning-rate") })
            #expect(words.contains("learning rate") && words.contains("loss"))
            #expect(words.contains("smoothed (β 0.98)") && words.contains("each step"))
            #expect(words.contains("stopped: loss above 4 × the lowest"))
            #expect(words.contains { $0.hasPrefix("minimum / 10: 0.") })
            #expect(words.contains("10⁻⁶") || words.contains("10⁻⁷"))
            #expect(words.contains("10¹") || words.contains("10⁰"))
        }
    }

    @Test func theSuggestionIsATenthOfTheLowest() throws {
        let curve = curve(.completed)
        let lowest = try #require(curve.lowest)
        let panel = Figure.lrFinder(curve, name: "x").rows[0].panels[0]
        let rules = panel.marks.compactMap { mark -> Double? in
            if case .verticalRule(let x, _) = mark.shape { x } else { nil }
        }
        #expect(rules.contains(lowest.lr / 10))
        #expect(rules.contains(curve.points[99].lr))
        #expect(panel.x.scale == .log && panel.x.lower == 1e-7)
    }

    @Test func theDivergenceDoesNotSquashTheCurve() throws {
        let panel = Figure.lrFinder(curve(.completed), name: "x").rows[0].panels[0]
        let upper = try #require(panel.y.upper)
        #expect(upper > 0.7 && upper < 1.5)
        #expect(panel.y.lower == 0)
    }

    @Test(arguments: [
        (LRFinderCurve.Stop.completed, "all 60 steps made"), (.nonFinite, "stopped: loss not finite"),
        (.diverged(factor: 2.5), "stopped: loss above 2.5 × the lowest"),
    ])
    func theStopIsNamed(_ stop: LRFinderCurve.Stop, _ words: String) {
        #expect(Figure.lrFinder(curve(stop, steps: 60), name: "x").words().contains(words))
    }

    @Test func shortAndEmptyCurvesAreDrawn() {
        for steps in [0, 1, 2] {
            let plan = Figure.lrFinder(curve(.nonFinite, steps: steps), name: "x").plan(measuring: PlainMeasurer())
            #expect(plan.panels[0].x.ticks.count >= 3)
        }
    }
}
