import Schedules
import Testing

@Suite("schedules of schedules")
struct CompositionTests {
    @Test("each part of a sequence counts from its own 0 and sees its own T")
    func sequence() throws {
        let schedule = try ScheduleSequence([
            .init(for: .steps(2), try LinearSchedule(lr: 1, startFactor: 0)),
            .init(for: .steps(4), try PolynomialDecay(lr: 1)),
            .init(for: .fraction(0.25), try Constant(lr: 0.1)),
        ])
        #expect(try rates(schedule, of: 8) == [0, 0.5, 1, 0.75, 0.5, 0.25, 0.1, 0.1])
        #expect(schedule.lrRange == 0...1)
        #expect(schedule.issues(over: 8).isEmpty)
        #expect(
            schedule.phases(of: 8) == [
                Phase(name: "linear", steps: 0..<2), Phase(name: "part 2", steps: 2..<6),
                Phase(name: "part 3", steps: 6..<8),
            ])
        let named = try ScheduleSequence([
            .init(for: .steps(2), try PolynomialDecay(lr: 1), name: "polynomial"),
            .init(for: nil, try LinearSchedule(lr: 1, startFactor: 0), name: "not this"),
        ])
        #expect(named.phases(of: 4).map(\.name) == ["polynomial", "linear"])
    }

    @Test("the last part can take what is left")
    func rest() throws {
        let schedule = try ScheduleSequence([
            .init(for: .steps(1), try Constant(lr: 2)), .init(for: nil, try PolynomialDecay(lr: 1)),
        ])
        #expect(try rates(schedule, of: 5) == [2, 1, 0.75, 0.5, 0.25])
        #expect(try rates(schedule, of: 1) == [2])
        #expect(schedule.issues(over: 5).isEmpty)
        let alone = try ScheduleSequence([.init(for: nil, try PolynomialDecay(lr: 1))])
        #expect(try rates(alone, of: 4) == rates(PolynomialDecay(lr: 1), of: 4))
    }

    @Test("shares that add up to 1 take all steps, whatever their number", arguments: 1...40)
    func shares(total: Int) throws {
        let schedule = try ScheduleSequence(
            [0.1, 0.2, 0.35, 0.05, 0.3].enumerated().map { index, share in
                .init(for: .fraction(share), try Constant(lr: Double(index + 1)))
            })
        #expect(schedule.issues(over: total).isEmpty)
        let all = try rates(schedule, of: total)
        #expect(all == all.sorted() && all.last == 5 || total < 3)
    }

    @Test("after the last part its last value stays, and a part without steps is passed over")
    func ends() throws {
        let schedule = try ScheduleSequence([
            .init(for: .steps(0), try Constant(lr: 9)), .init(for: .steps(2), try PolynomialDecay(lr: 1)),
            .init(for: .steps(0), try Constant(lr: 8)),
        ])
        #expect(try rates(schedule, of: 4) == [1, 0.5, 0.5, 0.5])
        #expect(schedule.issues(over: 4).map(\.kind) == [.short(length: 2, total: 4)])
        #expect(schedule.phases(of: 4) == [Phase(name: "part 2", steps: 0..<2)])
        let none = try ScheduleSequence([.init(for: .fraction(0.1), try Constant(lr: 3))])
        #expect(try rates(none, of: 1) == [3])
    }

    @Test("sequences hold sequences")
    func nested() throws {
        let warmup = ScheduleSequence.Part(for: .fraction(0.5), try LinearSchedule(lr: 1, startFactor: 0.5))
        let inner = try ScheduleSequence([warmup, .init(for: nil, try Constant(lr: 3))])
        let outer = try ScheduleSequence([.init(for: .steps(2), try Constant(lr: 2)), .init(for: nil, inner)])
        #expect(try rates(outer, of: 6) == [2, 2, 0.5, 0.75, 3, 3])
        #expect(outer.phases(of: 6).map(\.steps) == [0..<2, 2..<4, 4..<6])
    }

    @Test("a sequence whose parts are bad says where")
    func badParts() throws {
        func problems(_ parts: [ScheduleSequence.Part]) throws -> [String] {
            let error = #expect(throws: ScheduleError.self) { try ScheduleSequence(parts) }
            guard case .invalid(let problems)? = error else { return [] }
            return problems.map(\.name)
        }
        let constant = try Constant(lr: 1)
        #expect(try problems([]) == ["parts"])
        #expect(
            try problems([
                .init(for: nil, constant), .init(for: .steps(-1), constant), .init(for: .fraction(1.5), constant),
            ]) == ["parts[0].for", "parts[1].for", "parts[2].for"])
        let error = #expect(throws: ScheduleError.self) {
            try ScheduleSequence([.init(for: nil, constant), .init(for: nil, constant)])
        }
        #expect(error?.description == "parts[0].for: missing, and only the last part can do without a length")
    }

    @Test("momentum and weight decay from schedules of their own")
    func hyperparameters() throws {
        let schedule = try Hyperparameters(
            lr: try PolynomialDecay(lr: 1), momentum: try LinearSchedule(lr: 0.8, startFactor: 0.5),
            weightDecay: try Constant(lr: 0.01))
        let values = try schedule.values(at: 2, of: 4)
        #expect(values.lr == 0.5 && values.weightDecay == 0.01)
        #expect(areNear([try #require(values.momentum)], [0.6]))
        #expect(schedule.lrRange == 0...1)
        let lrAlone = try Hyperparameters(lr: try OneCycle(lrMax: 1))
        #expect(try lrAlone.values(at: 0, of: 100) == ScheduledValues(lr: 0.04, momentum: 0.95))
        #expect(lrAlone.phases(of: 100).map(\.steps) == [0..<30, 30..<100])
    }

    @Test("a hyperparameter is not moved twice, and momentum stays below 1")
    func conflicts() throws {
        let (constant, one) = (try Constant(lr: 0.5), try Constant(lr: 1))
        func problems(_ lr: any Schedule, _ momentum: (any Schedule)?, _ decay: (any Schedule)?) throws -> [String] {
            do throws(ScheduleError) {
                _ = try Hyperparameters(lr: lr, momentum: momentum, weightDecay: decay)
                return []
            } catch .invalid(let problems) {
                return problems.map(\.name)
            } catch {
                return ["?"]
            }
        }
        #expect(try problems(OneCycle(lrMax: 1), constant, nil) == ["momentum"])
        let twice = #expect(throws: ScheduleError.self) {
            try Hyperparameters(lr: try OneCycle(lrMax: 1), momentum: constant)
        }
        #expect(
            twice?.description == "momentum: moved by the schedule of the learning rate, too; leave one of them out")
        #expect(try problems(OneCycle(lrMax: 1, momentum: .untouched), constant, one) == [])
        #expect(try Set(problems(constant, one, nil)) == ["momentum"])
        let decaying = try Hyperparameters(lr: constant, weightDecay: one)
        #expect(try problems(decaying, constant, one) == ["weight_decay"])
    }

    @Test("equality of what holds schedules looks into them")
    func equality() throws {
        func sequence(_ lr: Double) throws -> ScheduleSequence {
            try ScheduleSequence([.init(for: nil, try Constant(lr: lr))])
        }
        #expect(try sequence(1) == sequence(1) && sequence(1) != sequence(2))
        func both(_ lr: Double, _ momentum: Double?) throws -> Hyperparameters {
            try Hyperparameters(lr: try Constant(lr: lr), momentum: try momentum.map { try Constant(lr: $0) })
        }
        #expect(try both(1, 0.5) == both(1, 0.5))
        #expect(try both(1, 0.5) != both(2, 0.5) && both(1, 0.5) != both(1, 0.6) && both(1, 0.5) != both(1, nil))
    }
}
