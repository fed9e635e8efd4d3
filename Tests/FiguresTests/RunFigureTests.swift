import Figures
import Foundation
import Plotting
import TestSupport
import Statistics
import Testing
import Training

/// Loss by rate, the gap, learning rate and momentum, every seed.
@Suite struct RunFigureTests {
    private func lines(_ panel: Panel) -> [(x: [Double], y: [Double], pen: Pen)] {
        panel.marks.compactMap { mark in
            guard case .line(let x, let y, let pen) = mark.shape else { return nil }
            return (x, y, pen)
        }
    }

    private func points(_ panel: Panel, _ shape: Marker.Shape) -> [(x: [Double], y: [Double])] {
        panel.marks.compactMap { mark in
            guard case .points(let x, let y, let marker) = mark.shape, marker.shape == shape else { return nil }
            return (x, y)
        }
    }

    @Test("loss by rate is the smoothed loss at each step's rate; the way up is dashed")
    func lossByRate() throws {
        let run = history(seed: 1)
        let panel = Figure.lossByRate(RunCurves([run]), name: "x").rows[0].panels[0]
        let paths = lines(panel)
        let smooth = smoothed(run.steps.map(\.loss))
        let rates = run.steps.map(\.lr)
        let peak = try #require(rates.firstIndex(of: rates.max() ?? 0))
        #expect(paths.map(\.y) == [Array(smooth[...peak]), Array(smooth[peak...])])
        #expect(paths.map { $0.pen.dash.isEmpty } == [false, true])
        // The first rate is 0, which a logarithmic axis does not have.
        #expect(paths[0].x[0].isNaN && Array(paths[0].x.dropFirst()) == Array(rates[1...peak]))
        #expect(panel.x.scale == .log && panel.y.scale == .log(nonPositive: .clip))
        let words = Figure.lossByRate(RunCurves([run]), name: "x").words()
        #expect(words.contains("up to the highest rate") && words.contains("learning rate in force"))
    }

    @Test("a constant rate is one line")
    func constantRate() {
        var run = history(seed: 1)
        for step in run.steps.indices { run.steps[step].lr = 0.01 }
        let paths = lines(Figure.lossByRate(RunCurves([run]), name: "x").rows[0].panels[0])
        #expect(paths.count == 1 && paths[0].pen.dash.isEmpty)
    }

    @Test("the gap is validation less the smoothed training at the epoch's end, for each seed")
    func gap() throws {
        let runs = (0..<3).map { history(seed: $0) }
        let figure = Figure.gap(RunCurves(runs), name: "x")
        let losses = points(figure.rows[0].panels[0], .circle)
        #expect(losses.allSatisfy { $0.x == [192.5, 385.5] })
        let expected = runs.map { run in
            let smooth = smoothed(run.steps.map(\.loss))
            return [run.epochs[0].validLoss - smooth[192], run.epochs[1].validLoss - smooth[385]]
        }
        #expect(Array(losses.map(\.y).prefix(3)) == expected)
        let mean = try #require(losses.last)
        for epoch in 0...1 {
            #expect(abs(mean.y[epoch] - expected.map { $0[epoch] }.reduce(0, +) / 3) < 1e-12)
        }
        let errors = points(figure.rows[1].panels[0], .circle)
        let accuracy = Smoothing.default.averages(of: runs[0].steps.map { $0.accuracy * 100 }, stepsPerEpoch: 1)
        #expect(abs((errors.first?.y[1] ?? 0) - (accuracy[385] - runs[0].epochs[1].accuracy * 100)) < 1e-9)
        let axis = figure.rows[0].panels[0].y
        #expect((axis.lower ?? 1) <= 0 && (axis.upper ?? -1) >= 0)
    }

    @Test("a lagging average invents a gap that the centred one does not show")
    func noInventedGap() throws {
        var run = History()
        for step in 0..<400 {
            let loss = 0.7 * exp2(-Double(step) / 100)
            run.steps.append(
                StepRecord(step: step, epoch: step / 200, lr: 1, momentum: nil, loss: loss, accuracy: 1 - loss))
            if step % 200 == 199 {
                run.epochs.append(
                    EpochRecord(epoch: step / 200, trainLoss: 1, validLoss: loss, accuracy: 1 - loss, seconds: 1))
            }
        }
        func gaps(_ smoothing: Smoothing) -> [Double] {
            points(Figure.gap(RunCurves([run], smoothing: smoothing), name: "x").rows[0].panels[0], .circle).last?.y
                ?? []
        }
        #expect(gaps(.default).count == 2 && gaps(.default).allSatisfy { abs($0) < 1e-6 })
        #expect(gaps(.exponential(beta: 0.98)).allSatisfy { $0 < -0.02 })
    }

    @Test("the path of learning rate and momentum has every step and a dot for every epoch but the last")
    func rateMomentum() throws {
        let run = history(seed: 1, epochs: 3)
        let panel = try #require(Figure.rateMomentum(run, name: "x", momentumName: "β₁")).rows[0].panels[0]
        #expect(
            lines(panel).map(\.x) == [run.steps.map(\.lr)]
                && lines(panel).map(\.y) == [run.steps.compactMap(\.momentum)])
        #expect(points(panel, .diamond).map(\.x.count) == [2])
        #expect(panel.y.label == "β₁")
        #expect(Figure.rateMomentum(history(seed: 1, momentum: false), name: "x") == nil)
    }

    @Test("every seed has its curve and its validations; the highest and the lowest are named")
    func everySeed() {
        let runs = (0..<12).map { history(seed: $0) }
        let figure = Figure.seeds(RunCurves(runs), seeds: (0..<12).map { $0 + 20 }, name: "x")
        let panel = figure.rows[0].panels[0]
        let smooth = runs.map { smoothed($0.steps.map(\.loss)) }
        #expect(lines(panel).map(\.y) == smooth)
        #expect(points(panel, .circle).map(\.y) == runs.map { $0.epochs.map(\.validLoss) })
        let ends = smooth.map { $0[385] }
        let named = panel.annotations.map(\.text.plain)
        let order = ends.indices.sorted { ends[$0] > ends[$1] }
        #expect(named == ["seed \(order[0] + 20)", "seed \(order[11] + 20)"])
    }

    @Test("any history is drawn without overlaps")
    func anyHistory() {
        for round in 0..<120 {
            let steps = [0, 1, 3, 40, 386, 2000][round % 6]
            let runs = (0..<[0, 1, 2, 10, 12][round % 5]).map {
                history(
                    seed: UInt64(round * 10 + $0), steps: steps, epochs: 1 + round % 3, momentum: round % 3 != 0,
                    divergesAt: round % 7 == 0 ? 20 : nil)
            }
            let figures = [
                Figure.lossByRate(RunCurves(runs), name: "x"), Figure.gap(RunCurves(runs), name: "x"),
                Figure.seeds(RunCurves(runs), seeds: runs.indices.map { UInt64($0) }, name: "x"),
                runs.first.flatMap { Figure.rateMomentum($0, name: "x") },
            ].compactMap { $0 }
            for (kind, figure) in figures.enumerated() {
                let size = Size(320 + Double(round * 37 % 800), 240 + Double(round * 53 % 600))
                checkTexts(figure, size, "round \(round), figure \(kind)")
            }
        }
    }
}
