import Figures
import Plotting
import Testing
import Training

@Suite struct LossFigureTests {
    @Test func oneSeed() throws {
        let run = history(seed: 1)
        let figure = Figure.loss([run], name: "one-cycle")
        #expect(figure.line("each step") == run.steps.map(\.loss))
        #expect(figure.line("each step", .right) == run.steps.map { $0.accuracy * 100 })
        let smooth = try #require(figure.line("smoothed (β 0.98)"))
        #expect(smooth == Smoothing.exponential(beta: 0.98)(run.steps.map(\.loss)))
        let words = figure.words()
        for word in ["one-cycle: loss and accuracy", "loss", "accuracy (%)", "lr", "momentum", "step", "validation"] {
            #expect(words.contains(word), "\(word)")
        }
        #expect(!figure.rows[0].panels[0].marks.contains { if case .band = $0.shape { true } else { false } })
    }

    @Test func validationStandsAtTheEndsOfTheEpochs() {
        let run = history(seed: 1)
        let points = Figure.loss([run], name: "x").rows[0].panels[0].marks.compactMap { mark -> ([Double], [Double])? in
            if case .points(let x, let y, _) = mark.shape, mark.side == .left { (x, y) } else { nil }
        }
        #expect(points.map(\.0) == [[192, 385]])
        #expect(points.map(\.1) == [run.epochs.map(\.validLoss)])
    }

    @Test func severalSeedsHaveAMeanAndABand() throws {
        let runs = (0..<10).map { history(seed: $0) }
        let label = "smoothed (β 0.98), mean and min–max of 10 seeds"
        let figure = Figure.loss(runs, name: "x", firstSeed: 7)
        #expect(figure.line("each step, seed 7") == runs[0].steps.map(\.loss))
        let mean = try #require(figure.line(label))
        let smooth = runs.map { Smoothing.exponential(beta: 0.98)($0.steps.map(\.loss)) }
        let at100 = smooth.map { $0[100] }
        #expect(abs(mean[100] - at100.reduce(0, +) / 10) < 1e-12)
        for mark in figure.rows[0].panels[0].marks where mark.side == .left {
            if case .band(_, let lower, let upper, _) = mark.shape {
                #expect(lower[100] == at100.min() && upper[100] == at100.max())
            }
        }
        #expect(figure.words().contains(label))
        #expect(figure.words().contains("validation, mean of 10 seeds"))
        let deviation = Figure.loss(runs, name: "x", smoothing: .window(steps: 20), spread: .standardDeviation)
        #expect(deviation.words().contains("mean of 20 steps, mean and ±1 sd of 10 seeds"))
    }

    @Test func theStandardDeviationIsThatOfASample() {
        let runs = [1.0, 2, 6].map { loss in
            History(steps: [StepRecord(step: 0, epoch: 0, lr: 0.1, momentum: nil, loss: loss, accuracy: 1)])
        }
        for mark in Figure.loss(runs, name: "x", spread: .standardDeviation).rows[0].panels[0].marks {
            if case .band(_, let lower, let upper, _) = mark.shape, mark.side == .left {
                #expect(abs(upper[0] - 3 - 7.0.squareRoot()) < 1e-12 && abs(lower[0] - 3 + 7.0.squareRoot()) < 1e-12)
            }
        }
    }

    @Test func seedsOfDifferentLengthAndDivergedOnesAreDrawn() throws {
        let runs = [history(seed: 1, divergesAt: 150), history(seed: 2, steps: 200), history(seed: 3)]
        let figure = Figure.loss(runs, name: "x")
        let mean = try #require(figure.line("smoothed (β 0.98), mean and min–max of 3 seeds"))
        #expect(mean.count == 386)
        #expect(mean.allSatisfy { $0.isFinite })
        // After the others have ended only the third is left.
        let third = Smoothing.exponential(beta: 0.98)(runs[2].steps.map(\.loss))
        #expect(mean[300] == third[300])
        #expect(figure.words().contains { $0.contains("1 of them diverged") })
        #expect(try #require(figure.rows[0].panels[0].y.upper) < 3)
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
        #expect(try #require(Figure.loss([run], name: "x", smoothing: .window(steps: 5)).rows[0].panels[0].y.upper) < 3)
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
