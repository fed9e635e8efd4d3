import Figures
import Plotting
import TestSupport
import Testing
import Training

/// Figures of runs whose seeds diverged, and of averages that leave their panel.
@Suite struct DivergedRunTests {
    /// A first loss as usual, then losses too large for an average.
    private func exploding(_ steps: Int = 11) -> History {
        var history = History()
        for step in 0..<steps {
            history.steps.append(
                StepRecord(
                    step: step, epoch: 0, lr: 0.1 * Double(step + 1), momentum: nil,
                    loss: step == 0 ? 2.3 : step == steps - 1 ? .nan : 1e6, accuracy: 0.1))
        }
        return history
    }

    private func signs(_ panel: Panel, _ shape: Marker.Shape) -> [(x: [Double], y: [Double], beyond: Mark.Beyond)] {
        panel.marks.compactMap { mark in
            guard case .points(let x, let y, let marker) = mark.shape, marker.shape == shape else { return nil }
            return (x, y, mark.beyond)
        }
    }

    /// Its end is the last finite loss, at step 9.
    @Test(arguments: [1, 3]) func aCrossStandsAtTheEndOfASeed(_ seeds: Int) throws {
        let runs = RunCurves((0..<seeds).map { _ in exploding() })
        let numbers = (0..<seeds).map { UInt64($0) }
        for figure in [
            Figure.loss(runs.histories, name: "x"), .seeds(runs, seeds: numbers, name: "x"),
        ] {
            for row in 0...1 {
                let crosses = signs(figure.rows[row].panels[0], .cross)
                #expect(crosses.map(\.x) == Array(repeating: [9], count: seeds))
            }
            let panel = figure.rows[0].panels[0]
            let upper = try #require(panel.y.upper)
            #expect(signs(panel, .cross).allSatisfy { $0.y[0] > upper && $0.beyond == .atEdge })
            // No triangle covers it.
            #expect(!signs(panel, .triangle).contains { $0.x.contains(9) })
        }
        for mark in Figure.seeds(runs, seeds: numbers, name: "x").rows[1].panels[0].marks {
            if case .line(let x, _, _) = mark.shape { #expect(x.last == 9) }
        }
        let byRate = signs(Figure.lossByRate(runs, name: "x").rows[0].panels[0], .cross)
        #expect(byRate.map(\.x) == Array(repeating: [1], count: seeds))
    }

    @Test func everyCaptionSaysHowManySeedsDiverged() {
        for (runs, words) in [
            ((0..<3).map { _ in exploding() }, "3 diverged"),
            ([history(seed: 1), history(seed: 2), history(seed: 3, divergesAt: 150)], "1 diverged"),
        ] {
            let curves = RunCurves(runs)
            let figures = [
                Figure.loss(runs, name: "x"), .lossByRate(curves, name: "x"),
                .seeds(curves, seeds: [1, 2, 3], name: "x"),
            ]
            for figure in figures {
                #expect(figure.caption.contains(words), "\(figure.title): \(figure.caption)")
                #expect(figure.caption.contains("are not averaged"), "\(figure.title): \(figure.caption)")
                #expect(!signs(figure.rows[0].panels[0], .cross).isEmpty, "\(figure.title)")
            }
        }
        #expect(!Figure.lossByRate(RunCurves([history(seed: 1)]), name: "x").caption.contains("diverged"))
    }

    /// Errors of batches reach 0, which a logarithmic axis does not have.
    @Test func anAverageOfErrorsThatLeavesThePanelHasASign() throws {
        var runs = (0..<3).map { history(seed: $0, steps: 600, epochs: 6) }
        for seed in runs.indices {
            for step in 0..<600 { runs[seed].steps[step].accuracy = step < 250 ? 0.5 + 0.0018 * Double(step) : 1 }
        }
        let figures = [
            Figure.loss(runs, name: "x"), .seeds(RunCurves(runs), seeds: [0, 1, 2], name: "x"),
        ]
        for figure in figures {
            let panel = figure.rows[1].panels[0]
            #expect(panel.y.label == "error (%)")
            let places = signs(panel, .downTriangle).flatMap(\.x)
            // Where it leaves, and at the last step.
            #expect(places.count == 2 && places.last == 599, "\(figure.title): \(places)")
            #expect(places.first.map { $0 > 200 && $0 < 300 } == true, "\(figure.title): \(places)")
            #expect(figure.words().contains("beyond the axis"), "\(figure.title)")
        }
    }

    /// Intervals of three seeds that are far apart.
    @Test(arguments: [1.0, 0.05]) func intervalsOfValidationsLieWithinThePanel(_ scale: Double) throws {
        var runs = (0..<3).map { history(seed: $0, steps: 40, epochs: 2) }
        for seed in runs.indices {
            for step in runs[seed].steps.indices { runs[seed].steps[step].accuracy = 0.1 }
            for epoch in 0...1 {
                runs[seed].epochs[epoch].validLoss = [0.6, 0.7, 0.9][seed] * scale
                runs[seed].epochs[epoch].accuracy = 1 - [0.9, 0.85, 0.6][seed] * scale
            }
        }
        for figure in [Figure.loss(runs, name: "x"), .lossByRate(RunCurves(runs), name: "x")] {
            for panel in figure.rows.map({ $0.panels[0] }) {
                for mark in panel.marks {
                    guard case .intervals(_, _, let upper, _, _, _) = mark.shape else { continue }
                    let end = try #require(panel.y.upper)
                    #expect(upper.allSatisfy { $0 <= end }, "\(figure.title), \(panel.y.label): \(upper), \(end)")
                }
            }
        }
    }
}
