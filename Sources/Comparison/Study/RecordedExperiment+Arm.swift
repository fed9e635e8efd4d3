import Runs
import Training

extension RecordedExperiment {
    /// The experiment as an arm of a comparison.
    /// - Parameter isUntunedBaseline: whether it is a baseline with an untuned learning rate.
    func arm(isUntunedBaseline: Bool) -> ComparedArm {
        ComparedArm(
            name: name,
            runs: runs.map { run in
                ComparedRun(
                    seed: run.summary.seed, outcome: run.summary.status, epochs: run.history.epochs,
                    testAccuracy: run.summary.testAccuracy, testLoss: run.summary.testLoss)
            }, isUntunedBaseline: isUntunedBaseline)
    }
}
