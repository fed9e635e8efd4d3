import Schedules
import Testing
import Training

@Test("a schedule of one's own as a closure")
func ownSchedule() throws {
    let schedule = ClosureSchedule { t, total in 0.02 * (1 - Double(t) / Double(total)) }
    let recorder = Recorder()
    try Trainer(smallTraining(), seed: 1).train(steps: 10, callbacks: [ScheduleCallback(schedule), recorder])
    let expected: [Double] = (0..<10).map { 0.02 * (1 - Double($0) / 10) }
    #expect(recorder.history.steps.map(\.lr) == expected)
}

@Test("a schedule over its steps is a collection")
func overSteps() throws {
    let steps = try OneCycle(lrMax: 0.1).over(steps: 100)
    #expect(steps.count == 100 && steps[30].lr == 0.1 && steps[30].momentum == 0.85)
    #expect(steps.map(\.lr).max() == 0.1 && steps.last.map { $0.lr < 1e-3 } == true)
    #expect(steps[50...].first == steps[50] && ClosureSchedule { _, _ in 1 }.over(steps: -1).isEmpty)
}

/// A schedule of one's own as a type, with momentum, within a sequence.
private struct Sawtooth: Schedule {
    func formula(at step: Int, of total: Int) -> ScheduledValues {
        ScheduledValues(lr: 0.01 * Double(1 + step % 4), momentum: 0.9)
    }
}

@Test("a schedule of one's own as a type, composed with others")
func composed() throws {
    let sequence = try ScheduleSequence([
        .init(for: .steps(2), try Constant(lr: 1)), .init(for: nil, Sawtooth()),
    ])
    #expect(sequence.over(steps: 7).map(\.lr) == [1, 1, 0.01, 0.02, 0.03, 0.04, 0.01])
    #expect(sequence.moves.momentum && sequence.issues(over: 7).isEmpty)
}
