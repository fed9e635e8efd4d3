import Comparison
import Foundation
import Statistics
import TestSupport
import Testing
import Training

@Suite("Seeds as needed")
struct UntilClearTests {
    private func report(_ arms: [ComparedArm], baseline: String? = nil, limit: Int = 30) throws -> UntilClearReport {
        try UntilClearReport(arms, baseline: baseline, options: UntilClearOptions(limit: limit))
    }

    private let base = (0..<12).map { 0.9 + 0.001 * Double($0 % 5) }

    /// An arm that is better by a little more or less on each seed.
    private func better(_ name: String, by gain: Double, count: Int) -> ComparedArm {
        arm(name, (0..<count).map { base[$0] + gain + 0.0003 * Double($0 * 7 % 4) })
    }

    @Test("a large difference is clear after 8 seeds, in either direction")
    func clear() throws {
        for gain in [0.02, -0.02] {
            let found = try report([better("a", by: gain, count: 12), arm("b", base)])
            let pair = found.pairs[0]
            #expect(found.outcome == .clear && pair.isClear)
            #expect(found.firstLook == 8 && pair.clearAfter == 8 && pair.n == 12)
            #expect(pair.limitNeeded == nil && pair.smallestDetectable == nil)
            let interval = try #require(pair.interval)
            #expect(gain > 0 ? interval.low > 0 : interval.high < 0)
            #expect(try #require(pair.anytimeP) < 0.01)
        }
        let early = try report([better("a", by: 0.02, count: 7), arm("b", Array(base.prefix(7)))])
        #expect(early.outcome == .open && early.pairs[0].interval == nil && early.pairs[0].anytimeP == nil)
    }

    @Test("arms without a difference reach the limit; the line gives the difference that it could show")
    func limit() throws {
        let noise = (0..<12).map { 0.004 * Double($0 * 5 % 7 - 3) }
        let arms = [arm("a", zip(base, noise).map(+)), arm("b", base)]
        #expect(try report(arms).outcome == .open)
        let found = try report(arms, limit: 12)
        #expect(found.outcome == .limit)
        #expect(try #require(found.pairs[0].smallestDetectable) > 0)
        #expect(found.openArms.isEmpty)
    }

    @Test(
        "three comparisons with a baseline look first at 9 seeds; Holm's correction gives the last one the whole level")
    func family() throws {
        let arms = [
            arm("base", base), better("a", by: 0.02, count: 12), better("b", by: 0.03, count: 12), arm("c", base),
        ]
        let found = try report(arms, baseline: "base")
        #expect(found.firstLook == 9)
        #expect(found.pairs.map(\.first) == ["a", "b", "c"])
        #expect(found.pairs.map(\.isClear) == [true, true, false])
        #expect(found.pairs[2].meanDifference == 0 && found.pairs[2].interval == nil)
        #expect(found.openArms == ["base", "c"])
        #expect(found.pairs[2].clearAfter == nil)
        #expect(throws: ComparisonError.self) { try report(arms, baseline: "bass") }
    }

    @Test("rounds go to the first look, then by a seed or by as many as run at a time; clear arms get none")
    func rounds() throws {
        let start = try report([arm("a", []), arm("b", [])])
        #expect(start.nextCounts(["a": 0, "b": 0], jobs: 1) == ["a": 8, "b": 8])
        #expect(try report([arm("a", []), arm("b", [])], limit: 5).nextCounts([:], jobs: 1) == ["a": 5, "b": 5])
        let arms = [arm("base", base), better("a", by: 0.02, count: 12), arm("c", base)]
        let counts = ["base": 12, "a": 12, "c": 12]
        let found = try report(arms, baseline: "base")
        #expect(found.nextCounts(counts, jobs: 1) == ["base": 13, "a": 12, "c": 13])
        #expect(found.nextCounts(counts, jobs: 8) == ["base": 16, "a": 12, "c": 16])
        #expect(found.nextCounts(counts, jobs: 99) == ["base": 30, "a": 12, "c": 30])
        #expect(try report(arms, baseline: "base", limit: 12).nextCounts(counts, jobs: 8) == counts)
    }

    @Test("seeds follow those of the specs, in ascending order and each once")
    func order() {
        #expect(SeedOrder([0], limit: 4).seeds == [0, 1, 2, 3])
        #expect(SeedOrder([7, 3], limit: 4).seeds == [3, 7, 8, 9])
        #expect(SeedOrder(Set(0..<10), limit: 4).seeds == [0, 1, 2, 3])
        #expect(SeedOrder([(1 << 53) - 1, 0], limit: 4).seeds == [0, (1 << 53) - 1, 1, 2])
    }

    @Test("JSON has every number under its key")
    func json() throws {
        let found = try report([better("a", by: 0.02, count: 9), arm("b", base)])
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(found)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["outcome"] as? String == "clear" && object["limit"] as? Int == 30)
        let pair = try #require((object["pairs"] as? [[String: Any]])?.first)
        #expect(pair["clear_after"] as? Int == 8 && pair["n"] as? Int == 9)
        #expect(pair["anytime_p"] is Double && (pair["interval"] as? [String: Double])?.count == 2)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        #expect(try decoder.decode(UntilClearReport.self, from: data).outcome == .clear)
    }
}
