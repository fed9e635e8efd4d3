import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Foundation
import Testing
import Training

private func quick(_ metric: ValidationMetric = .finalAccuracy, target: Double? = nil) -> ComparisonOptions {
    .init(metric: metric, target: target)
}

@Suite("Comparison reports")
struct ComparisonReportTests {
    @Test("arms swapped: mirrored", arguments: 0..<20)
    func swapped(seed: UInt64) throws {
        let count = 1 + Int(seed)
        let (a, b) = (
            drawnArm("a", count: count, around: 9_830, seed: seed),
            drawnArm("b", count: count, around: 9_800, seed: seed + 100)
        )
        for metric in ValidationMetric.ofValidations {
            let there = try #require(ComparisonReport([a, b], options: quick(metric)).pairs.first)
            let back = try #require(ComparisonReport([b, a], options: quick(metric)).pairs.first)
            #expect(back.meanDifference == there.meanDifference.map { -$0 })
            #expect((back.interval == nil) == (there.interval == nil) && back.noInterval == there.noInterval)
            if let (one, other) = zip2(back.interval, there.interval) {
                #expect(agree(one.low, -other.high) && agree(one.high, -other.low))
            }
            #expect(agree(back.correlation ?? 0, there.correlation ?? 0))
            #expect(back.p == there.p)
            #expect(back.effectSize?.cohenDz == there.effectSize.map { -$0.cohenDz })
            #expect(agree(back.probabilityOfImprovement, 1 - (there.probabilityOfImprovement ?? .nan)))
            #expect(back.wins == there.losses && back.ties == there.ties && back.losses == there.wins)
            #expect(back.smallestDetectable == there.smallestDetectable)
            #expect(back.verdict.finding == there.verdict.finding)
            if there.verdict.finding == .beats { #expect(back.verdict.sentence == there.verdict.sentence) }
        }
    }

    private func zip2<A, B>(_ one: A?, _ other: B?) -> (A, B)? { one.flatMap { one in other.map { (one, $0) } } }

    @Test("the order of the runs does not matter, nor is anything drawn anew")
    func order() throws {
        var arms = [
            drawnArm("a", count: 24, around: 9_810, seed: 1), drawnArm("b", count: 24, around: 9_800, seed: 2),
        ]
        let report = try ComparisonReport(arms, options: quick())
        #expect(try ComparisonReport(arms, options: quick()) == report)
        arms[0].runs.reverse()
        arms[1].runs.swapAt(0, 7)
        #expect(try ComparisonReport(arms, options: quick()) == report)
        #expect(try ComparisonReport(arms, options: .init(seed: 1)) != report)
    }

    @Test("more accuracy and less loss is better")
    func direction() throws {
        let better = ComparedArm(name: "a", runs: (0..<8).map { .init(seed: $0, accuracy: 0.75, loss: 0.25) })
        let worse = ComparedArm(name: "b", runs: (0..<8).map { .init(seed: $0, accuracy: 0.5, loss: 0.5) })
        for metric in ValidationMetric.ofValidations {
            let pair = try #require(ComparisonReport([worse, better], options: quick(metric)).pairs.first)
            #expect(pair.meanDifference == -0.25)
            #expect(pair.probabilityOfImprovement == 0)
            #expect(pair.losses == 8)
            #expect(pair.verdict.finding == .beats)
            #expect(pair.verdict.first == "a")
            #expect(pair.verdict.difference == 0.25)
            #expect(pair.p == 2.0 / 256)
        }
    }

    @Test("pairs are matched by seed, and the others are named")
    func matching() throws {
        func arm(_ name: String, _ runs: [(UInt64, Double)]) -> ComparedArm {
            ComparedArm(name: name, runs: runs.map { ComparedRun(seed: $0.0, accuracy: $0.1) })
        }
        let report = try ComparisonReport([
            arm("a", [(9, 0.5), (2, 0.75), (5, 1)]), arm("b", [(5, 0.5), (1, 0.1), (2, 0.5), (.max, 0.2)]),
        ])
        let pair = try #require(report.pairs.first)
        #expect(pair.n == 2)
        #expect(pair.seeds == [2, 5])
        #expect(pair.onlyFirst == [9])
        #expect(pair.onlySecond == [1, .max])
        #expect(pair.meanDifference == 0.375)
        #expect(pair.p == 0.5)
        #expect(report.arms.map(\.n) == [3, 4])
    }

    @Test("every pair once, with Holm's correction over all of them")
    func several() throws {
        let arms = (0..<4).map { index in
            drawnArm("arm\(index)", count: 10, around: 9_800 + 10 * index, seed: UInt64(index))
        }
        let report = try ComparisonReport(arms, options: quick())
        #expect(
            report.pairs.map { [$0.first, $0.second] }
                == [
                    ["arm0", "arm1"], ["arm0", "arm2"], ["arm0", "arm3"], ["arm1", "arm2"], ["arm1", "arm3"],
                    ["arm2", "arm3"],
                ])
        #expect(report.pairs.map(\.pHolm) == holmCorrected(report.pairs.map(\.p)))
        for pair in report.pairs {
            let two = arms.filter { [pair.first, pair.second].contains($0.name) }
            let alone = try #require(ComparisonReport(two, options: quick()).pairs.first)
            #expect(alone.p == pair.p)
            #expect(alone.pHolm == pair.p)
            #expect(pair.verdict.p == pair.pHolm)
            #expect(pair.verdict.tests == 6)
        }
    }

    @Test("with a baseline each other arm is compared with it, and Holm's correction is over these")
    func baseline() throws {
        let arms = (0..<4).map { index in
            drawnArm("arm\(index)", count: 10, around: 9_800 + 10 * index, seed: UInt64(index))
        }
        var options = quick()
        let all = try ComparisonReport(arms, options: options)
        options.baseline = .named("arm2")
        let report = try ComparisonReport(arms, options: options)
        #expect(report.pairs.map(\.first) == ["arm0", "arm1", "arm3"])
        #expect(report.pairs.allSatisfy { $0.second == "arm2" && $0.verdict.tests == 3 })
        #expect(report.pairs.map(\.pHolm) == holmCorrected(report.pairs.map(\.p)))
        #expect(report.family.baseline == "arm2" && report.family.tests == 3)
        #expect(report.family.correction == "Holm over 3 comparisons with arm2")
        #expect(all.family.baseline == nil && all.family.correction == "Holm over 6 pairs")
        #expect(try ComparisonReport(Array(arms.prefix(2)), options: quick()).family.correction == nil)
        #expect(report.pairs[0].p == all.pairs[1].p)
        options.baseline = .named("arm22")
        #expect(throws: ComparisonError.noBaseline("arm22", suggestion: "arm2", names: arms.map(\.name))) {
            try ComparisonReport(arms, options: options)
        }
    }

    @Test("what n could show is at the level of the correction")
    func detectable() throws {
        let arms = (0..<3).map { drawnArm("arm\($0)", count: 10, around: 9_800, seed: UInt64($0)) }
        for pair in try ComparisonReport(arms, options: quick()).pairs {
            let deviation = try #require(pair.deviation)
            let effect = SignFlipPower(pairs: 10, alpha: 0.05 / 3).effect(power: 0.8)
            #expect(agree(pair.smallestDetectable, (effect ?? .nan) * deviation))
        }
        // Six pairs may have p = 0.031, which is not below 0.05 / 2.
        let few = (0..<3).map { drawnArm("arm\($0)", count: 6, around: 9_800, seed: UInt64($0)) }
        #expect(try ComparisonReport(few, options: quick()).pairs.allSatisfy { $0.smallestDetectable == nil })
        #expect(try ComparisonReport(Array(few.prefix(2)), options: quick()).pairs[0].smallestDetectable != nil)
        // Equal differences, as far as rounding lets them be.
        let equal = [
            arm("a", (0..<8).map { 0.9 + Double($0) / 1000 }), arm("b", (0..<8).map { 0.8 + Double($0) / 1000 }),
        ]
        let pair = try #require(ComparisonReport(equal, options: quick()).pairs.first)
        #expect((pair.deviation ?? 1) < 1e-12 && pair.smallestDetectable == nil && pair.effectSize == nil)
    }

    @Test("differences that were shown come first, the largest of all before the others")
    func ranked() throws {
        let arms = [
            arm("base", Array(repeating: 0.5, count: 8)), arm("wild", (0..<8).map { $0 < 4 ? 0.9 : 0.3 }),
            arm("good", Array(repeating: 0.52, count: 8)), arm("best", Array(repeating: 0.53, count: 8)),
            .init(name: "alone", runs: [.init(seed: 99, accuracy: 1)]),
        ]
        var options = quick()
        options.baseline = .named("base")
        let report = try ComparisonReport(arms, options: options)
        #expect(report.rankedPairs.map(\.first) == ["best", "good", "wild", "alone"])
        #expect(
            report.summary
                == "5 arms, 4 comparisons with base: 2 differences shown, 1 not shown, no seed in common in 1")
        #expect(report.seedsRemark == nil)
    }

    @Test("where n is too small it is said how many seeds would suffice", arguments: [(2, 6), (3, 7), (24, 14)])
    func seedsNeeded(count: Int, needed: Int) throws {
        func report(_ seeds: Int) throws -> ComparisonReport {
            try ComparisonReport(
                (0..<count).map { arm("arm\($0)", Array(repeating: Double($0) / 100, count: seeds)) })
        }
        let few = try report(needed - 1)
        #expect(few.seedsRemark?.hasPrefix("n = \(needed - 1) is too small for p < 0.05") == true)
        #expect(few.seedsRemark?.contains(": at least \(needed) seeds of each arm are needed") == true)
        #expect(try report(needed).seedsRemark == nil)
        #expect(few.summary.contains(": no difference shown, n too small in \(count * (count - 1) / 2)"))
        let enough = ComparisonFamily.seedsNeeded(tests: count * (count - 1) / 2)
        #expect(enough == needed)
        #expect(ComparisonFamily.seedsNeeded(tests: 1_000_000) == nil)
    }

    @Test("a loss that is infinite has no mean difference and no test, but its order")
    func infinite() throws {
        let good = ComparedArm(name: "a", runs: (0..<8).map { .init(seed: $0, accuracy: 0.75, loss: 0.25) })
        var bad = good
        bad.name = "b"
        bad.runs[3] = .init(seed: 3, accuracy: 0.1, loss: .nan, outcome: .diverged)
        let pair = try #require(ComparisonReport([good, bad], options: quick(.finalLoss)).pairs.first)
        #expect(pair.infinite == 1)
        #expect(pair.meanDifference == nil && pair.interval == nil && pair.p == nil && pair.pHolm == nil)
        #expect(pair.wins == 1 && pair.ties == 7)
        #expect(agree(pair.probabilityOfImprovement, (8.0 + 56.0 / 2) / 64))
        #expect(pair.verdict.finding == .infinite)
        let broken = [bad, renamed(bad, "c")]
        let both = try #require(ComparisonReport(broken, options: quick(.finalLoss)).pairs.first)
        #expect(both.ties == 8)
        #expect(both.infinite == 1)
        #expect(both.p == nil && both.verdict.finding == .infinite)
        #expect(both.probabilityOfImprovement == 0.5)
    }

    private func renamed(_ arm: ComparedArm, _ name: String) -> ComparedArm {
        var arm = arm
        arm.name = name
        return arm
    }

    @Test("no arm, one arm, empty arms")
    func few() throws {
        #expect(try ComparisonReport([]).pairs.isEmpty)
        #expect(try ComparisonReport([drawnArm("a", count: 2, around: 5_000, seed: 0)]).pairs.isEmpty)
        let empty = try ComparisonReport([.init(name: "a", runs: []), .init(name: "b", runs: [])])
        let pair = try #require(empty.pairs.first)
        #expect(pair.n == 0 && pair.p == nil && pair.probabilityOfImprovement == nil)
        #expect(pair.verdict.finding == .noPairs)
        let single = try ComparisonReport([arm("a", [0.5]), arm("b", [0.25])])
        #expect(single.pairs.first?.p == 1)
        #expect(single.pairs.first?.verdict.finding == .tooFewSeeds)
    }

    @Test("what cannot be compared says why")
    func errors() {
        func expect(_ error: ComparisonError, _ arms: [ComparedArm], options: ComparisonOptions = .init()) {
            #expect(throws: error) { try ComparisonReport(arms, options: options) }
        }
        let one = ComparedRun(seed: 7, accuracy: 1)
        expect(.sameName("a"), [arm("a", [1]), arm("a", [1])])
        expect(.sameSeed(arm: "a", seed: 7), [.init(name: "a", runs: [one, one])])
        expect(.noValidation(arm: "a", seed: 2), [.init(name: "a", runs: [.init(seed: 2, epochs: [])])])
        for target in [0, -1, 1.5, Double.infinity] { expect(.target(target), [], options: .init(target: target)) }
        #expect(throws: ComparisonError.self) { try ComparisonReport([], options: .init(target: .nan)) }
    }

    @Test("JSON in snake case reads back as the same report")
    func json() throws {
        var arms = [
            drawnArm("a", count: 7, around: 9_810, seed: 1), drawnArm("b", count: 7, around: 9_800, seed: 2),
            drawnArm("c", count: 3, around: 9_800, seed: 2),
        ]
        arms[1].runs.append(.init(seed: .max, outcome: .diverged, epochs: []))
        for metric in ValidationMetric.ofValidations {
            let report = try ComparisonReport(arms, options: quick(metric, target: 0.98))
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            let data = try encoder.encode(report)
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            #expect(try decoder.decode(ComparisonReport.self, from: data) == report)
            let text = String(decoding: data, as: UTF8.self)
            for key in [
                "p_holm", "mean_difference", "cohen_dz", "hedges_gz", "probability_of_improvement", "smallest_p",
                "final_accuracy", "only_second", "is_exact", "sentence",
            ] where metric == .finalAccuracy {
                #expect(text.contains("\"\(key)\":"))
            }
        }
    }
}
