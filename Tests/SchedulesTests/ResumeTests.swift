import Schedules
import Testing

@Suite("a resumed training")
struct ResumeTests {
    @Test("values from any step on are those of the uninterrupted one", arguments: 0..<12)
    func anywhere(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 6000)
        let uninterrupted = try Example.all(seed: UInt64(seed))
        for (index, example) in uninterrupted.enumerated() {
            let total = draws.integer(1...400)
            let whole = try (0..<total).map { try example.schedule.values(at: $0, of: total) }
            let from = draws.integer(0...total - 1)
            // Another process would make a schedule of its own, and ask it for no earlier step.
            let fresh = try Example.all(seed: UInt64(seed))[index].schedule
            let rest = try (from..<total).map { try fresh.values(at: $0, of: total) }
            #expect(rest == Array(whole[from...]), "\(example.name) from \(from) of \(total)")
        }
    }

    /// A validation after every tenth step, of losses that are bad now and then.
    private func train(_ schedule: inout any Schedule, _ steps: Range<Int>, of total: Int) throws -> [ScheduledValues] {
        try steps.map { step in
            let values = try schedule.values(at: step, of: total)
            if step % 10 == 9 { inform(&schedule, ofLoss: 1 + Double(step / 10 % 3), after: step, of: total) }
            return values
        }
    }

    @Test("plateau goes on from its state, alone and within others", arguments: [0, 1, 9, 10, 37, 60, 99])
    func plateau(from: Int) throws {
        let plateau = try Plateau(lr: 1, factor: 0.5, patience: 1)
        let warmup = ScheduleSequence.Part(for: .steps(20), try LinearSchedule(lr: 1, startFactor: 0))
        let sequence = try ScheduleSequence([warmup, .init(for: nil, plateau)])
        let all: [any Schedule] = [
            plateau, sequence, try Hyperparameters(lr: sequence, weightDecay: try CosineAnnealing(lr: 0.1)),
        ]
        for schedule in all {
            var uninterrupted = schedule
            let whole = try train(&uninterrupted, 0..<100, of: 100)
            #expect(Set(whole.map(\.lr)).count > 3)
            var first = schedule
            var values = try train(&first, 0..<from, of: 100)
            var resumed = first
            values += try train(&resumed, from..<100, of: 100)
            #expect(values == whole, "\(schedule)")
        }
    }

    @Test("a plateau within a sequence hears of the validations in its part alone")
    func part() throws {
        let plateau = try Plateau(lr: 8, factor: 0.5, patience: 0)
        var schedule: any Schedule = try ScheduleSequence([
            .init(for: .steps(4), try Constant(lr: 1)), .init(for: .steps(4), plateau),
            .init(for: nil, try Constant(lr: 2)),
        ])
        #expect(schedule.observesValidations)
        #expect(try !ScheduleSequence([.init(for: nil, try Constant(lr: 1))]).observesValidations)
        var found: [Double] = []
        for step in 0..<10 {
            found.append(try schedule.values(at: step, of: 10).lr)
            inform(&schedule, ofLoss: 1, after: step, of: 10)
        }
        #expect(found == [1, 1, 1, 1, 8, 8, 4, 2, 2, 2])
    }
}
