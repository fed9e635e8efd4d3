import Figures
import Plotting
import Statistics
import Testing
import Training

@Suite("Axes of compared losses")
struct CurveAxisTests {
    private func history(loss: @escaping (Int) -> Double, epochs: [Double]) -> History {
        var history = History()
        for step in 0..<100 {
            history.steps.append(
                StepRecord(step: step, epoch: step / 50, lr: 0.1, momentum: nil, loss: loss(step), accuracy: 0.5))
        }
        for (epoch, value) in epochs.enumerated() {
            history.epochs.append(
                EpochRecord(epoch: epoch, trainLoss: value, validLoss: value, accuracy: 0.5, seconds: 1))
        }
        return history
    }

    private var healthy: ArmHistories {
        ArmHistories(
            name: "healthy",
            histories: (0..<3).map { seed in
                history(
                    loss: { 0.7 / (1 + 0.1 * Double($0)) + 0.01 * Double(seed) },
                    epochs: [0.2, 0.1].map { $0 + 0.01 * Double(seed) })
            }, smoothing: .exponential(beta: 0))
    }

    /// Leaves for 1e28 within its hundred steps.
    private var wild: ArmHistories {
        ArmHistories(
            name: "wild",
            histories: (0..<3).map { seed in
                var value = 0.7
                let losses = (0..<100).map { _ in
                    value *= 1.9 + 0.1 * Double(seed)
                    return value
                }
                return history(loss: { losses[$0] }, epochs: [1e12, 1e28])
            }, smoothing: .exponential(beta: 0), diverged: 3)
    }

    @Test("an arm that leaves for infinity does not take the axis along, wherever it stands, and is marked")
    func divergence() throws {
        for arms in [[healthy, wild], [wild, healthy], [wild, wild, healthy]] {
            let figure = Figure.comparedLosses(arms, band: .range)
            for panel in figure.rows[0].panels {
                let upper = try #require(panel.y.upper)
                #expect(upper > 0.1 && upper < 10, "\(panel.y.label): \(upper)")
                let crosses = panel.marks.filter {
                    if case .points(_, let y, let marker) = $0.shape {
                        marker.shape == .cross && y.allSatisfy { $0 > upper } && $0.beyond == .atEdge
                    } else {
                        false
                    }
                }
                #expect(crosses.count == arms.count { $0.name == "wild" })
            }
            #expect(figure.caption.contains("beyond the axis, marked with a cross: wild"))
            // The band of an arm that is anywhere covers nothing.
            for mark in figure.rows[0].panels[0].marks {
                if case .band(_, let lower, let upper, _) = mark.shape {
                    #expect(zip(lower, upper).allSatisfy { !($1 - $0 > 20) })
                }
            }
        }
    }

    @Test("arms that train all stay, however bad they are")
    func training() throws {
        let bad = ArmHistories(name: "bad", histories: [history(loss: { _ in 2.3 }, epochs: [2.3, 2.3])])
        let figure = Figure.comparedLosses([healthy, bad], band: .range)
        for panel in figure.rows[0].panels { #expect(try #require(panel.y.upper) > 2.3) }
        #expect(!figure.caption.contains("beyond"))
    }

    @Test("how many runs diverged is what the arms say, not what their losses look like")
    func count() {
        var arms = [healthy, wild]
        #expect(Figure.comparedLosses(arms, band: .range).caption.contains("3 runs diverged"))
        arms[1].diverged = 1
        #expect(Figure.comparedAccuracies(arms, band: .range).caption.contains("1 run diverged"))
        arms[1].diverged = 0
        arms[1].omitted = 2
        #expect(Figure.comparedLosses(arms, band: .range).caption.contains("2 diverged runs omitted"))
        arms[1].omitted = 0
        #expect(!Figure.schedulesAndLosses(arms, band: .range).caption.contains("diverged"))
        let samples = [
            ArmSamples(name: "a", values: [50, 99], mean: 74.5, interval: nil, diverged: 1),
            ArmSamples(name: "b", values: [98, 99], mean: 98.5, interval: nil),
        ]
        let caption = Figure.finalMetric(samples, metric: .finalAccuracy).caption
        #expect(caption.hasSuffix("; diverged and included: 1 of 2 runs of a"), "\(caption)")
    }

    @Test("nothing is moved from its true place: bars of one epoch lie on each other, with caps of different widths")
    func bars() throws {
        let arms = (0..<8).map { ArmHistories(name: "\($0)", histories: healthy.histories) }
        let figures = [Figure.comparedLosses(arms, band: .range), .schedulesAndLosses(arms, band: .range)]
        for (figure, places) in zip(figures, [[1.0, 2], [49.5, 99.5]]) {
            let panel = try #require(figure.rows[0].panels.last)
            let marks = figure.rows.count > 1 ? figure.rows[1].panels[1].marks : panel.marks
            var caps: [Double] = []
            for mark in marks {
                switch mark.shape {
                case .points(let x, _, _) where x.count > 1: #expect(x == places)
                case .intervals(let x, _, _, _, let cap, _):
                    #expect(x == places)
                    caps.append(cap)
                default: break
                }
            }
            #expect(places[0] != 1 || Set(caps).count == 8)
        }
        let many = (0..<9).map { ArmHistories(name: "\($0)", histories: healthy.histories) }
        for mark in Figure.comparedLosses(many, band: .range).rows[0].panels[1].marks {
            if case .points(let x, _, _) = mark.shape { #expect(x == [1, 2]) }
        }
    }

    @Test("validations of up to ten seeds are all drawn, at their values")
    func seeds() {
        func rows(_ seeds: Int) -> [[Double]] {
            let histories = (0..<seeds).map { seed in
                history(loss: { _ in 0.5 }, epochs: [0.4, 0.3 + 0.01 * Double(seed)])
            }
            let figure = Figure.comparedLosses([ArmHistories(name: "a", histories: histories)], band: .range)
            return figure.rows[0].panels[1].marks.compactMap { mark in
                if case .points(_, let y, let marker) = mark.shape, marker.fill.alpha < 1 { y } else { nil }
            }
        }
        #expect(rows(3) == [[0.4, 0.3], [0.4, 0.31], [0.4, 0.32]])
        #expect(rows(10).count == 10 && rows(11).isEmpty)
    }

    @Test("losses that span a decade are logarithmic; others start at 0")
    func decade() {
        func axis(_ low: Double) -> Axis {
            let arm = ArmHistories(
                name: "a", histories: [history(loss: { $0 < 50 ? 1 : low }, epochs: [1, low])],
                smoothing: .exponential(beta: 0))
            return Figure.comparedLosses([arm], band: .range).rows[0].panels[0].y
        }
        #expect(axis(0.05).scale != .linear)
        #expect(axis(0.2).scale == .linear && axis(0.2).lower == 0)
    }

    @Test("accuracies are drawn as errors if these span a decade, never beyond 100 %")
    func errors() {
        func panels(_ last: Double) -> [Panel] {
            var history = history(loss: { _ in 1 }, epochs: [1, 1])
            for step in history.steps.indices { history.steps[step].accuracy = step < 40 ? 0.5 : last }
            for epoch in history.epochs.indices { history.epochs[epoch].accuracy = last }
            let arm = ArmHistories(name: "a", histories: [history], smoothing: .exponential(beta: 0))
            return Figure.comparedAccuracies([arm], band: .range).rows[0].panels
        }
        #expect(panels(0.98)[0].y.scale != .linear)
        for panel in panels(0.98) { #expect((panel.y.upper ?? 101) <= 100 && panel.y.label.contains("error")) }
        for panel in panels(0.8) {
            #expect(panel.y.scale == .linear && (panel.y.upper ?? 101) <= 100 && (panel.y.lower ?? -1) >= 0)
            #expect(panel.y.label.contains("accuracy"))
        }
        #expect(panels(1).allSatisfy { ($0.y.upper ?? 101) <= 100 })
    }

    @Test("a caption has one form of band")
    func captions() {
        let figure = Figure.comparedLosses([healthy], band: .standardDeviation)
        #expect(figure.caption.contains("bands and bars: ±1 sd") && !figure.caption.contains("lowest"))
        var two = healthy
        two.histories = Array(two.histories.prefix(2))
        let few = Figure.comparedLosses([two], band: .meanInterval)
        #expect(few.caption.contains("too few seeds for intervals") && !few.caption.contains("lowest"))
        // Without an interval no band is drawn, least of all one of another kind.
        for mark in few.rows[0].panels.flatMap(\.marks) {
            switch mark.shape {
            case .band, .intervals: Issue.record("a band of two seeds")
            default: break
            }
        }
    }

    private func triangles(_ panel: Panel) -> [Double] {
        panel.marks.flatMap { mark -> [Double] in
            guard case .points(let x, _, let marker) = mark.shape, marker.shape == .triangle, mark.beyond == .onlyThese
            else { return [] }
            return x
        }
    }

    @Test("the first steps of one arm do not set the axis, and have a sign")
    func firstSteps() throws {
        let flat = (0..<4).map { arm in
            ArmHistories(
                name: "flat-\(arm)", histories: [history(loss: { _ in 2.3 }, epochs: [2.3, 2.3])],
                smoothing: .exponential(beta: 0))
        }
        let high = ArmHistories(
            name: "high", histories: [history(loss: { $0 < 3 ? 8 - Double($0) : 2.3 }, epochs: [2.3, 2.3])],
            smoothing: .exponential(beta: 0))
        let figure = Figure.comparedLosses([high] + flat, band: .range)
        let panel = figure.rows[0].panels[0]
        #expect(figure.caption.contains("triangles: averages beyond the axis"))
        #expect(try #require(panel.y.upper) < 4)
        #expect(triangles(panel) == [0, 2])
        // If all arms begin as high, the axis does, too.
        let all = Figure.comparedLosses([high, high, high], band: .range).rows[0].panels[0]
        #expect(try #require(all.y.upper) > 8)
        #expect(triangles(all).isEmpty)
    }

    @Test("intervals of validations lie within their panel", arguments: [0.98, 0.6])
    func intervals(_ accuracy: Double) throws {
        let arms = (0..<2).map { arm in
            ArmHistories(
                name: "\(arm)",
                histories: (0..<3).map { seed in
                    let valid = [0.6, 0.7, 0.9][seed]
                    var run = history(loss: { _ in 1 }, epochs: [valid, valid])
                    for step in run.steps.indices { run.steps[step].accuracy = step < 40 ? 0.75 : accuracy }
                    for epoch in run.epochs.indices {
                        run.epochs[epoch].accuracy = arm == 0 ? accuracy : [0.99, 0.9, 0.6][seed]
                    }
                    return run
                }, smoothing: .exponential(beta: 0))
        }
        for figure in [
            Figure.comparedLosses(arms, band: .meanInterval), .comparedAccuracies(arms, band: .meanInterval),
        ] {
            let panel = figure.rows[0].panels[1]
            for mark in panel.marks {
                guard case .intervals(_, _, let upper, _, _, _) = mark.shape else { continue }
                let end = try #require(panel.y.upper)
                #expect(upper.allSatisfy { $0 <= end }, "\(panel.y.label): \(upper), \(end)")
            }
        }
    }

    @Test("the curve of every seed lies within its panel")
    func curvesOfSeeds() throws {
        let arms = (0..<2).map { arm in
            ArmHistories(
                name: "\(arm)",
                histories: (0..<3).map { seed in
                    let share = arm == 1 && seed == 1 ? 0.3 : 1.0
                    return history(
                        loss: { $0 < 50 ? 1 : 0.05 * share }, epochs: [0.5, 0.06 * share])
                }, smoothing: .exponential(beta: 0))
        }
        for panel in Figure.seeds(arms).rows.flatMap(\.panels) {
            #expect(panel.y.scale != .linear && (panel.y.lower ?? 1) < 0.015)
        }
    }
}
