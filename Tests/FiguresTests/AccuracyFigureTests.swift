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
        let figure = Figure.accuracy([history([0.5, 0.75]), history([0.75, 1])], name: "x")
        let marks = figure.rows[0].panels[0].marks
        for mark in marks {
            if case .band(let x, let lower, let upper, _) = mark.shape {
                #expect((x, lower, upper) == ([1, 2], [50, 75], [75, 100]))
            }
        }
        #expect(figure.line("mean and min–max of 2 seeds") == [62.5, 87.5])
        #expect(figure.caption == "after 2 epochs 87.5 %, mean of 2 seeds")
        #expect(figure.words().contains("each seed"))
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
