import TestSupport
import Specs
import Runs
import Testing
import Training

@Suite("Predictions as CSV")
struct PredictionsCSVTests {
    @Test("a row an image, digits that read back")
    func text() {
        let logits: [Float] = [0.1, -2, 16_777_217, 1e-30, .nan, .infinity]
        let predictions = Predictions(labels: [2, 0], classes: 3, logits: logits)
        #expect(
            predictions.csv == """
                index,label,predicted,logit_0,logit_1,logit_2
                0,2,2,0.100000001,-2,16777216
                1,0,2,1e-30,nan,inf

                """)
    }

    @Test("any value reads back as itself")
    func roundTrip() {
        var random = SplitMix(state: 5)
        let logits = (0..<10_000).map { _ in Float(bitPattern: UInt32.random(in: 0..<0x7F80_0000, using: &random)) }
        let rows = Predictions(labels: [0], classes: logits.count, logits: logits).csv.split(separator: "\n")
        #expect(rows.last?.split(separator: ",").dropFirst(3).map { Float($0) } == logits)
    }

    @Test("the first of equal logits is predicted")
    func ties() {
        #expect(Predictions(labels: [0], classes: 4, logits: [1, 3, 3, 2]).predicted(0) == 1)
        #expect(Predictions(labels: [0, 1], classes: 2, logits: [5, 4, 1, 2]).predicted(1) == 1)
    }
}
