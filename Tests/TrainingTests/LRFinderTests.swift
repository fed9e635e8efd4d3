import Foundation
import Testing
import Training

@Suite("LR finder")
struct LRFinderTests {
    @Test(
        "smoothing and the suggestion equal those recorded from fastai",
        arguments: [("simple_cnn_adamw", 100, 0.13182567385564073), ("mnist_model_sgd", 150, 0.006918309709189367)])
    func recorded(name: String, steps: Int, minimum: Double) throws {
        let rows = try Golden.table(name)
        var average = ExponentialAverage(beta: 0.98)
        var points: [LRFinderCurve.Point] = []
        for row in rows {
            average.add(row[1])
            #expect(abs(average.value - row[2]) <= 1e-9 * row[2])
            points.append(.init(lr: row[0], loss: row[1], smooth: average.value))
        }
        let curve = LRFinderCurve(points: points, stop: .completed, startLR: 1e-7, endLR: 10, plannedSteps: steps)
        let suggestion = try #require(curve.minimumSuggestion)
        #expect(abs(suggestion - minimum) <= 1e-12)
    }

    @Test("too short a curve suggests nothing")
    func short() {
        let points = (0..<14).map { LRFinderCurve.Point(lr: Double($0), loss: 1, smooth: 1) }
        #expect(
            LRFinderCurve(points: points, stop: .nonFinite, startLR: 1, endLR: 2, plannedSteps: 100).minimumSuggestion
                == nil)
        #expect(LRFinderCurve(points: [], stop: .nonFinite, startLR: 1, endLR: 2, plannedSteps: 0).lowest == nil)
    }

    @Test("rates grow by the same factor from the first to what would follow the last")
    func rates() {
        let finder = LRFinder(startLR: 1e-7, endLR: 10, steps: 100)
        #expect(finder.lr(at: 0) == 1e-7)
        #expect(abs(finder.lr(at: 50) - 1e-3) < 1e-15)
        #expect(abs(finder.lr(at: 100) - 10) < 1e-12)
    }
}
