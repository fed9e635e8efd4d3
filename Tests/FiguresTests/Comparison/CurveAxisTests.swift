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
                        marker.shape == .cross && y == [upper]
                    } else {
                        false
                    }
                }
                #expect(crosses.count == arms.count { $0.name == "wild" })
            }
            #expect(figure.caption.contains("beyond the axis (a cross at its end): wild"))
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
        #expect(!Figure.schedulesAndLosses(arms, band: .range).caption.contains("diverged"))
        let samples = [
            ArmSamples(name: "a", values: [50, 99], mean: 74.5, interval: nil, diverged: 1),
            ArmSamples(name: "b", values: [98, 99], mean: 98.5, interval: nil),
        ]
        let caption = Figure.finalMetric(samples, metric: .finalAccuracy).caption
        #expect(caption.hasSuffix("; diverged and included: 1 of 2 runs of a"), "\(caption)")
    }

    @Test("bars of one epoch stand beside each other, none later than its epoch, and the caption says so")
    func bars() throws {
        let arms = (0..<8).map { ArmHistories(name: "\($0)", histories: healthy.histories) }
        let figure = Figure.comparedLosses(arms, band: .range)
        for mark in figure.rows[0].panels[1].marks {
            if case .points(let x, _, _) = mark.shape {
                #expect(zip(x, [1.0, 2]).allSatisfy { $0 <= $1 && $0 > $1 - 0.2 })
            }
        }
        #expect(figure.caption.contains("bars of one epoch stand side by side"))
        let many = (0..<9).map { ArmHistories(name: "\($0)", histories: healthy.histories) }
        let plain = Figure.comparedLosses(many, band: .range)
        #expect(!plain.caption.contains("side by side"))
        for mark in plain.rows[0].panels[1].marks {
            if case .points(let x, _, _) = mark.shape { #expect(x == [1, 2]) }
        }
    }
}
