import TestSupport
import Comparison
import Statistics
import Testing
import Training

@Suite("The best of several arms")
struct LeaderTests {
    private let seeds = 10

    private func around(_ name: String, _ accuracy: Double, _ seed: UInt64) -> ComparedArm {
        drawnArm(name, count: seeds, around: Int(accuracy * 10_000), seed: seed)
    }

    @Test("names the best, those that cannot be told from it, and those that are worse")
    func sentence() throws {
        let arms = [
            around("low", 0.95, 1), around("near", 0.9799, 2), around("best", 0.98, 3), around("lower", 0.9, 4),
        ]
        let report = try ComparisonReport(arms)
        let leader = try #require(report.best)
        #expect(leader.arm == "best" && leader.alike == ["near"] && leader.worse == ["low", "lower"])
        #expect(leader.tests == 3 && leader.untested.isEmpty)
        #expect(leader.sentence == "best: best; this one cannot be told from it: near; 2 are worse")
        #expect(
            try #require(report.selectionRemark).hasPrefix("best, the best of 4, was chosen on the validation images"))
        #expect(leader.mean == report.arms[2][.finalAccuracy].mean)
        #expect(report.ranking == [2, 1, 0, 3])
        #expect(try ComparisonReport(Array(arms.prefix(2))).best == nil)
    }

    @Test("each test is corrected for the number of others")
    func corrected() throws {
        // Eight equal differences have p = 2 / 256: 6 tests leave 0.047, 7 leave 0.055.
        for (others, worse) in [(6, 6), (7, 0)] {
            let arms = (0...others).map { arm("arm\($0)", Array(repeating: 0.9 - Double($0) / 100, count: 8)) }
            let leader = try #require(ComparisonReport(arms).best)
            #expect(leader.arm == "arm0" && leader.worse.count == worse && leader.alike.count == others - worse)
        }
    }

    @Test("losses, infinite ones and arms without a common seed")
    func losses() throws {
        func arm(_ name: String, _ loss: Double, seeds: Range<UInt64> = 0..<8) -> ComparedArm {
            .init(name: name, runs: seeds.map { .init(seed: $0, accuracy: 0.5, loss: loss + Double($0) / 1_000) })
        }
        let arms = [arm("high", 0.5), arm("broken", .infinity), arm("low", 0.1), arm("other", 0.2, seeds: 20..<24)]
        let leader = try #require(ComparisonReport(arms, options: .init(metric: .finalLoss)).best)
        #expect(leader.arm == "low" && leader.worse == ["high"] && leader.alike == [])
        #expect(leader.untested == ["other", "broken"])
        #expect(leader.sentence == "best: low; all others are worse; not tested against it: other and broken")
        let none = ["a", "b", "c"].map { arm($0, .infinity) }
        #expect(try ComparisonReport(none, options: .init(metric: .finalLoss)).best == nil)
    }

    /// Twelve equal arms: any of them may be the best. The best is chosen by the same results, and still the set must hold a
    /// given arm in 95 % of studies.
    @Test("a truly best arm is among the best in 95 % of studies")
    func selection() throws {
        var kept = 0
        let studies = 200
        for study in 0..<studies {
            let arms = (0..<12).map { drawnArm("arm\($0)", count: 10, around: 9_800, seed: UInt64(study * 100 + $0)) }
            let leader = try #require(ComparisonReport(arms, options: .init(baseline: .named("arm0"))).best)
            if leader.arm == "arm7" || leader.alike.contains("arm7") { kept += 1 }
        }
        #expect(kept >= studies * 93 / 100, "\(kept)")
    }
}
