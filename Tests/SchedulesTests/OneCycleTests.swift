import Schedules
import Testing

@Suite("1cycle")
struct OneCycleTests {
    static let flavors: [OneCycle.Flavor] = [
        .documented, .threePhase(), .fastai1(), .fastai2(), .torch(), .torch(annealing: .linear), .torchThreePhase(),
        .torchThreePhase(annealing: .linear), .optaxCosine(), .optaxLinear(),
    ]

    @Test("the ends, the join and the middle of the two documented phases")
    func documentedLandmarks() throws {
        let schedule = try OneCycle(lrMax: 0.05, pctStart: 0.25)
        let first = try schedule.values(at: 0, of: 400)
        #expect(first == ScheduledValues(lr: 0.002, momentum: 0.95))
        let peak = try schedule.values(at: 100, of: 400)
        #expect(peak == ScheduledValues(lr: 0.05, momentum: 0.85))
        let middle = try schedule.values(at: 250, of: 400)
        #expect(abs(middle.lr - 0.025) < 1e-15)
        let last = try schedule.values(at: 399, of: 400)
        #expect(last.lr > 0 && last.lr < 2e-6)
    }

    /// A flavor, the first steps at the first and second join of 1000 steps, and where the curve goes.
    struct Landmarks: Sendable {
        var flavor: OneCycle.Flavor
        var peak: Int
        var low: Int?
        var end: Double
        var endsOnLastStep = false
    }

    static let landmarks = [
        Landmarks(flavor: .documented, peak: 300, end: 0),
        Landmarks(flavor: .threePhase(finalDiv: 50), peak: 300, low: 600, end: 1.0 / 20 / 50),
        Landmarks(flavor: .fastai1(), peak: 300, end: 1.0 / 200_000),
        Landmarks(flavor: .fastai1(finalDiv: 10), peak: 300, end: 0.1),
        Landmarks(flavor: .fastai2(finalDiv: 500), peak: 300, end: 0.002),
        Landmarks(flavor: .torch(finalDiv: 10), peak: 299, end: 0.005, endsOnLastStep: true),
        Landmarks(flavor: .torchThreePhase(finalDiv: 10), peak: 299, low: 598, end: 0.005, endsOnLastStep: true),
        Landmarks(flavor: .optaxCosine(finalDiv: 10), peak: 300, end: 0.005),
        Landmarks(flavor: .optaxLinear(finalDiv: 10), peak: 300, low: 850, end: 0.005),
    ]

    @Test("each flavor begins, turns and ends where its source does", arguments: landmarks)
    func turns(marks: Landmarks) throws {
        let schedule = try OneCycle(lrMax: 1, flavor: marks.flavor, divFactor: 20, pctStart: 0.3)
        let rates = try (0..<1000).map { try schedule.values(at: $0, of: 1000).lr }
        #expect(rates[0] == 0.05)
        #expect(rates[marks.peak] == 1)
        #expect(rates.count { $0 == 1 } == 1)
        if let low = marks.low { #expect(abs(rates[low] - 0.05) < 1e-15) }
        if marks.endsOnLastStep {
            #expect(rates[999] == marks.end)
        } else {
            // One step before the end: not there, and no further than that step's slope.
            #expect(rates[999] > marks.end)
            #expect(rates[999] - marks.end < rates[998] - rates[999] + 1e-15)
        }
        #expect(throws: ScheduleError.outOfRange(step: 1000, total: 1000)) { try schedule.values(at: 1000, of: 1000) }
    }

    @Test("joins that a share puts on a whole step are exact, whatever the rounding of the product")
    func exactJoins() throws {
        for percent in 1..<100 {
            let schedule = try OneCycle(lrMax: 0.3, pctStart: Double(percent) / 100)
            #expect(try schedule.values(at: percent, of: 100).lr == 0.3, "\(percent) %")
            #expect(try schedule.values(at: percent - 1, of: 100).lr < 0.3)
        }
    }

    @Test("the defaults of each flavor", arguments: flavors)
    func defaults(flavor: OneCycle.Flavor) throws {
        let schedule = try OneCycle(lrMax: 1, flavor: flavor)
        #expect(schedule.divFactor == (flavor == .threePhase() ? 10 : 25))
        #expect(schedule.pctStart == (flavor == .threePhase() ? 0.45 : flavor == .fastai2() ? 0.25 : 0.3))
        let momentum = try schedule.values(at: 0, of: 10_000).momentum
        let isOptax = flavor == .optaxCosine() || flavor == .optaxLinear()
        #expect(momentum == (isOptax ? nil : 0.95))
    }

    @Test("fastai 2 takes three values of momentum")
    func threeMomenta() throws {
        let schedule = try OneCycle(
            lrMax: 1, flavor: .fastai2(), pctStart: 0.5, momentum: .moving(from: 0.9, through: 0.7, to: 0.8))
        #expect(try schedule.values(at: 0, of: 100).momentum == 0.9)
        #expect(try schedule.values(at: 50, of: 100).momentum == 0.7)
        let middle = try #require(try schedule.values(at: 75, of: 100).momentum)
        #expect(abs(middle - 0.75) < 1e-15)
        let last = try #require(try schedule.values(at: 99, of: 100).momentum)
        #expect(last < 0.8 && last > 0.799)
    }

    @Test("momentum can be left to the optimizer", arguments: flavors)
    func untouchedMomentum(flavor: OneCycle.Flavor) throws {
        let schedule = try OneCycle(lrMax: 1, flavor: flavor, momentum: .untouched)
        #expect(try schedule.values(at: 7, of: 20).momentum == nil)
    }

    @Test("momentum that a flavor cannot move so is refused")
    func badMomentum() throws {
        func problems(_ flavor: OneCycle.Flavor, _ momentum: OneCycle.Momentum) -> [InvalidParameter] {
            do throws(ScheduleError) {
                _ = try OneCycle(lrMax: 1, flavor: flavor, momentum: momentum)
                return []
            } catch .invalid(let problems) {
                return problems
            } catch {
                return []
            }
        }
        #expect(problems(.documented, .moving(from: 0.95, through: 0.85, to: 0.9)).map(\.name) == ["moms"])
        #expect(problems(.optaxLinear(), .cycle(high: 0.9, low: 0.8)).map(\.name) == ["moms"])
        #expect(problems(.fastai2(), .moving(from: 0.9, through: 0.8, to: 1)).map(\.value) == [1])
        #expect(problems(.fastai2(), .moving(from: 0.9, through: 0.8, to: 0.7)).map(\.value) == [0.7])
        #expect(problems(.torch(), .cycle(high: 0.8, low: 0.9)).map(\.value) == [0.9])
        #expect(Set(problems(.torch(), .cycle(high: .nan, low: 0.9)).map(\.name)) == ["moms"])
    }

    @Test("every bad parameter is named at once")
    func badParameters() throws {
        let error = #expect(throws: ScheduleError.self) {
            try OneCycle(lrMax: -1, divFactor: 0.5, pctStart: 1.3, momentum: .cycle(high: 0.8, low: 1.5))
        }
        guard case .invalid(let problems) = error else {
            Issue.record("expected .invalid, got \(String(describing: error))"); return
        }
        #expect(problems.map(\.name) == ["lr_max", "div_factor", "pct_start", "moms", "moms"])
        #expect(error.map(String.init(describing:))?.contains("pct_start: 1.3 is not between 0 and 1") == true)
        #expect(error.map(String.init(describing:))?.hasPrefix("lr_max: -1 is not greater than 0; ") == true)
    }

    @Test(
        "the rise cannot take what the later phases need",
        arguments: [
            (OneCycle.Flavor.threePhase(), 0.5), (.torchThreePhase(), 0.5), (.optaxLinear(), 0.85), (.torch(), 1),
        ])
    func maxPctStart(flavor: OneCycle.Flavor, most: Double) throws {
        _ = try OneCycle(lrMax: 1, flavor: flavor, pctStart: most)
        let parameter = InvalidParameter(
            name: "pct_start", value: most.nextUp, requirement: "between 0 and \(most == 1 ? "1" : "\(most)")")
        #expect(throws: ScheduleError.invalid([parameter])) {
            try OneCycle(lrMax: 1, flavor: flavor, pctStart: most.nextUp)
        }
    }

    @Test("the phases of each flavor")
    func phases() throws {
        func phases(_ flavor: OneCycle.Flavor, _ pctStart: Double, of total: Int) throws -> [Range<Int>] {
            try OneCycle(lrMax: 1, flavor: flavor, pctStart: pctStart).phases(of: total).map(\.steps)
        }
        #expect(try phases(.documented, 0.3, of: 100) == [0..<30, 30..<100])
        #expect(try phases(.documented, 0.07, of: 100) == [0..<7, 7..<100])
        #expect(try phases(.documented, 0.3, of: 386) == [0..<116, 116..<386])
        #expect(try phases(.fastai1(), 0.3, of: 386) == [0..<115, 115..<386])
        #expect(try phases(.threePhase(), 0.5, of: 10) == [0..<5, 5..<10])
        #expect(try phases(.documented, 0, of: 10) == [0..<10])
        #expect(try phases(.documented, 1, of: 10) == [0..<10])
        // The step on a join still belongs to the phase that ends there.
        #expect(try phases(.torch(), 0.3, of: 100) == [0..<30, 30..<100])
        #expect(try phases(.torchThreePhase(), 0.4, of: 120) == [0..<48, 48..<95, 95..<120])
        #expect(try phases(.optaxLinear(), 0.3, of: 150) == [0..<45, 45..<127, 127..<150])
        #expect(
            try OneCycle(lrMax: 1, flavor: .threePhase()).phases(of: 99).map(\.name)
                == ["warm-up", "cool-down", "annihilation"])
        #expect(try phases(.documented, 0.3, of: 0).isEmpty)
    }
}
