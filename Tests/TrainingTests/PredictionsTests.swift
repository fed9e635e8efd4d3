import Datasets
import Foundation
import Networks
import Testing
import Training

@Suite("Predictions")
struct PredictionsTests {
    private func model() throws -> (Model, TrainingSetup) {
        let setup = try TinySetup.make()
        return (try Model(setup.definition, initializer: .torchDefault, seed: 4, batchSize: 5), setup)
    }

    @Test("are those that validation sums up, whatever the batches", arguments: [1, 3, 4, 11, 50])
    func agree(batchSize: Int) throws {
        let (model, setup) = try model()
        let evaluator = try Evaluator(model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: batchSize)
        let predictions = try evaluator.predict()
        #expect(predictions.labels == setup.data.valid.labels)
        #expect(predictions.logits.count == 22)
        var loss = 0.0
        var correct = 0
        for (image, label) in predictions.labels.enumerated() {
            let row = predictions.logits(of: image).map(Double.init)
            loss += log(row.reduce(0) { $0 + exp($1) }) - row[Int(label)]
            if predictions.predicted(image) == Int(label) { correct += 1 }
        }
        let validation = try evaluator.validate()
        #expect(abs(validation.loss - loss / 11) < 1e-6)
        #expect(validation.accuracy == Double(correct) / 11)
        #expect(Set(predictions.logits).count > 11, "images that all look the same show nothing")
    }

    @Test("a limit takes the first images", arguments: [1, 4, 7, 11, 12])
    func limit(count: Int) throws {
        let (model, setup) = try model()
        let whole = try Evaluator(model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: 4).predict()
        let part = try Evaluator(model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: 4, limit: count)
            .predict()
        #expect(part.labels == Array(whole.labels.prefix(count)))
        #expect(part.logits.count == 2 * min(count, 11))
        #expect(zip(part.logits, whole.logits).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
