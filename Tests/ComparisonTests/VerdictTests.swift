import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Testing
import Training

@Suite("Verdicts")
struct VerdictTests {
    private func verdict(
        _ first: ComparedArm, _ second: ComparedArm, options: ComparisonOptions = .init()
    ) throws -> Verdict {
        try #require(ComparisonReport([first, second], options: options).pairs.first).verdict
    }

    /// Accuracies of `count` seeds, all the same.
    private func flat(_ name: String, _ accuracy: Double, count: Int) -> ComparedArm {
        arm(name, Array(repeating: accuracy, count: count))
    }

    @Test("the better arm comes first, with points, interval, p and n")
    func beats() throws {
        let sentence = "one-cycle is better than constant-high by 6.25 points in every seed; p = 0.002, n = 10"
        let (good, bad) = (flat("one-cycle", 0.9375, count: 10), flat("constant-high", 0.875, count: 10))
        #expect(try verdict(good, bad).sentence == sentence)
        #expect(try verdict(bad, good).sentence == sentence)
        #expect(try verdict(bad, good).finding == .beats)
    }

    @Test("differences that rounding hides have two decimals")
    func rounding() throws {
        let (good, bad) = ((9_743..<9_753).map { Double($0) / 10_000 }, (9_700..<9_710).map { Double($0) / 10_000 })
        #expect(Set(zip(good, bad).map(-)).count > 1)
        let sentence = try verdict(arm("a", good), arm("b", bad)).sentence
        #expect(sentence == "a is better than b by 0.43 points in every seed; p = 0.002, n = 10")
    }

    @Test("a narrow interval gets the decimals it needs")
    func decimals() throws {
        let base = Array(repeating: 0.5, count: 10)
        let narrow = try verdict(arm("a", (0..<10).map { 0.5 + Double($0 + 1) / 1_000_000 }), arm("b", base))
        let interval = try #require(narrow.interval)
        #expect(interval.high - interval.low < 1e-5)
        #expect(narrow.sentence.hasPrefix("a is better than b by 0.00055 points (0.000"))
    }

    @Test("no difference shown is no proof of equality")
    func noDifference() throws {
        let signs = [1.0, -1, 1, -1, 1, -1, 1, -1]
        let even = try verdict(arm("a", signs.map { 0.5 + $0 / 16 }), flat("b", 0.5, count: 8))
        #expect(even.finding == .noDifference)
        #expect(even.difference == 0)
        #expect(even.p == 1)
        let interval = try #require(even.interval)
        #expect(interval.low < 0 && interval.high > 0)
        #expect(even.sentence.hasPrefix("a and b have the same mean (-"))
        #expect(even.sentence.hasSuffix("); p = 1, n = 8"))
        let same = try verdict(flat("a", 0.5, count: 8), flat("b", 0.5, count: 8))
        #expect(same.sentence == "a and b have the same mean in every seed; p = 1, n = 8")
        #expect(same.interval == nil && same.seedsNeeded == nil)
    }

    @Test("a difference that is not shown names the seeds that would show it, and how surely")
    func seedsNeeded() throws {
        // Mean 0.02, deviation 0.02; Hedges' g is 0.8 of 1 for five pairs.
        let differences = [0.0, 0.02, 0.02, 0.05, 0.01]
        let five = try verdict(arm("a", differences.map { 0.9 + $0 }), flat("b", 0.9, count: 5))
        let effect = try #require(EffectSize(differences)?.hedgesGz)
        let needed = try #require(SignFlipPower.pairsNeeded(effect: effect, alpha: 0.05, power: 0.8, beyond: 5))
        #expect(five.finding == .tooFewSeeds && five.seedsNeeded == needed && needed > 6)
        #expect(
            five.sentence.hasPrefix("a looks 2.0 points better than b (0.")
                || five.sentence.hasPrefix(
                    "a looks 2.00 points better than b ("),
            "\(five.sentence)")
        #expect(
            five.sentence.hasSuffix(
                "), but 5 seeds cannot prove it: \(needed) would, with 80 % probability; p = 0.12, n = 5"),
            "\(five.sentence)")
        // Eight seeds of a tiny difference: twenty would not show it.
        let signs = [1.0, -1, 1, -1, 1, -1, 1, -1.1]
        let eight = try verdict(flat("b", 0.5, count: 8), arm("a", signs.map { 0.5 + $0 / 16 }))
        #expect(eight.finding == .noDifference && eight.seedsNeeded == nil)
        #expect(eight.sentence.contains("), but 8 seeds cannot prove it, and 20 would not either (n = 8 shows 7."))
        #expect(eight.sentence.contains(" points with 80 % probability); p = "))
    }

    @Test("the arm that is ahead comes first, with the mean")
    func ahead() throws {
        let (low, high) = (
            arm("low", (0..<8).map { 0.5 + Double($0 % 3) / 100 }),
            arm("high", (0..<8).map { 0.51 + Double($0 % 2) / 100 })
        )
        for found in [try verdict(low, high), try verdict(high, low)] {
            #expect(found.finding == .noDifference)
            #expect(found.first == "high" && (found.difference ?? -1) > 0)
            #expect(found.sentence.hasPrefix("high looks 0.6"), "\(found.sentence)")
        }
        let few = try verdict(flat("low", 0.5, count: 3), flat("high", 0.75, count: 3))
        #expect(few.finding == .tooFewSeeds)
        #expect(
            few.sentence
                == "high looks 25.00 points better than low in every seed, but 3 seeds cannot prove it: 6 would, "
                + "with 80 % probability; p = 0.25, n = 3")
    }

    @Test("with several tests, p and the interval are corrected, and the family is named")
    func corrected() throws {
        let signs = [1.0, -1, 1, -1, 1, -1, 1, -1.1]
        let even = arm("even", signs.map { 0.5 + $0 / 16 })
        let arms = [flat("base", 0.5, count: 8), flat("good", 0.75, count: 8), even]
        let report = try ComparisonReport(arms, options: .init(baseline: .named("base")))
        let sentences = report.pairs.map(\.verdict.sentence)
        #expect(
            sentences[0] == "good is better than base by 25.00 points in every seed; "
                + "p = 0.016 by Holm over 2 comparisons with base, n = 8")
        #expect(sentences[1].hasSuffix("p = 1 by Holm over 2 comparisons with base, n = 8"))
        #expect(report.family.confidence == 0.975)
        let alone = try #require(ComparisonReport([even, arms[0]]).pairs[0].interval)
        let corrected = try #require(report.pairs[1].interval)
        #expect(corrected.low < alone.low && alone.high < corrected.high)
        #expect(try ComparisonReport(Array(arms.prefix(2))).family.confidence == 0.95)
    }

    @Test("what a name has for a terminal is escaped")
    func hostile() throws {
        let found = try verdict(flat("a\u{1B}[31m", 0.75, count: 8), flat("b\u{202E}", 0.5, count: 8))
        #expect(found.sentence.hasPrefix("a\\u001b[31m is better than b\\u202e by "))
        #expect(found.first == "a\u{1B}[31m")
    }

    @Test("five seeds are too few, six are not")
    func tooFew() throws {
        let five = try verdict(flat("a", 0.75, count: 5), flat("b", 0.5, count: 5))
        #expect(five.finding == .tooFewSeeds)
        #expect(
            five.sentence
                == "a looks 25.00 points better than b in every seed, but 5 seeds cannot prove it: 6 would, "
                + "with 80 % probability; p = 0.062, n = 5")
        #expect(five.smallestDetectable == nil)
        #expect(try verdict(flat("a", 0.75, count: 6), flat("b", 0.5, count: 6)).finding == .beats)
        let one = try verdict(flat("a", 0.75, count: 1), flat("b", 0.5, count: 1))
        #expect(
            one.sentence
                == "a looks 25.00 points better than b, but 1 seed cannot prove it: at least 6 are needed; p = 1, n = 1"
        )
    }

    @Test("six seeds are too few for three arms: Holm's correction leaves 3 * 2 / 64")
    func tooFewForThree() throws {
        let report = try ComparisonReport(
            [
                flat("a", 0.75, count: 6), flat("b", 0.5, count: 6), flat("c", 0.25, count: 6),
            ])
        #expect(report.pairs.allSatisfy { $0.verdict.finding == .tooFewSeeds })
        #expect(report.pairs.allSatisfy { agree($0.verdict.p, 6.0 / 64) })
        #expect(report.pairs[0].verdict.sentence.contains("p = 0.094 by Holm over 3 pairs"))
    }

    @Test("a pair of few seeds may be found where others have many: 7 leave 2 * 2 / 128, 6 leave 2 * 2 / 64")
    func unequalCounts() throws {
        for (few, finding) in [(7, Verdict.Finding.beats), (6, .tooFewSeeds)] {
            let arms = [flat("a", 0.75, count: 20), flat("b", 0.5, count: 20), flat("c", 0.25, count: few)]
            let report = try ComparisonReport(arms)
            #expect(report.pairs.map(\.verdict.finding) == [.beats, finding, finding])
            #expect(report.pairs.map(\.n) == [20, few, few])
        }
    }

    @Test("losses have no points")
    func losses() throws {
        let options = ComparisonOptions(metric: .finalLoss)
        let sentence = try verdict(flat("a", 0.75, count: 10), flat("b", 0.5, count: 10), options: options).sentence
        #expect(sentence == "a is better than b by 0.25 in final validation loss in every seed; p = 0.002, n = 10")
        var broken = flat("b", 0.5, count: 10)
        broken.runs[2] = .init(seed: 2, accuracy: 0.1, outcome: .diverged)
        let infinite = try verdict(flat("a", 0.75, count: 10), broken, options: options)
        #expect(
            infinite.sentence
                == "a and b cannot be compared by final validation loss: "
                + "not every loss is a finite number; n = 10; 1 of 10 runs of b diverged")
    }

    @Test("an untuned baseline and diverged runs are said wherever they are")
    func remarks() throws {
        var baseline = flat("b", 0.5, count: 8)
        baseline.isUntunedBaseline = true
        baseline.runs[0].outcome = .diverged
        let found = try verdict(flat("a", 0.75, count: 8), baseline)
        #expect(found.untunedBaselines == ["b"])
        #expect(found.sentence.hasSuffix("n = 8; 1 of 8 runs of b diverged; baseline untuned: b tried a single rate"))
        #expect(try verdict(baseline, flat("a", 0.5, count: 8)).sentence.hasSuffix("b tried a single rate"))
        #expect(!(try verdict(flat("a", 0.75, count: 8), flat("b", 0.5, count: 8)).sentence.contains("untuned")))
    }

    @Test("no seed in common")
    func noPairs() throws {
        let other = ComparedArm(name: "b", runs: [.init(seed: 99, accuracy: 1)])
        #expect(try verdict(flat("a", 0.5, count: 2), other).sentence == "a and b have no seed in common; n = 0")
    }

    @Test("equality within a margin: the interval of both one-sided tests lies within it")
    func equivalence() throws {
        let (a, b) = (arm("a", Self.alternating(by: 0.0004)), flat("b", 0.9, count: 10))
        func found(_ margin: Double?, _ first: ComparedArm, _ second: ComparedArm) throws -> Verdict {
            try verdict(first, second, options: .init(margin: margin))
        }
        let interval = try #require(
            MeanInterval(
                ofDifference: Self.alternating(by: 0.0004), minus: Array(repeating: 0.9, count: 10), in: .share,
                confidence: 0.9))
        let edge = max(-interval.low, interval.high)
        #expect(try found(edge * 1.01, a, b).finding == .equal)
        let outside = try found(edge * 0.99, a, b)
        #expect(outside.finding == .noDifference && outside.equivalence?.isShown == false)
        #expect(outside.sentence.contains("equality within"))
        #expect(try found(nil, a, b).equivalence == nil)

        let shown = try found(0.001, a, b)
        #expect(
            shown.sentence.hasPrefix("a and b are equal within 0.1 points (") && shown.sentence.contains("with 90 %"))
        #expect(try found(0.001, b, a).finding == .equal)
        #expect(shown.equivalence?.interval == interval)

        // A difference that is shown stays one, however small.
        let ahead = arm("ahead", Self.alternating(by: 0.00004).map { $0 + 0.0003 })
        #expect(try found(0.001, ahead, b).finding == .beats)
    }

    @Test("pairs without an interval show no equality, even if they agree", arguments: [1, 2, 10])
    func equivalenceOfFew(count: Int) throws {
        let found = try verdict(
            flat("a", 0.9, count: count), flat("b", 0.9, count: count), options: .init(margin: 0.01))
        #expect(found.finding != .equal && found.equivalence?.isShown == false)
    }

    @Test("with more tests, equality takes a wider interval; a margin of 0 is refused")
    func equivalenceOfMany() throws {
        let arms = [arm("a", Self.alternating(by: 0.0004)), flat("b", 0.9, count: 10), flat("c", 0.9, count: 10)]
        let report = try ComparisonReport(arms, options: .init(margin: 0.001))
        #expect(report.pairs.allSatisfy { abs(($0.verdict.equivalence?.confidence ?? 0) - (1 - 0.1 / 3)) < 1e-12 })
        #expect(throws: ComparisonError.margin(0)) { try ComparisonReport(arms, options: .init(margin: 0)) }
    }

    /// Ten accuracies around 0.9 with the mean 0.9.
    private static func alternating(by step: Double) -> [Double] {
        (0..<10).map { 0.9 + ($0 % 2 == 0 ? step : -step) }
    }
}
