import Foundation
import Schedules
import Testing

@Suite("1cycle")
struct OneCycleTests {
    @Test(
        "every step of the reference tables",
        arguments: [
            ("documented_two_phase", OneCycle.Flavor.documented, 0.05, 25.0, 0.3),
            ("documented_three_phase", OneCycle.Flavor.threePhase(finalDiv: 100), 0.01, 10.0, 0.45),
        ])
    func golden(name: String, flavor: OneCycle.Flavor, lrMax: Double, divFactor: Double, pctStart: Double) throws {
        let schedule = try OneCycle(lrMax: lrMax, flavor: flavor, divFactor: divFactor, pctStart: pctStart)
        let rows = try GoldenSchedule.read(name)
        #expect(rows.count > 300)
        for row in rows {
            let values = try schedule.values(at: row.step, of: rows.count)
            let momentum = try #require(values.momentum)
            #expect(abs(values.lr - row.lr) <= 1e-9 * max(1e-3, row.lr), "lr at step \(row.step)")
            #expect(abs(momentum - row.momentum) <= 1e-9, "momentum at step \(row.step)")
        }
    }

    @Test("the ends, the join and the middle of the two documented phases")
    func documentedLandmarks() throws {
        let schedule = try OneCycle(lrMax: 0.05, divFactor: 25, pctStart: 0.25)
        let first = try schedule.values(at: 0, of: 400)
        #expect(first == ScheduledValues(lr: 0.002, momentum: 0.95))
        let peak = try schedule.values(at: 100, of: 400)
        #expect(peak == ScheduledValues(lr: 0.05, momentum: 0.85))
        let middle = try schedule.values(at: 250, of: 400)
        #expect(abs(middle.lr - 0.025) < 1e-15)
        let last = try schedule.values(at: 399, of: 400)
        #expect(last.lr > 0 && last.lr < 2e-6)
    }

    @Test("a step at or beyond the end is refused, not extrapolated", arguments: [-1, 400, 401])
    func outside(step: Int) throws {
        let schedule = try OneCycle(lrMax: 0.05, divFactor: 25, pctStart: 0.3)
        #expect(throws: ScheduleError.outOfRange(step: step, total: 400)) { try schedule.values(at: step, of: 400) }
        let constant = try Constant(lr: 0.1)
        #expect(throws: ScheduleError.outOfRange(step: step, total: 400)) { try constant.values(at: step, of: 400) }
    }

    @Test("phases of no length and trainings of one to three steps stay finite and within their bounds")
    func edges() throws {
        for pctStart in [0, 0.3, 0.5, 1] {
            for flavor in [OneCycle.Flavor.documented, .threePhase(finalDiv: 100)] {
                if flavor != .documented && pctStart > 0.5 { continue }
                let schedule = try OneCycle(lrMax: 1, flavor: flavor, divFactor: 10, pctStart: pctStart)
                for total in 1...3 {
                    for step in 0..<total {
                        let values = try schedule.values(at: step, of: total)
                        #expect(values.lr >= 0 && values.lr <= 1)
                        #expect((0.85...0.95).contains(try #require(values.momentum)))
                    }
                }
            }
        }
    }

    @Test("the learning rate peaks where momentum bottoms, and both join without a jump")
    func shape() throws {
        for (flavor, pctStart) in [(OneCycle.Flavor.documented, 0.3), (.threePhase(finalDiv: 50), 0.4)] {
            let schedule = try OneCycle(lrMax: 0.7, flavor: flavor, divFactor: 20, pctStart: pctStart)
            let total = 997
            var previous = try schedule.values(at: 0, of: total)
            var peak = (lr: 0.0, step: -1)
            var bottom = (momentum: 1.0, step: -1)
            for step in 0..<total {
                let values = try schedule.values(at: step, of: total)
                let momentum = try #require(values.momentum)
                if values.lr > peak.lr { peak = (values.lr, step) }
                if momentum < bottom.momentum { bottom = (momentum, step) }
                #expect(abs(values.lr - previous.lr) < 0.7 * .pi / (0.3 * 997))
                previous = values
            }
            #expect(peak.step == bottom.step)
        }
    }

    @Test("every bad parameter is named at once")
    func badParameters() throws {
        let error = #expect(throws: ScheduleError.self) {
            try OneCycle(lrMax: -1, divFactor: 0.5, pctStart: 1.3, momentum: (0.8, 1.5))
        }
        guard case .invalid(let problems) = error else {
            Issue.record("expected .invalid, got \(String(describing: error))"); return
        }
        #expect(problems.map(\.name) == ["lr_max", "div_factor", "pct_start", "moms", "moms"])
        #expect(error.map(String.init(describing:))?.contains("pct_start: 1.3 is not between 0 and 1") == true)
    }

    @Test("momentum can be left to the optimizer")
    func withoutMomentum() throws {
        let schedule = try OneCycle(lrMax: 1, divFactor: 10, pctStart: 0.3, momentum: nil)
        #expect(try schedule.values(at: 7, of: 20).momentum == nil)
    }
}

/// A table step,lr,momentum.
struct GoldenSchedule {
    var step: Int
    var lr: Double
    var momentum: Double

    static func read(_ name: String) throws -> [GoldenSchedule] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Golden"))
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",")
            return GoldenSchedule(
                step: try #require(Int(fields[0])), lr: try #require(Double(fields[1])),
                momentum: try #require(Double(fields[2])))
        }
    }
}
