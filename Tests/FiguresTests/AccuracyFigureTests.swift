import Figures
import Plotting
import Testing
import Training

@Suite struct AccuracyFigureTests {
    private func history(_ accuracies: [Double]) -> History {
        History(
            epochs: accuracies.enumerated().map {
                EpochRecord(epoch: $0, trainLoss: 1, validLoss: 1, accuracy: $1, seconds: 1)
            })
    }

    @Test func seedsHaveAMeanAndABand() {
        let figure = Figure.accuracy([history([0.5, 0.75]), history([0.75, 1])], name: "x", spread: .range)
        let bars = figure.rows[0].panels[0].marks.compactMap { mark -> [[Double]]? in
            if case .intervals(let x, let lower, let upper, _, _, _) = mark.shape { [x, lower, upper] } else { nil }
        }
        #expect(bars == [[[1, 2], [50, 75], [75, 100]]])
        #expect(figure.line("mean and min–max of 2 seeds") == [62.5, 87.5])
        #expect(figure.caption == "after 2 epochs 87.5 %, mean of 2 seeds, min–max 75 to 100 %")
        #expect(figure.words().contains("each seed"))
        // Of many epochs a band.
        let long = Figure.accuracy(
            [0.5, 0.6].map { start in history((0..<11).map { start + 0.01 * Double($0) }) }, name: "x",
            spread: .range)
        #expect(long.rows[0].panels[0].marks.contains { if case .band = $0.shape { true } else { false } })
    }

    @Test("the interval of the mean is that of tables: errors near 0 vary by a factor")
    func interval() throws {
        let runs = [0.97, 0.98, 0.99].map { history([0.9, $0]) }
        let figure = Figure.accuracy(runs, name: "x")
        let bars = figure.rows[0].panels[0].marks.compactMap { mark -> (low: Double, high: Double)? in
            guard case .intervals(_, let lower, let upper, _, _, _) = mark.shape else { return nil }
            return (lower[1], upper[1])
        }
        let bar = try #require(bars.first)
        // 92.0263 to 99.4314 %, drawn as errors.
        #expect(bars.count == 1 && abs(bar.low - 0.5686) < 1e-4 && abs(bar.high - 7.9737) < 1e-4, "\(bars)")
        #expect(figure.caption == "after 2 epochs 98 %, mean of 3 seeds, 95 % interval 92.03 to 99.43 %")
        #expect(Figure.accuracy(Array(runs.prefix(2)), name: "x").caption == "after 2 epochs 97.5 %, mean of 2 seeds")
    }

    @Test("errors that span a decade are drawn on a logarithmic axis")
    func errors() throws {
        let figure = Figure.accuracy([history([0.5, 0.9, 0.99])], name: "x")
        let panel = figure.rows[0].panels[0]
        #expect(panel.y.label == "validation error (%)" && panel.y.scale == .log(nonPositive: .clip))
        let line = panel.marks.compactMap { mark -> [Double]? in
            if case .line(_, let y, _) = mark.shape { y } else { nil }
        }
        #expect(line.first.map { zip($0, [50, 10, 1]).allSatisfy { abs($0 - $1) < 1e-9 } } == true)
        #expect(figure.caption == "after 3 epochs 99 %")
        #expect(Figure.accuracy([history([0.5, 0.9])], name: "x").rows[0].panels[0].y.scale == .linear)
    }

    @Test("the seeds of one epoch stand at its place")
    func oneEpoch() {
        let panel = Figure.accuracy([history([0.5]), history([0.6]), history([0.7])], name: "x").rows[0].panels[0]
        for mark in panel.marks {
            if case .points(let x, _, _) = mark.shape { #expect(x == [1]) }
        }
    }

    @Test func aMeanIsOfTheSeedsThatDidNotDiverge() {
        func run(_ accuracies: [Double], loss: Double) -> History {
            var run = history(accuracies)
            run.steps = [StepRecord(step: 0, epoch: 0, lr: 1, momentum: nil, loss: loss, accuracy: 0.5)]
            return run
        }
        let figure = Figure.accuracy(
            [run([0.5, 0.6], loss: 1), run([0.1], loss: .nan), run([0.1], loss: .infinity)], name: "x")
        #expect(figure.line("the 1 of 3 seeds that did not diverge") == [50, 60])
        #expect(figure.caption == "after 2 epochs 60 %, the 1 of 3 seeds that did not diverge, 2 diverged")
        let crosses = figure.rows[0].panels[0].marks.compactMap { mark -> [Double]? in
            guard case .points(let x, let y, let marker) = mark.shape, marker.shape == .cross else { return nil }
            return x + y
        }
        #expect(crosses == [[1, 10], [1, 10]])
        #expect(figure.words().contains("diverged, each to its end"))
        #expect(Figure.accuracy([run([], loss: .nan)], name: "x").caption == "diverged before the first validation")
    }

    @Test func theHighestIsSaidWhereItIsNotTheLast() {
        #expect(
            Figure.accuracy([history([0.5, 0.9, 0.8])], name: "x").caption
                == "after 3 epochs 80 %, highest 90 % after epoch 2")
    }

    @Test func oneSeedHasNeitherLegendNorBand() {
        let figure = Figure.accuracy([history([0.5])], name: "x")
        #expect(figure.rows[0].panels[0].marks.allSatisfy { $0.label == nil })
        #expect(figure.caption == "after 1 epoch 50 %")
    }

    @Test func anyHistoryIsDrawnWithoutOverlaps() {
        for round in 0..<120 {
            let epochs = [0, 1, 2, 30, 300][round / 5 % 5]
            let histories = (0..<round % 5).map { seed -> History in
                var accuracies = (0..<epochs).map { epoch in 0.9 + 0.0003 * Double((epoch * 7 + seed) % 300) }
                if epochs > 3 { accuracies[3] = .nan }
                return history(accuracies)
            }
            let size = Size(320 + Double(round * 37 % 800), 240 + Double(round * 53 % 600))
            checkTexts(.accuracy(histories, name: "x"), size, "round \(round)")
        }
    }
}
