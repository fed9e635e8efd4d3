import Schedules
import Testing
import Training

/// Stops a training as soon as the mean loss of the last ten steps is below a target.
private final class StopAtTarget: Callback {
    private(set) var stoppedAt: Int?
    private let target: Double
    private var recent: [Double] = []

    init(_ target: Double) { self.target = target }

    func batchEnd(_ state: TrainingState) throws {
        recent = recent.suffix(9) + [state.loss]
        guard recent.count == 10, recent.reduce(0, +) / 10 < target else { return }
        stoppedAt = state.step
        state.stop()
    }
}

@Test("a training loop with a callback of one's own")
func ownCallback() throws {
    let trainer = try Trainer(smallTraining(), seed: 1)
    let (recorder, stop) = (Recorder(), StopAtTarget(2.2))
    let schedule = ScheduleCallback(try OneCycle(lrMax: 0.03))
    try trainer.train(steps: 400, callbacks: [schedule, recorder, stop])
    let last = try #require(stop.stoppedAt)
    #expect(recorder.history.steps.count == last + 1 && last < 399)
    #expect(recorder.history.epochs.last.map { $0.accuracy > 0.1 } == true)
    #expect(recorder.history.steps[last].momentum.map { $0 < 0.95 } == true)
}
