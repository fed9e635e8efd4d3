import Schedules
import Testing

@Suite("a schedule over its steps")
struct ScheduleStepsTests {
    @Test("elements are the values of the steps", arguments: 0..<6)
    func elements(seed: Int) throws {
        for example in try Example.all(seed: UInt64(seed)) {
            for total in [1, 2, 37] {
                let steps = example.schedule.over(steps: total)
                #expect(steps.count == total && steps.startIndex == 0 && steps.endIndex == total)
                let values = try (0..<total).map { try example.schedule.values(at: $0, of: total) }
                #expect(Array(steps) == values, "\(example.name) over \(total)")
                #expect(steps.last == values.last && Array(steps.reversed()) == values.reversed())
                #expect(steps.dropFirst(total / 2).first == values[total / 2])
            }
        }
    }

    @Test("a training of no steps has no values", arguments: [0, -1, .min])
    func empty(total: Int) throws {
        #expect(try OneCycle(lrMax: 1).over(steps: total).isEmpty)
    }

    @Test("closures give rates alone, or all values")
    func closures() throws {
        let rates = ClosureSchedule { step, total in Double(step) / Double(total) }
        #expect(rates.over(steps: 4).map(\.lr) == [0, 0.25, 0.5, 0.75])
        #expect(rates.moves == MovedHyperparameters() && rates.lrRange.contains(1e9))
        let all = ClosureSchedule(values: { step, _ in
            ScheduledValues(lr: 1, momentum: Double(step) / 10, weightDecay: 0.5)
        })
        #expect(all.over(steps: 3)[2] == ScheduledValues(lr: 1, momentum: 0.2, weightDecay: 0.5))
        #expect(all.moves == MovedHyperparameters(momentum: true, weightDecay: true))
        #expect(throws: ScheduleError.outOfRange(step: 3, total: 3)) { try all.values(at: 3, of: 3) }
    }

    @Test("a schedule that observes no validations stays as it is")
    func unobserving() throws {
        var schedule: any Schedule = try CosineAnnealing(lr: 1)
        inform(&schedule, ofLoss: 1, after: 4, of: 10)
        #expect(schedule as? CosineAnnealing == (try CosineAnnealing(lr: 1)) && !schedule.observesValidations)
    }
}
