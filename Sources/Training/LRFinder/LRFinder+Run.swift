import Datasets
public import RangeTest

extension LRFinder {
    /// Runs the test on a model of its own; it does not affect later trainings.
    ///
    /// - Parameters:
    ///   - setup: network, data and optimizer; its weights and batches are those of `seed`.
    ///   - point: nil: from the start. A point of this test with the same setup, seed and callbacks.
    ///   - pauses: may pause the test between batches. The curve of a test that ends in a pause is incomplete.
    ///   - callbacks: called after the test's own.
    /// - Throws: the errors of a training.
    public func run(
        _ setup: TrainingSetup, seed: UInt64, from point: TrainingPoint? = nil, pauses: (any TrainingPauses)? = nil,
        callbacks: [any Callback] = []
    ) throws -> LRFinderCurve {
        let trainer = try Trainer(setup, seed: seed)
        let sweep = RangeSweep(self, evaluator: loss == .validation ? try setup.rangeTestEvaluator(trainer) : nil)
        try trainer.train(
            steps: steps, validating: false, from: point, pauses: pauses, callbacks: [sweep] + callbacks)
        return LRFinderCurve(points: sweep.points, stop: sweep.stop, of: self)
    }
}

extension TrainingSetup {
    /// Images that a range test of validation losses looks at, after each step.
    var rangeTestImages: Int { min(data.valid.count, LRFinder.validationLimit) }

    /// Passes over those images: evenly spaced, so that a set in order of its classes has some of each.
    fileprivate func rangeTestEvaluator(_ trainer: Trainer) throws -> Evaluator {
        let (count, all) = (rangeTestImages, data.valid.count)
        let sample = count == all ? data.valid : data.valid.selecting((0..<count).map { $0 * all / count })
        return try Evaluator(trainer.model, on: sample, scaling: data.scaling, batchSize: batches.validSize)
    }
}
