import Schedules
import Testing

@Suite("differences of schedules")
struct DifferenceTests {
    @Test("a schedule does not differ from itself, nor from the same in another notation")
    func same() throws {
        let schedule = try OneCycle(lrMax: 0.1, flavor: .torch())
        let difference = try ScheduleDifference(schedule, schedule, over: 50)
        #expect(difference.firstStep == nil && difference.lr.largest == nil && difference.momentum.largest == nil)
        #expect(difference.areas.first == difference.areas.second)
        let sequence = try ScheduleSequence([
            .init(for: .steps(15), try LinearSchedule(lr: 0.1, startFactor: 0.01)),
            .init(for: nil, try CosineAnnealing(lr: 0.1)),
        ])
        let warmup = try WarmupCosine(lr: 0.1, lrStart: 0.001, warmup: .steps(15))
        #expect(try ScheduleDifference(sequence, warmup, over: 150).firstStep == nil)
    }

    @Test("the first step, the largest difference and the areas")
    func lr() throws {
        let (first, second) = (
            try MultiStepDecay(lr: 1, gamma: 0.5, milestones: [.steps(4), .steps(6)]), try Constant(lr: 1)
        )
        let difference = try ScheduleDifference(first, second, over: 8)
        #expect(difference.firstStep == 4 && difference.lr.firstStep == 4)
        #expect(difference.lr.largest == .init(step: 6, first: 0.25, second: 1))
        #expect(difference.lr.largest?.size == 0.75)
        #expect(difference.areas.first == 5.5 && difference.areas.second == 8)
        #expect(difference.momentum.firstStep == nil && difference.total == 8)
    }

    @Test("momentum and weight decay, and one that only one of them moves")
    func others() throws {
        let lr = try Constant(lr: 1)
        let (linear, constant) = (try LinearSchedule(lr: 0.8, startFactor: 0.5, over: .steps(2)), try Constant(lr: 0.8))
        let first = try Hyperparameters(lr: lr, momentum: linear, weightDecay: constant)
        let second = try Hyperparameters(lr: lr, momentum: constant)
        let difference = try ScheduleDifference(first, second, over: 5)
        #expect(difference.lr.firstStep == nil)
        #expect(difference.momentum.firstStep == 0)
        #expect(difference.momentum.largest == .init(step: 0, first: 0.4, second: 0.8))
        #expect(difference.weightDecay.firstStep == 0 && difference.weightDecay.largest == nil)
    }

    @Test("roundings are no differences, a billionth is")
    func tolerance() throws {
        let one = try Constant(lr: 0.1)
        #expect(try ScheduleDifference(one, Constant(lr: 0.1 * (1 + 5e-13)), over: 3).firstStep == nil)
        let billionth = try ScheduleDifference(one, Constant(lr: 0.1 * (1 + 1e-9)), over: 3)
        #expect(billionth.firstStep == 0 && billionth.lr.largest?.step == 0)
        #expect(billionth == (try ScheduleDifference(one, Constant(lr: 0.1 * (1 + 1e-9)), over: 3)))
    }

    @Test(
        "everybody's 1cycle is a different curve",
        arguments: [OneCycle.Flavor.fastai1(), .fastai2(), .torch(), .optaxCosine()])
    func flavors(flavor: OneCycle.Flavor) throws {
        let (ours, theirs) = (try OneCycle(lrMax: 0.05), try OneCycle(lrMax: 0.05, flavor: flavor))
        let difference = try ScheduleDifference(ours, theirs, over: 386)
        #expect(difference.lr.firstStep == 1)
        #expect(difference.areas.first != difference.areas.second)
        #expect(try ScheduleDifference(ours, theirs, over: 0).firstStep == nil)
    }
}
