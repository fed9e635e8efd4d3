import Figures
import Foundation
import Plotting
import RangeTest
import TestSupport
import Testing

@Suite("Figures of range tests with fastai's settings") struct FastaiFinderFigureTests {
    /// Several seeds, each a little earlier than the one before.
    private func seeds(_ count: Int, _ stop: LRFinderCurve.Stop = .completed) -> [LRFinderCurve] {
        (0..<count).map { curve(stop, shift: 0.01 * Double($0)) }
    }

    private func panel(_ curves: [LRFinderCurve]) -> Panel { Figure.lrFinder(curves, name: "x").rows[0].panels[0] }

    private func points(_ panel: Panel) -> [(label: String, x: [Double], y: [Double], marker: Marker)] {
        panel.marks.compactMap { mark in
            guard case .points(let x, let y, let marker) = mark.shape else { return nil }
            return (mark.label ?? "", x, y, marker)
        }
    }

    private func lines(_ panel: Panel) -> [(label: String?, x: [Double], y: [Double])] {
        panel.marks.compactMap { mark in
            if case .line(let x, let y, _) = mark.shape { (mark.label, x, y) } else { nil }
        }
    }

    private func rules(_ panel: Panel) -> [Double] {
        panel.marks.compactMap { mark in
            if case .verticalRule(let x, _) = mark.shape { x } else { nil }
        }
    }

    @Test func everythingIsNamed() throws {
        let one = curve(.diverged(factor: 4))
        let figure = Figure.lrFinder([one], name: "one-cycle")
        for size in [figure.preferredSize, Size(320, 240)] {
            let words = figure.words(size)
            #expect(words.contains { $0.hasPrefix("one-cycle: learning-rate") })
            #expect(words.contains("learning rate") && words.contains("loss"))
            #expect(words.contains("exponential average (β 0.98, lags 49 steps)") && words.contains("each step"))
            #expect(words.contains("ends, left out by the methods"))
            #expect(words.contains("stopped: loss above 4 × the lowest"))
            for method in [
                "minimum / 10", "steepest slope (steep)", "valley", "slide", "largest fall (min_grad)",
            ] {
                #expect(words.filter { $0.hasPrefix(method + ": 0.") }.count == 1, "\(method)")
            }
            // Two of the three that lie together are one vote.
            #expect(figure.caption.hasPrefix("no consensus: the methods disagree"))
            #expect(words.contains("10⁻⁶") || words.contains("10⁻⁷"))
            #expect(words.contains("10¹") || words.contains("10⁰"))
        }
    }

    /// A loss that falls within a decade, so that methods agree.
    @Test func aConsensusHasItsRuleAndItsName() throws {
        var agreed = curve(.completed)
        for step in agreed.points.indices {
            let way = Double(step) / 100
            let fall = 0.2 + 0.25 * (1 + cos(.pi * (way - 0.62) / 0.18))
            let smooth = way < 0.62 ? 0.7 : way < 0.8 ? fall : 0.2 + 60 * (way - 0.8)
            agreed.points[step].smooth = smooth
            agreed.points[step].loss = smooth * (step % 2 == 0 ? 0.9 : 1.1)
        }
        let consensus = try SuggestedRates([agreed]).lr(.consensus)
        let figure = Figure.lrFinder([agreed], name: "one-cycle")
        let number = TickFormatter.number(consensus).flattened
        #expect(figure.caption.hasPrefix("suggested learning rate \(number) ("))
        #expect(rules(figure.rows[0].panels[0]).contains(consensus))
        for size in [figure.preferredSize, Size(320, 240)] {
            #expect(figure.words(size).contains("consensus: \(number)"))
        }
    }

    @Test(arguments: [1, 2, 5]) func aSignOfItsOwnLiesOnTheCurveAtEachSuggestion(count: Int) throws {
        let curves = seeds(count)
        let rates = SuggestedRates(curves)
        let panel = panel(curves)
        let signs = points(panel)
        #expect(signs.count == SuggestionMethod.allCases.count)
        for (sign, method) in zip(signs, SuggestionMethod.allCases) {
            #expect(sign.x == [try rates.lr(.method(method))])
            let whole = lines(panel).filter { $0.label != "each step" }
            let near = whole.flatMap { zip($0.x, $0.y) }.sorted { $0.0 < $1.0 }
            let left = try #require(near.last { $0.0 <= sign.x[0] })
            let right = try #require(near.first { $0.0 >= sign.x[0] })
            let loss = try #require(sign.y.first)
            // Above the signs of methods before it that suggest the same.
            let below = signs.prefix { $0.label != sign.label }.count { abs(log($0.x[0] / sign.x[0])) < 0.1 }
            let tall = try #require(panel.y.upper) * 0.05 * Double(below)
            #expect(loss >= min(left.1, right.1) - 1e-12 && loss <= max(left.1, right.1) + tall + 1e-12, "\(method)")
            #expect(
                below == 0 || !signs.prefix { $0.label != sign.label }.contains { $0.x == sign.x && $0.y == sign.y })
        }
        #expect(Set(signs.map { "\($0.marker.shape)" }).count == signs.count)
        for (place, sign) in signs.enumerated() {
            #expect(!signs[(place + 1)...].contains { $0.marker.fill == sign.marker.fill })
        }
    }

    @Test func theEndsThatNoMethodReadsArePaler() throws {
        let one = curve(.completed)
        let parts = lines(panel([one])).filter { $0.label != "each step" }
        let judged = try #require(parts.first { $0.label == "exponential average (β 0.98, lags 49 steps)" })
        #expect(judged.x == one.points[one.judged].map(\.lr))
        #expect(judged.y == one.points[one.judged].map(\.smooth))
        let ends = parts.filter { $0.label != "exponential average (β 0.98, lags 49 steps)" }
        #expect(ends.map(\.x.count) == [11, 6])
        #expect(ends[0].x.first == one.points[0].lr && ends[0].x.last == judged.x.first)
        #expect(ends[1].x.first == judged.x.last && ends[1].x.last == one.points[99].lr)
        let shaded = panel([one]).marks.compactMap { mark -> [Double]? in
            guard case .verticalSpan(let from, let to, _) = mark.shape else { return nil }
            #expect(mark.label == "ends, left out by the methods")
            return [from, to]
        }
        #expect(shaded == ends.map { [$0.x[0], $0.x[$0.x.count - 1]] })
    }

    @Test func severalSeedsAreABandAroundTheirMedian() throws {
        let curves = [curve(.completed, shift: 0.02), curve(.completed, steps: 70), curve(.completed, shift: 0.01)]
        let panel = panel(curves)
        #expect(lines(panel).allSatisfy { $0.label != "each step" })
        let band = try #require(
            panel.marks.compactMap { mark in
                if case .band(let x, let lower, let upper, _) = mark.shape { (x, lower, upper) } else { nil }
            }.first)
        #expect(band.0.count == 100)
        let median = try #require(lines(panel).first { $0.label?.contains("median and min–max of 3 seeds") == true })
        for step in [0, 30, 69, 85, 99] {
            let values = curves.compactMap { step < $0.points.count ? $0.points[step].smooth : $0.points.last?.smooth }
                .sorted()
            #expect(band.1[step] == values.first && band.2[step] == values.last)
            guard let place = median.x.firstIndex(of: band.0[step]) else { continue }
            let middle = (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
            #expect(median.y[place] == middle)
        }
        // With most seeds gone there is no middle.
        let short = [curve(.nonFinite, steps: 40), curve(.nonFinite, steps: 50), curve(.completed)]
        #expect(lines(self.panel(short)).allSatisfy { $0.x.count <= 50 })
    }

    @Test func theSpreadOfEachMethodIsALineOfItsOwn() throws {
        let curves = seeds(4)
        let figure = Figure.lrFinder(curves, name: "x")
        #expect(figure.rows.count == 2 && figure.sharesX)
        let spread = figure.rows[1].panels[0]
        let bars = lines(spread)
        #expect(bars.count == SuggestionMethod.allCases.count)
        #expect(Set(bars.map { $0.y[0] }).count == bars.count)
        for (bar, method) in zip(bars, SuggestionMethod.allCases) {
            let own = try curves.map { try $0.suggestion(by: method).lr }
            #expect(bar.x == [try #require(own.min()), try #require(own.max())])
            #expect(bar.y[0] == bar.y[1])
            #expect(points(spread).contains { $0.x == own && $0.y.allSatisfy { $0 == bar.y[0] } })
        }
        #expect(figure.plan(measuring: PlainMeasurer()).panels[1].y.ticks.isEmpty)
        #expect(Figure.lrFinder([curve(.completed)], name: "x").rows.count == 1)
    }

    @Test func theLegendGivesTheSpread() throws {
        let curves = seeds(3)
        func text(_ value: Double) -> String { TickFormatter.number(value).flattened }
        let words = Figure.lrFinder(curves, name: "x").words()
        for method in [SuggestionMethod.valley, .slide, .minGrad] {
            let found = try #require(SuggestedRates(curves).methods[method]).get()
            #expect(found.low < found.high)
            let spread = "\(text(found.lr)) (\(text(found.low))–\(text(found.high)))"
            #expect(words.contains { $0.contains(method.rawValue) && $0.hasSuffix(": " + spread) })
        }
        let same = Figure.lrFinder([curves[0], curves[0]], name: "x").words()
        #expect(same.contains("steepest slope (steep): \(text(try curves[0].suggestion(by: .steep).lr))"))
    }

    @Test func whatCannotBeReliedOnIsSaid() {
        var flat = curve(.completed)
        for step in flat.points.indices {
            flat.points[step].loss = 0.7
            flat.points[step].smooth = 0.7
        }
        let figure = Figure.lrFinder([flat], name: "x")
        #expect(figure.caption.hasPrefix("no consensus: the loss never fell"))
        #expect(points(figure.rows[0].panels[0]).isEmpty)
        #expect(!figure.words().contains { $0.hasPrefix("consensus") })
    }

    @Test func theAxisFollowsTheSpacing() {
        let exponential = panel([curve(.completed)])
        #expect(exponential.x.scale == .log && exponential.x.lower == 1e-7)
        let linear = panel([curve(.completed, spacing: .linear)])
        #expect(linear.x.scale == .linear && linear.x.lower == 1e-7 && linear.x.upper == 10)
    }

    @Test func theDivergenceDoesNotSquashTheCurve() throws {
        for curves in [[curve(.completed)], seeds(3)] {
            let panel = panel(curves)
            let upper = try #require(panel.y.upper)
            #expect(upper > 0.7 && upper < 1.5)
            #expect(panel.y.lower == 0)
        }
    }

    @Test func testsThatDivergedAtOnceAreShown() throws {
        // The loss is lowest at the first rate, and rises tenfold in thirty steps.
        var rising = curve(.diverged(factor: 4), steps: 30)
        for step in rising.points.indices {
            rising.points[step].smooth = 0.7 + 0.02 * Double(step * step) / 3
            rising.points[step].loss = rising.points[step].smooth
        }
        for curves in [[rising], [rising, rising, rising]] {
            let upper = try #require(panel(curves).y.upper)
            #expect(upper > 6)
        }
    }

    @Test(arguments: [
        (LRFinderCurve.Stop.completed, "all 60 steps made"), (.nonFinite, "stopped: loss not finite"),
        (.diverged(factor: 2.5), "stopped: loss above 2.5 × the lowest"),
    ])
    func theStopIsNamed(_ stop: LRFinderCurve.Stop, _ words: String) {
        let one = curve(stop, steps: 60)
        #expect(Figure.lrFinder([one], name: "x").words().contains(words))
        #expect(Figure.lrFinder([one, one], name: "x").words().contains(words))
        #expect(rules(panel([one])).contains(one.points[59].lr))
        let mixed = Figure.lrFinder([one, curve(.completed), one], name: "x")
        #expect(mixed.words().contains("2 × \(words), 1 × all 100 steps made"))
    }

    @Test func theLossIsNamed() {
        var measured = curve(.completed)
        measured.loss = .validation
        let figure = Figure.lrFinder([measured], name: "x")
        #expect(figure.caption.hasSuffix("; validation loss after each step"))
        #expect(figure.rows[0].panels[0].y.label == "validation loss")
    }

    @Test func shortAndEmptyCurvesAreDrawn() {
        for steps in [0, 1, 2] {
            for count in [0, 1, 3] {
                let curves = (0..<count).map { _ in curve(.nonFinite, steps: steps) }
                let plan = Figure.lrFinder(curves, name: "x").plan(measuring: PlainMeasurer())
                #expect(plan.panels[0].x.ticks.count >= (count > 0 ? 3 : 0))
            }
        }
    }
}
