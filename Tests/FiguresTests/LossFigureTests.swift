import Figures
import Plotting
import RangeTest
import TestSupport
import Statistics
import Testing
import Training

@Suite struct LossFigureTests {
    private static let label = "centred mean of 20 steps"

    @Test func oneSeed() throws {
        let run = history(seed: 1)
        let figure = Figure.loss([run], name: "one-cycle")
        #expect(figure.line("each step") == run.steps.map(\.loss))
        let smooth = try #require(figure.line(Self.label))
        #expect(smooth == smoothed(run.steps.map(\.loss)))
        let words = figure.words()
        for word in ["one-cycle: loss and accuracy", "loss", "error (%)", "lr", "momentum", "step", "validation"] {
            #expect(words.contains(word), "\(word)")
        }
        #expect(!figure.rows[0].panels[0].marks.contains { if case .band = $0.shape { true } else { false } })
    }

    @Test(
        "a smoothing is named with its steps and its lag",
        arguments: [
            (Smoothing.default, "centred mean of 20 steps"), (.centred(share: 0.1), "centred mean of 38 steps"),
            (.exponential(beta: 0.98), "exponential average (β 0.98, lags 49 steps)"),
            (.exponential(beta: 0.5), "exponential average (β 0.5, lags 1 step)"),
            (.window(fraction: 0.5), "mean of the last 97 steps (lags 48 steps)"),
            (.window(fraction: 1e-9), "each step"), (.exponential(beta: 0), "each step"),
            (.centred(share: 1e-9), "each step"),
        ])
    func smoothingLabels(smoothing: Smoothing, label: String) throws {
        let run = history(seed: 1)
        let figure = Figure.loss([run], name: "x", smoothing: smoothing)
        let line = try #require(figure.line(label))
        let averages = smoothing.averages(of: run.steps.map(\.loss), stepsPerEpoch: 193, areLosses: true)
        #expect(line == (label == "each step" ? run.steps.map(\.loss) : averages))
        #expect(figure.words().contains(label))
    }

    /// Points of a panel by shape of marker: places and values.
    private func points(_ panel: Panel, _ shape: Marker.Shape) -> [(x: [Double], y: [Double], size: Double)] {
        panel.marks.compactMap { mark in
            guard case .points(let x, let y, let marker) = mark.shape, marker.shape == shape else { return nil }
            return (x, y, marker.size)
        }
    }

    @Test func validationStandsAtTheEndsOfTheEpochs() {
        let run = history(seed: 1)
        let panels = Figure.loss([run], name: "x").rows.map { $0.panels[0] }
        let losses = points(panels[0], .circle)
        #expect(losses.map(\.x) == [[192.5, 385.5]] && losses.map(\.y) == [run.epochs.map(\.validLoss)])
        let errors = points(panels[1], .diamond)
        #expect(errors.map(\.x) == [[192.5, 385.5]])
        #expect(errors.map(\.y) == [run.epochs.map { 100 - $0.accuracy * 100 }])
    }

    @Test("every validation of up to ten seeds is drawn, with the interval of their mean", arguments: [3, 10, 11])
    func validationsOfSeeds(_ count: Int) throws {
        let runs = (0..<count).map { history(seed: UInt64($0)) }
        let panel = Figure.loss(runs, name: "x").rows[0].panels[0]
        let all = points(panel, .circle)
        let small = all.filter { $0.size < Theme.light.markerSize }
        let ends = [192.5, 385.5]
        #expect(small.map(\.y) == (count <= 10 ? runs.map { $0.epochs.map(\.validLoss) } : []))
        #expect(all.allSatisfy { $0.x == ends })
        let last = runs.map { $0.epochs[1].validLoss }
        let interval = try #require(MeanInterval(ofMean: last, in: .positive))
        let bars = panel.marks.compactMap { mark -> ([Double], Double, Double)? in
            guard case .intervals(let x, let lower, let upper, _, _, _) = mark.shape else { return nil }
            return (x, lower[1], upper[1])
        }
        let bar = try #require(bars.first)
        #expect(bars.count == 1 && bar.0 == ends)
        #expect(bar.1 == interval.low && bar.2 == interval.high)
    }

    @Test func severalSeedsHaveAMeanAndABand() throws {
        let runs = (0..<10).map { history(seed: $0) }
        let label = "centred mean of 20 steps; mean and 95 % interval of 10 seeds"
        let figure = Figure.loss(runs, name: "x", firstSeed: 7)
        #expect(figure.line("each step, seed 7") == runs[0].steps.map(\.loss))
        let mean = try #require(figure.line(label))
        let smooth = runs.map { smoothed($0.steps.map(\.loss)) }
        let at100 = smooth.map { $0[100] }
        #expect(abs(mean[100] - at100.reduce(0, +) / 10) < 1e-12)
        func band(_ figure: Figure) -> (low: Double, high: Double)? {
            figure.rows[0].panels[0].marks.compactMap { mark -> (low: Double, high: Double)? in
                guard case .band(_, let lower, let upper, _) = mark.shape else { return nil }
                return (lower[100], upper[100])
            }.first
        }
        let range = try #require(band(Figure.loss(runs, name: "x", spread: .range)))
        #expect(range.low == at100.min() && range.high == at100.max())
        let interval = try #require(band(figure))
        #expect(interval.low > range.low && interval.high < range.high && interval.low < mean[100])
        #expect(figure.words().contains(label))
        #expect(figure.words().contains("validation, mean and 95 % interval of 10 seeds"))
        #expect(figure.words().contains("validation of each seed"))
        let deviation = Figure.loss(
            runs, name: "x", smoothing: .window(fraction: 20.0 / 193), spread: .standardDeviation)
        #expect(deviation.words().contains("mean of the last 20 steps (lags 9.5 steps); mean and ±1 sd of 10 seeds"))
    }

    @Test("two seeds have no interval: both are drawn")
    func twoSeeds() {
        let figure = Figure.loss([history(seed: 1), history(seed: 2)], name: "x")
        let marks = figure.rows.flatMap { $0.panels[0].marks }
        #expect(
            !marks.contains {
                switch $0.shape {
                case .band, .intervals: true
                default: false
                }
            })
        #expect(figure.words().contains("validation, mean of 2 seeds"))
    }

    // MARK: Axes

    @Test("losses and errors that span a decade have logarithmic axes, others linear ones")
    func scales() {
        let wide = Figure.loss([history(seed: 1)], name: "x").rows.map { $0.panels[0].y }
        #expect(wide[0].scale == .log(nonPositive: .clip) && wide[1].scale == .log(nonPositive: .clip))
        #expect(wide[0].label == "loss" && wide[1].label == "error (%)")
        var run = history(seed: 1)
        for step in run.steps.indices {
            run.steps[step].loss = 0.3 + 0.2 * run.steps[step].loss
            run.steps[step].accuracy = 0.9 + 0.05 * run.steps[step].accuracy
        }
        for epoch in run.epochs.indices { run.epochs[epoch].validLoss = 0.35 }
        let narrow = Figure.loss([run], name: "x").rows.map { $0.panels[0].y }
        #expect(narrow[0].scale == .linear && narrow[1].scale == .linear)
        #expect(narrow[0].lower == 0 && narrow[1].label == "accuracy (%)")
    }

    @Test("no axis reaches beyond the possible values", arguments: [1, 3, 10])
    func possibleValues(_ seeds: Int) throws {
        for (scale, best) in [(1.0, 0.97), (0.02, 1.0), (0.3, 0.99)] {
            let runs = (0..<seeds).map { seed in
                var run = history(seed: UInt64(seed))
                for step in run.steps.indices {
                    run.steps[step].loss *= scale
                    run.steps[step].accuracy = 1 - (1 - run.steps[step].accuracy) * scale
                }
                for epoch in run.epochs.indices {
                    run.epochs[epoch].validLoss *= seed == 0 ? 3 : scale
                    run.epochs[epoch].accuracy = best
                }
                return run
            }
            let panels = Figure.loss(runs, name: "x").plan(measuring: PlainMeasurer()).panels
            #expect(panels[0].y.scale.lower >= 0)
            #expect(panels[1].y.scale.lower >= 0 && panels[1].y.scale.upper <= 100)
            let accuracy = Figure.accuracy(runs, name: "x").plan(measuring: PlainMeasurer()).panels[0].y.scale
            #expect(accuracy.lower >= 0 && accuracy.upper <= 100)
        }
    }

    @Test("every smoothed loss and every validation lies in its panel", arguments: [1, 10])
    func everythingIsVisible(_ seeds: Int) throws {
        let runs = (0..<seeds).map { history(seed: UInt64($0), steps: 1000) }
        let figure = Figure.loss(runs, name: "x")
        let plan = figure.plan(measuring: PlainMeasurer())
        for row in 0...1 {
            let scale = plan.panels[row].y.scale
            // The strong line is the last.
            let lines = figure.rows[row].panels[0].marks.compactMap { mark -> [Double]? in
                if case .line(_, let y, _) = mark.shape { y } else { nil }
            }
            let curve = try #require(lines.last)
            #expect(curve.count == 1000)
            #expect(curve.allSatisfy { (0...1).contains(scale.fraction(of: $0) ?? -1) })
            for circle in points(figure.rows[row].panels[0], .circle) {
                #expect(circle.y.allSatisfy { (0...1).contains(scale.fraction(of: $0) ?? -1) })
            }
        }
    }

    @Test func theStandardDeviationIsThatOfASample() {
        let runs = [1.0, 2, 6].map { loss in
            History(steps: [StepRecord(step: 0, epoch: 0, lr: 0.1, momentum: nil, loss: loss, accuracy: 1)])
        }
        var bars = 0
        for mark in Figure.loss(runs, name: "x", spread: .standardDeviation).rows[0].panels[0].marks {
            if case .intervals(_, let lower, let upper, _, _, _) = mark.shape {
                #expect(abs(upper[0] - 3 - 7.0.squareRoot()) < 1e-12 && abs(lower[0] - 3 + 7.0.squareRoot()) < 1e-12)
                bars += 1
            }
        }
        #expect(bars == 1)
    }

    private func crosses(_ figure: Figure, row: Int) -> [Double] {
        points(figure.rows[row].panels[0], .cross).flatMap(\.x)
    }

    @Test func aMeanIsOfTheSeedsThatGotToTheEnd() throws {
        let runs = [history(seed: 1, divergesAt: 150), history(seed: 2), history(seed: 3)]
        let figure = Figure.loss(runs, name: "x")
        let label = "centred mean of 20 steps; mean of the 2 of 3 seeds that did not diverge"
        let smooth = runs.map { smoothed($0.steps.map(\.loss)) }
        let mean = try #require(figure.line(label))
        for step in [0, 100, 300, 385] { #expect(abs(mean[step] - (smooth[1][step] + smooth[2][step]) / 2) < 1e-12) }
        #expect(figure.words().contains("validation, mean of the 2 of 3 seeds that did not diverge"))
        #expect(figure.caption.hasPrefix("386 steps, 3 seeds, 1 diverged; final validation loss"))
        // Six losses are huge before the first that is not finite. The averaged curve leaves the panel before them.
        #expect(crosses(figure, row: 0) == [155] && crosses(figure, row: 1) == [155])
        #expect(figure.words().contains("diverged, each to its end"))
        #expect(try #require(figure.rows[0].panels[0].y.upper) < 3)
    }

    @Test func theOneThatIsLeftIsSaidToBeTheOnlyOne() throws {
        let runs = [history(seed: 1, divergesAt: 150), history(seed: 2, steps: 200), history(seed: 3)]
        let figure = Figure.loss(runs, name: "x")
        let mean = try #require(figure.line("centred mean of 20 steps; the 1 of 3 seeds that finished"))
        #expect(mean == smoothed(runs[2].steps.map(\.loss)))
        #expect(figure.words().contains { $0.contains("3 seeds, 1 diverged") })
        // The same seeds with none that got to the end: until the first of them ended.
        let none = Figure.loss(
            Array(runs.prefix(2)).map { run in
                var run = run
                run.steps[190].loss = .infinity
                return run
            }, name: "x")
        let both = try #require(none.line("centred mean of 20 steps; mean of 2 seeds"))
        #expect(both[149].isFinite && both[156...].allSatisfy(\.isNaN))
    }

    @Test func oneSeedThatDivergedEndsWithACross() {
        let figure = Figure.loss([history(seed: 1, divergesAt: 150)], name: "x")
        #expect(crosses(figure, row: 0) == [155] && crosses(figure, row: 1) == [155])
        #expect(figure.words().contains("diverged"))
        #expect(figure.caption.contains("386 steps, diverged"))
    }

    @Test func aBlowUpIsInNoAverage() throws {
        var run = history(seed: 1)
        run.steps[3].loss = 1e29
        let figure = Figure.loss([run], name: "x")
        let mean = try #require(figure.line(Self.label))
        #expect(mean[3].isNaN && mean[4...].allSatisfy { $0 < 2 })
        #expect(try #require(figure.rows[0].panels[0].y.upper) < 3)
        #expect(figure.caption.contains("are not averaged"))
        let triangles = figure.rows[0].panels[0].marks.compactMap { mark -> [Double]? in
            guard case .points(let x, _, let marker) = mark.shape, marker.shape == .triangle else { return nil }
            return x
        }
        #expect(triangles == [[3]])
        #expect(figure.words().contains("beyond the axis"))
    }

    @Test func signsLieWithinThePanel() throws {
        let plan = Figure.loss([history(seed: 1)], name: "x").plan(measuring: PlainMeasurer())
        let panel = try #require(plan.panels.first)
        for case .markers(let points, let marker) in panel.shapes {
            #expect(points.allSatisfy { $0.x + marker.size / 2 < panel.plot.maxX - 1 })
        }
    }

    @Test func aScheduledWeightDecayHasAPanel() {
        var run = history(seed: 1)
        for step in run.steps.indices { run.steps[step].weightDecay = 0.01 * Double(step) }
        #expect(
            Figure.loss([run], name: "x").rows.map { $0.panels[0].y.label } == ["loss", "error (%)", "lr", "decay"])
        #expect(Figure.loss([history(seed: 1)], name: "x").rows.count == 3)
    }

    @Test func oneStepIsStepNought() {
        let figure = Figure.loss([history(seed: 1, steps: 1, epochs: 1)], name: "x")
        let panel = figure.plan(measuring: PlainMeasurer()).panels[0]
        #expect(panel.x.ticks.map(\.value) == [0])
        // The loss of a step and the validation after it do not coincide.
        #expect(
            Set(
                figure.rows[0].panels[0].marks.compactMap { mark -> Double? in
                    switch mark.shape {
                    case .line(let x, _, _), .points(let x, _, _): x.first
                    default: nil
                    }
                }) == [0, 0.5])
    }

    @Test func theAccuracyAxisEndsAtAHundred() throws {
        let plan = Figure.loss([history(seed: 1)], name: "x").plan(measuring: PlainMeasurer())
        let error = plan.panels[1].y
        #expect(try #require(error.ticks.map(\.value).max()) <= 100 && error.ticks.count >= 2)
        var run = history(seed: 1)
        for step in run.steps.indices { run.steps[step].accuracy = 0.5 + 0.5 * Double(step) / 386 }
        run.epochs = []
        let accuracy = Figure.loss([run], name: "x").plan(measuring: PlainMeasurer()).panels[1].y
        #expect(accuracy.scale.upper <= 100 && accuracy.ticks.count >= 2)
    }

    @Test func theLowerPanelIsAQuarterAsHigh() {
        let figure = Figure.loss([history(seed: 1)], name: "x", momentumName: "β₁")
        let plan = figure.plan(measuring: PlainMeasurer())
        #expect(abs(plan.panels[0].plot.height / plan.panels[2].plot.height - 4) < 1e-6)
        #expect(figure.rows[2].panels[0].right?.label == "β₁")
        #expect(Figure.loss([history(seed: 1, momentum: false)], name: "x").rows[2].panels[0].right == nil)
    }

    @Test func hugeFirstStepsDoNotSquashTheRest() throws {
        var run = history(seed: 4)
        for step in 0..<4 { run.steps[step].loss = 4000 }
        #expect(
            try #require(
                Figure.loss([run], name: "x", smoothing: .window(fraction: 5.0 / 193)).rows[0].panels[0].y.upper) < 3)
        // But a loss that starts high as losses do is shown from its start.
        run = history(seed: 4, steps: 5157)
        for step in 0..<40 { run.steps[step].loss = 2.3 }
        #expect(try #require(Figure.loss([run], name: "x").rows[0].panels[0].y.upper) > 2.3)
    }

    @Test func anyHistoryIsDrawnWithoutOverlaps() {
        for round in 0..<200 {
            let steps = [0, 1, 3, 40, 386, 2000][round % 6]
            let runs = (0..<[0, 1, 2, 10][round % 4]).map {
                history(
                    seed: UInt64(round * 10 + $0), steps: steps, epochs: 1 + round % 3, momentum: round % 3 != 0,
                    divergesAt: round % 5 == 0 ? 20 : nil)
            }
            let name = String(repeating: "long-name ", count: round % 21)
            let figures = [
                Figure.loss(runs, name: name, momentumName: round % 2 == 0 ? "momentum" : "β₁"),
                Figure.lrFinder(
                    (0...round % 4).map {
                        curve(.diverged(factor: 4), steps: steps % 101 - $0, shift: 0.01 * Double($0))
                    },
                    name: name),
                Figure.schedule(
                    lr: runs.first?.steps.map(\.lr) ?? [], momentum: runs.first?.steps.map(\.momentum) ?? [],
                    stepsPerEpoch: 10, name: name),
            ]
            for (kind, figure) in figures.enumerated() {
                let size = Size(320 + Double(round * 37 % 800), 240 + Double(round * 53 % 600))
                checkTexts(figure, size, "round \(round), figure \(kind)")
            }
        }
    }
}
