import Figures
import Foundation
import Plotting
import RangeTest
import TestSupport
import Testing

@Suite("Figures of range tests") struct LRFinderFigureTests {
    private func seeds(_ count: Int, _ stop: LRFinderCurve.Stop = .completed) -> [LRFinderCurve] {
        (0..<count).map { curve(stop, shift: 0.01 * Double($0), method: .recommended) }
    }

    private func panel(_ curves: [LRFinderCurve]) -> Panel { Figure.lrFinder(curves, name: "x").rows[0].panels[0] }

    private func lines(_ panel: Panel) -> [(label: String?, x: [Double], y: [Double])] {
        panel.marks.compactMap { mark in
            if case .line(let x, let y, _) = mark.shape { (mark.label, x, y) } else { nil }
        }
    }

    @Test(arguments: [1, 2, 5]) func theRecommendedRateIsARuleInsideItsRange(count: Int) throws {
        let curves = seeds(count)
        let rate = try RecommendedRate(curves)
        let marks = panel(curves).marks
        let rules = marks.compactMap { mark in
            if case .verticalRule(let x, _) = mark.shape { x } else { nil }
        }
        let spans = marks.compactMap { mark in
            if case .verticalSpan(let from, let to, _) = mark.shape { [from, to] } else { nil }
        }
        #expect(rules == [rate.lr] && spans == [[rate.low, rate.high]])
    }

    @Test func everythingIsNamedAtAnySize() throws {
        for curves in [seeds(1), seeds(5)] {
            let figure = Figure.lrFinder(curves, name: "one-cycle")
            let number = TickFormatter.number(try RecommendedRate(curves).lr).flattened
            #expect(figure.caption.hasPrefix("recommended learning rate \(number); "))
            for size in [figure.preferredSize, Size(320, 240)] {
                let words = figure.words(size)
                #expect(words.contains("recommended: \(number)"), "\(words)")
                #expect(words.contains { $0.hasPrefix("range: ") })
                #expect(words.contains(curves.count == 1 ? "each step" : "each of 5 seeds"))
                #expect(words.contains { $0.hasSuffix("centred over 0.1 decades") })
            }
        }
    }

    @Test func aSeedShowsItsStepsSeveralTheirOwnCurves() throws {
        let one = seeds(1)
        let steps = try #require(lines(panel(one)).first { $0.label == "each step" })
        #expect(steps.x == one[0].points.map(\.lr) && steps.y == one[0].points.map(\.loss))
        let several = seeds(4)
        let centred = try CentredCurve(several)
        let drawn = lines(panel(several))
        #expect(drawn.filter { $0.label == "each of 4 seeds" }.map(\.y) == centred.seeds)
        #expect(drawn.last?.x == centred.rates && drawn.last?.y == centred.losses)
    }

    /// A seed that stopped counts as twice its start, so a mean over its rates would lie above all curves that are left.
    @Test func theMeanEndsWithTheFirstSeed() throws {
        var several = seeds(4)
        several[1].points.removeLast(8)
        let centred = try CentredCurve(several)
        let ends = centred.seeds.map(\.count)
        let end = try #require(ends.min())
        let figure = Figure.lrFinder(several, name: "x")
        let drawn = lines(figure.rows[0].panels[0])
        #expect(end == ends[1] && end < centred.rates.count)
        #expect(drawn.last?.x == Array(centred.rates.prefix(end)) && drawn.last?.y == Array(centred.losses.prefix(end)))
        #expect(drawn.filter { $0.label == "each of 4 seeds" }.map(\.y.count) == ends)
        // The recommended rate is that of all seeds.
        let number = TickFormatter.number(try RecommendedRate(several).lr).flattened
        #expect(figure.caption.hasPrefix("recommended learning rate \(number); "))
        #expect(figure.caption.contains("a stopped seed counts as twice its start"))
        #expect(!Figure.lrFinder(seeds(4), name: "x").caption.contains("stopped"))
    }

    @Test(arguments: [1, 3, 8]) func noCurveLeavesThePanelHoweverFarALossExplodes(count: Int) throws {
        var curves = seeds(count)
        for seed in curves.indices {
            for step in 90..<100 { curves[seed].points[step].loss = pow(10, Double(step)) }
        }
        let panel = panel(curves)
        let (lower, upper) = (try #require(panel.y.lower), try #require(panel.y.upper))
        #expect(panel.y.scale == .log && lower > 0)
        for line in lines(panel) where line.label != "each step" {
            #expect(line.y.allSatisfy { $0 >= lower && $0 <= upper })
        }
        #expect(upper < 3 && lower > 0.05)
    }

    @Test func withoutAFallTheReasonIsSaid() {
        var flat = seeds(2)
        for seed in flat.indices {
            for step in flat[seed].points.indices { flat[seed].points[step].loss = 0.7 }
        }
        let figure = Figure.lrFinder(flat, name: "x")
        #expect(figure.caption.hasPrefix("no recommended rate: the loss never fell"))
        #expect(!figure.words().contains { $0.hasPrefix("recommended") })
    }

    @Test func shortAndEmptyCurvesAreDrawn() {
        for steps in [0, 1, 2, 9] {
            for count in [0, 1, 3] {
                let curves = (0..<count).map { _ in curve(.nonFinite, steps: steps, method: .recommended) }
                let plan = Figure.lrFinder(curves, name: "x").plan(measuring: PlainMeasurer())
                #expect(plan.panels[0].x.ticks.count >= (count > 0 ? 3 : 0))
            }
        }
    }

    @Test func settingsOfFastaiAreDrawnAsFastaiDoes() {
        let words = Figure.lrFinder([curve(.completed)], name: "x").words()
        #expect(words.contains("exponential average (β 0.98, lags 49 steps)"))
        #expect(!words.contains { $0.hasPrefix("recommended") })
    }
}
