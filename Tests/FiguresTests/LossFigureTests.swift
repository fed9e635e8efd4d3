import Figures
import Plotting
import RangeTest
import TestSupport
import Statistics
import Testing
import Training

@Suite struct LossFigureTests {
    @Test func oneSeed() throws {
        let run = history(seed: 1)
        let figure = Figure.loss([run], name: "one-cycle")
        #expect(figure.line("each step") == run.steps.map(\.loss))
        #expect(figure.line("each step", .right) == run.steps.map { $0.accuracy * 100 })
        let smooth = try #require(figure.line("smoothed (β 0.98)"))
        #expect(smooth == smoothed(run.steps.map(\.loss)))
        let words = figure.words()
        for word in ["one-cycle: loss and accuracy", "loss", "accuracy (%)", "lr", "momentum", "step", "validation"] {
            #expect(words.contains(word), "\(word)")
        }
        #expect(!figure.rows[0].panels[0].marks.contains { if case .band = $0.shape { true } else { false } })
    }

    @Test(
        "a window is named by its steps, a share of an epoch of 193",
        arguments: [(0.5, "mean of 97 steps"), (1e-9, "mean of 1 step")])
    func window(fraction: Double, label: String) throws {
        let run = history(seed: 1)
        let figure = Figure.loss([run], name: "x", smoothing: .window(fraction: fraction))
        let line = try #require(figure.line(label))
        let last = run.steps.suffix(fraction > 0.1 ? 97 : 1).map(\.loss)
        #expect(abs((line.last ?? 0) - last.reduce(0, +) / Double(last.count)) < 1e-12)
    }

    @Test func validationStandsAtTheEndsOfTheEpochs() {
        let run = history(seed: 1)
        let points = Figure.loss([run], name: "x").rows[0].panels[0].marks.compactMap { mark -> ([Double], [Double])? in
            if case .points(let x, let y, _) = mark.shape, mark.side == .left { (x, y) } else { nil }
        }
        #expect(points.map(\.0) == [[192.5, 385.5]])
        #expect(points.map(\.1) == [run.epochs.map(\.validLoss)])
    }

    @Test func severalSeedsHaveAMeanAndABand() throws {
        let runs = (0..<10).map { history(seed: $0) }
        let label = "smoothed (β 0.98), mean and min–max of 10 seeds"
        let figure = Figure.loss(runs, name: "x", firstSeed: 7)
        #expect(figure.line("each step, seed 7") == runs[0].steps.map(\.loss))
        let mean = try #require(figure.line(label))
        let smooth = runs.map { smoothed($0.steps.map(\.loss)) }
        let at100 = smooth.map { $0[100] }
        #expect(abs(mean[100] - at100.reduce(0, +) / 10) < 1e-12)
        for mark in figure.rows[0].panels[0].marks where mark.side == .left {
            if case .band(_, let lower, let upper, _) = mark.shape {
                #expect(lower[100] == at100.min() && upper[100] == at100.max())
            }
        }
        #expect(figure.words().contains(label))
        #expect(figure.words().contains("validation, mean of 10 seeds"))
        let deviation = Figure.loss(
            runs, name: "x", smoothing: .window(fraction: 20.0 / 193), spread: .standardDeviation)
        #expect(deviation.words().contains("mean of 20 steps, mean and ±1 sd of 10 seeds"))
    }

    @Test func theStandardDeviationIsThatOfASample() {
        let runs = [1.0, 2, 6].map { loss in
            History(steps: [StepRecord(step: 0, epoch: 0, lr: 0.1, momentum: nil, loss: loss, accuracy: 1)])
        }
        var bars = 0
        for mark in Figure.loss(runs, name: "x", spread: .standardDeviation).rows[0].panels[0].marks {
            if case .intervals(_, let lower, let upper, _, _, _) = mark.shape, mark.side == .left {
                #expect(abs(upper[0] - 3 - 7.0.squareRoot()) < 1e-12 && abs(lower[0] - 3 + 7.0.squareRoot()) < 1e-12)
                bars += 1
            }
        }
        #expect(bars == 1)
    }

    private func crosses(_ figure: Figure, _ side: AxisSide) -> [Double] {
        figure.rows[0].panels[0].marks.flatMap { mark -> [Double] in
            guard case .points(let x, _, let marker) = mark.shape, marker.shape == .cross, mark.side == side else {
                return []
            }
            return x
        }
    }

    @Test func aMeanIsOfTheSeedsThatGotToTheEnd() throws {
        let runs = [history(seed: 1, divergesAt: 150), history(seed: 2), history(seed: 3)]
        let figure = Figure.loss(runs, name: "x")
        let label = "smoothed (β 0.98), mean and min–max of the 2 of 3 seeds that did not diverge"
        let smooth = runs.map { smoothed($0.steps.map(\.loss)) }
        let mean = try #require(figure.line(label))
        for step in [0, 100, 300, 385] { #expect(abs(mean[step] - (smooth[1][step] + smooth[2][step]) / 2) < 1e-12) }
        #expect(figure.words().contains("validation, mean of the 2 of 3 seeds that did not diverge"))
        #expect(figure.caption.hasPrefix("386 steps, 3 seeds, 1 diverged; final validation loss"))
        // Six losses are huge before the first that is not finite; the averaged curve ends before them.
        #expect(crosses(figure, .left) == [149] && crosses(figure, .right) == [155])
        #expect(figure.words().contains("diverged, each to its end"))
        #expect(try #require(figure.rows[0].panels[0].y.upper) < 3)
    }

    @Test func theOneThatIsLeftIsSaidToBeTheOnlyOne() throws {
        let runs = [history(seed: 1, divergesAt: 150), history(seed: 2, steps: 200), history(seed: 3)]
        let figure = Figure.loss(runs, name: "x")
        let mean = try #require(figure.line("smoothed (β 0.98), the 1 of 3 seeds that finished"))
        #expect(mean == smoothed(runs[2].steps.map(\.loss)))
        #expect(figure.words().contains { $0.contains("3 seeds, 1 diverged") })
        // The same seeds with none that got to the end: until the first of them ended.
        let none = Figure.loss(
            Array(runs.prefix(2)).map { run in
                var run = run
                run.steps[190].loss = .infinity
                return run
            }, name: "x")
        let both = try #require(none.line("smoothed (β 0.98), mean and min–max of 2 seeds"))
        #expect(both[149].isFinite && both[156...].allSatisfy(\.isNaN))
    }

    @Test func oneSeedThatDivergedEndsWithACross() {
        let figure = Figure.loss([history(seed: 1, divergesAt: 150)], name: "x")
        #expect(crosses(figure, .left) == [149] && crosses(figure, .right) == [155])
        #expect(figure.words().contains("diverged"))
        #expect(figure.caption.contains("386 steps, diverged"))
    }

    @Test func aBlowUpIsInNoAverage() throws {
        var run = history(seed: 1)
        run.steps[3].loss = 1e29
        let figure = Figure.loss([run], name: "x")
        let mean = try #require(figure.line("smoothed (β 0.98)"))
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

    @Test func accuraciesLieAboveLosses() throws {
        for seeds in [1, 10] {
            let figure = Figure.loss((0..<seeds).map { history(seed: UInt64($0), steps: 1000) }, name: "x")
            let panel = try #require(figure.plan(measuring: PlainMeasurer()).panels.first)
            let right = try #require(panel.right?.scale)
            let labels = LossFigureTests.averages(figure)
            for step in stride(from: 100, to: 1000, by: 50) {
                let loss = try #require(panel.y.scale.fraction(of: labels.loss[step]))
                let accuracy = try #require(right.fraction(of: labels.accuracy[step]))
                #expect(loss < accuracy && loss >= 0 && accuracy <= 1, "step \(step)")
            }
            // No averaged value is beyond the axis, not even those of the first steps.
            #expect(labels.accuracy.allSatisfy { (right.fraction(of: $0) ?? -1) >= 0 })
            #expect(labels.loss.allSatisfy { (panel.y.scale.fraction(of: $0) ?? 2) <= 1 })
        }
    }

    private static func averages(_ figure: Figure) -> (loss: [Double], accuracy: [Double]) {
        let label = figure.rows[0].panels[0].marks.compactMap(\.label).first { $0.hasPrefix("smoothed") } ?? ""
        return (figure.line(label) ?? [], figure.line(label, .right) ?? [])
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
        #expect(Figure.loss([run], name: "x").rows.map { $0.panels[0].y.label } == ["loss", "lr", "decay"])
        #expect(Figure.loss([history(seed: 1)], name: "x").rows.count == 2)
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
        let right = try #require(plan.panels[0].right)
        #expect(right.ticks.map(\.value).max() == 100)
        #expect(right.ticks.count >= 3)
    }

    @Test func theLowerPanelIsAQuarterAsHigh() {
        let figure = Figure.loss([history(seed: 1)], name: "x", momentumName: "β₁")
        let plan = figure.plan(measuring: PlainMeasurer())
        #expect(abs(plan.panels[0].plot.height / plan.panels[1].plot.height - 4) < 1e-6)
        #expect(figure.rows[1].panels[0].right?.label == "β₁")
        #expect(Figure.loss([history(seed: 1, momentum: false)], name: "x").rows[1].panels[0].right == nil)
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
