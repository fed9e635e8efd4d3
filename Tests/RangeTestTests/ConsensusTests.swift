import Foundation
import RangeTest
import Testing

@Suite("What range tests suggest together")
struct ConsensusTests {
    @Test("a curve that falls and rises can be relied on, whatever its noise")
    func sound() throws {
        for seed in 0..<20 {
            let curve = MadeCurve.averaged(MadeCurve.usual(noise: 0.005 * Double(seed % 4 + 1), seed: UInt64(seed)))
            #expect(curve.issue == nil, "seed \(seed)")
        }
    }

    @Test("noise alone has not fallen: of 400 such curves at most one in a hundred is taken for one that has")
    func noise() {
        var taken = 0
        for seed in 0..<400 {
            var noise = MadeCurve.Noise(UInt64(seed))
            let trouble = MadeCurve.averaged((0..<100).map { _ in 0.7 + 0.05 * noise.next() }).issue
            #expect(trouble == nil || trouble == .neverFell, "seed \(seed)")
            if trouble == nil { taken += 1 }
        }
        #expect(taken <= 4)
    }

    @Test("every reason is found")
    func reasons() {
        func code(_ losses: [Double], planned: Int = 100, stop: LRFinderCurve.Stop = .completed) -> String? {
            MadeCurve.averaged(losses, planned: planned, stop: stop).issue?.code
        }
        let usual = MadeCurve.usual()
        #expect(code(usual) == nil)
        #expect(code([]) == "too_few_points")
        #expect(code(Array(usual.prefix(30))) == "too_few_points")
        #expect(code(Array(usual.prefix(20)), stop: .nonFinite) == "diverged_at_once")
        #expect(code((0..<60).map { 1 + 0.1 * Double($0) }, stop: .diverged(factor: 4)) == "diverged_at_once")
        #expect(code((0..<100).map { 1 + 0.1 * Double($0) }) == "never_fell")
        #expect(code([Double](repeating: 0.7, count: 100)) == "never_fell")
        for place in [0, 3, 12] {
            var spiked = (0..<100).map { 0.7 + 0.001 * Double($0 % 3) }
            spiked[place] = 9
            #expect(code(spiked) == "early_spike", "at \(place)")
            // Where the loss then falls in earnest, a small one does no harm.
            var small = usual
            small[place] += 0.3
            #expect(code(small) == nil, "at \(place)")
        }
        var level = MadeCurve.averaged(usual)
        for step in level.points.indices { level.points[step].lr = 1 }
        #expect(level.issue == .ratesDoNotRise)
    }

    @Test("a method's rate is the median of the seeds, of two their geometric mean, between the lowest and the highest")
    func median() throws {
        let curves = (0..<3).map { seed in
            // The same curve, shifted to the right by a third of a decade a seed.
            var curve = MadeCurve.averaged(MadeCurve.usual(seed: 4))
            for step in curve.points.indices { curve.points[step].lr *= pow(10, Double(seed) / 3) }
            return curve
        }
        for method in SuggestionMethod.allCases {
            let own = try curves.map { try $0.suggestion(by: method).lr }
            let three = try #require(SuggestedRates([curves[2], curves[0], curves[1]]).methods[method]).get()
            #expect(three.lr == own[1] && three.low == own[0] && three.high == own[2] && three.seeds == 3)
            let two = try #require(SuggestedRates([curves[2], curves[0]]).methods[method]).get()
            #expect(abs(two.lr / own[1] - 1) < 1e-12)
        }
    }

    @Test("methods agree if three lie within half a decade; steep and min_grad count once; the largest group counts")
    func agreement() throws {
        var agreed = 0
        for seed in 0..<80 {
            let curve = MadeCurve.averaged(MadeCurve.any(seed: UInt64(seed)))
            if curve.issue != nil { continue }
            let rates = try SuggestionMethod.allCases.map { (method: $0, lr: try curve.suggestion(by: $0).lr) }
            let all = rates.map(\.lr).sorted()
            func votes(from low: Double) -> Int {
                let near = rates.filter { $0.lr >= low && log10($0.lr / low) <= 0.5 + 1e-9 }.map(\.method)
                return near.count - (near.contains(.steep) && near.contains(.minGrad) ? 1 : 0)
            }
            let largest = all.map(votes).max()
            switch SuggestedRates([curve]).consensus {
            case .success(let found):
                agreed += 1
                #expect(votes(from: found.low) == largest)
                #expect(log10(found.high / found.low) <= 0.5 + 1e-9)
                let group = all.filter { (found.low...found.high).contains($0) }
                let middle = group.count / 2
                let median = group.count % 2 == 1 ? group[middle] : (group[middle - 1] * group[middle]).squareRoot()
                #expect(abs(found.lr / median - 1) < 1e-12)
            case .failure(let reason):
                #expect(reason == .methodsDisagree && (largest ?? 0) < 3)
            }
        }
        #expect((5...70).contains(agreed), "\(agreed)")
    }

    @Test("a few bad seeds do not matter, most of them do")
    func badSeeds() throws {
        let good = try #require(try LRFinderTests.Case.all().first { $0.name == "simple_cnn_adamw" }).curve()
        let flat = MadeCurve.averaged([Double](repeating: 0.7, count: 100))
        let short = MadeCurve.averaged([0.7, 0.8], planned: 100, stop: .nonFinite)
        let alone = try SuggestedRates([good]).consensus.get()
        #expect(try SuggestedRates([flat, good, good, good]).consensus.get() == alone)
        #expect(try SuggestedRates([good, flat, good]).methods[.steep]?.get().seeds == 2)
        #expect(SuggestedRates([flat, good, flat]).consensus == .failure(.neverFell))
        #expect(SuggestedRates([short, flat, short, good]).consensus == .failure(.divergedAtOnce))
        #expect(SuggestedRates([flat, short]).methods[.slide] == .failure(.neverFell))
        #expect(throws: LRSuggestionError.neverFell) { try SuggestedRates([flat]).lr(.consensus) }
        #expect(throws: LRSuggestionError.neverFell) { try SuggestedRates([flat]).lr(.method(.valley)) }
    }

    @Test("no curve at all suggests nothing")
    func empty() {
        let rates = SuggestedRates([])
        for name in SuggestedRates.Name.all { #expect(throws: LRSuggestionError.self) { try rates.lr(name) } }
    }

    @Test("rates are named by method or as the consensus")
    func names() {
        #expect(
            SuggestedRates.Name.all.map(\.word)
                == ["recommended", "minimum", "steep", "valley", "slide", "min_grad", "consensus"])
        for name in SuggestedRates.Name.all { #expect(SuggestedRates.Name(name.word) == name) }
        #expect(SuggestedRates.Name("minGrad") == nil)
    }
}
