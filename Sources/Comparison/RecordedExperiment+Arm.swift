import Runs
import Training

extension RecordedExperiment {
    /// As an arm of a comparison.
    /// - Parameter isUntunedBaseline: whether it is a baseline whose rate nobody looked for.
    func arm(isUntunedBaseline: Bool) -> ComparedArm {
        ComparedArm(
            name: name,
            runs: runs.map { run in
                var seconds = 0.0
                let points = run.history.epochs.enumerated().map { index, epoch in
                    seconds += epoch.seconds
                    return ValidationPoint(
                        epochs: Double(index + 1), seconds: seconds, accuracy: epoch.accuracy, loss: epoch.validLoss)
                }
                return ComparedRun(
                    seed: run.summary.seed, hasDiverged: run.summary.status == .diverged, validations: points)
            }, isUntunedBaseline: isUntunedBaseline)
    }
}
