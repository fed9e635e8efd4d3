import Foundation
import RangeTest
import Statistics
import TestSupport
import Testing

/// Curves made for tests: rates a tenth of a decade apart.
enum MadeCurve {
    static func rates(_ count: Int) -> [Double] { (0..<count).map { 1e-7 * pow(10, Double($0) / 10) } }

    /// A curve whose smoothed loss is the loss itself.
    static func plain(_ losses: [Double], planned: Int? = nil, stop: LRFinderCurve.Stop = .completed) -> LRFinderCurve {
        make(losses, smooth: losses, planned: planned, stop: stop)
    }

    /// A curve with the finder's average.
    static func averaged(
        _ losses: [Double], planned: Int? = nil, stop: LRFinderCurve.Stop = .completed
    ) -> LRFinderCurve {
        var average = ExponentialAverage(beta: LRFinder.defaultBeta)
        let smooth = losses.map { loss in
            average.add(loss)
            return average.value
        }
        return make(losses, smooth: smooth, planned: planned, stop: stop)
    }

    static func make(
        _ losses: [Double], smooth: [Double], planned: Int?, stop: LRFinderCurve.Stop
    ) -> LRFinderCurve {
        let points = zip(rates(losses.count), zip(losses, smooth)).map { lr, loss in
            LRFinderCurve.Point(lr: lr, loss: loss.0, smooth: loss.1)
        }
        return LRFinderCurve(
            points: points, stop: stop, startLR: 1e-7, endLR: 10, plannedSteps: planned ?? losses.count)
    }

    /// Flat with noise, a fall, a rise.
    static func usual(noise: Double = 0.02, seed: UInt64 = 1) -> [Double] {
        var random = Noise(seed)
        return (0..<100).map { step in
            let way = Double(step) / 100
            let loss = way < 0.55 ? 0.7 : way < 0.85 ? 0.7 - 1.8 * (way - 0.55) : 0.16 + 40 * (way - 0.85)
            return loss + noise * random.next()
        }
    }

    /// The same, with a place, length and depth of the fall, and a steepness of the rise, of its own.
    static func any(seed: UInt64) -> [Double] {
        var random = Noise(seed &+ 1000)
        let start = 0.55 + 0.15 * random.next()
        let length = 0.15 + 0.1 * random.next()
        let slope = 4 + 2 * random.next()
        let rise = 10 + 9 * random.next()
        return (0..<100).map { step in
            let way = Double(step) / 100 - start
            let loss = 3 - slope * min(max(way, 0), length) + (way > length ? rise * (way - length) : 0)
            return loss + 0.03 * random.next()
        }
    }

    /// Numbers between -1 and 1.
    struct Noise {
        private var numbers: Congruential

        init(_ seed: UInt64) { numbers = Congruential(state: seed &* 7919 &+ 1) }

        mutating func next() -> Double { 2 * numbers.uniform() - 1 }
    }
}

@Suite("Suggestion methods")
struct SuggestionRuleTests {
    private func index(_ method: SuggestionMethod, _ curve: LRFinderCurve) throws -> Int {
        try curve.suggestion(by: method).index
    }

    @Test("the first tenth of what was planned and the last five are left out; by min_grad the first ten")
    func judged() {
        let curve = MadeCurve.plain([Double](repeating: 1, count: 60), planned: 300)
        #expect(curve.judged == 30..<55)
        #expect(curve.judged(by: .slide) == 30..<55)
        #expect(curve.judged(by: .minGrad) == 10..<55)
        #expect(MadeCurve.plain([1, 2, 3]).judged.isEmpty)
    }

    @Test("what comes from the first loss on that is not finite is not looked at", arguments: [Double.nan, .infinity])
    func nonFinite(bad: Double) throws {
        var losses = (0..<60).map { 10 - 0.1 * Double($0) }
        losses[40] = bad
        let curve = MadeCurve.plain(losses)
        #expect(curve.judged == 6..<40)
        #expect(try index(.minimum, curve) == 39)
        // A curve that ends just after it loses its last five points and no more.
        #expect(MadeCurve.plain(Array(losses[...42])).judged == 4..<38)
    }

    @Test("minimum is a tenth of the rate at the lowest point, the first of equals")
    func minimum() throws {
        var losses = (0..<50).map { abs(Double($0) - 30) }
        losses[31] = 0
        let found = try MadeCurve.plain(losses).suggestion(by: .minimum)
        #expect(found.index == 30)
        #expect(found.lr == found.point.lr / 10)
    }

    @Test("steep looks at the slope over the logarithm of the rate, min_grad at that over steps")
    func slopes() throws {
        // By equal differences of the rate the same fall is steeper, over the logarithm, the further right it is.
        var losses = [Double](repeating: 5, count: 60)
        for step in 20..<60 { losses[step] -= 1 }
        for step in 40..<60 { losses[step] -= 1 }
        var curve = MadeCurve.plain(losses)
        for step in curve.points.indices { curve.points[step].lr = 0.1 * Double(step + 1) }
        #expect(try index(.steep, curve) == 39)
        #expect(try index(.minGrad, curve) == 19)
    }

    @Test("valley is half the way down the longest fall, as its quadratic definition has it")
    func valley() throws {
        var noise = MadeCurve.Noise(3)
        for round in 0..<300 {
            let count = 20 + round % 60
            let losses = (0..<count).map { step in
                (noise.next() * 6).rounded() + abs(Double(step) - Double(count) * 0.6) * Double(round % 3)
            }
            let curve = MadeCurve.plain(losses)
            guard let found = try? curve.suggestion(by: .valley) else { continue }
            let judged = Array(losses[curve.judged])
            var lengths = [Int](repeating: 1, count: judged.count)
            for end in judged.indices {
                for before in 0..<end where judged[end] < judged[before] {
                    lengths[end] = max(lengths[end], lengths[before] + 1)
                }
            }
            let length = try #require(lengths.max())
            let end = try #require(lengths.firstIndex(of: length))
            #expect(found.index == curve.judged.lowerBound + max(0, end - length + length / 3 + length / 6))
        }
    }

    @Test("slide moves left while the slopes fifteen points apart differ")
    func slide() throws {
        // Slopes of 0, then of 1 from point 40 on; judged are 6..<55, whose right end lies in the slope.
        let losses = [Double](repeating: 1, count: 41) + (1...19).map { 1 + Double($0) }
        let fallen = [2.0] + losses.dropFirst()
        // The pairs (39, 54) ... (26, 41) differ, and (25, 40), half a slope; (24, 39) do not.
        #expect(
            try index(
                .slide,
                MadeCurve.make(
                    losses, smooth: [Double](repeating: 2, count: 7) + losses.dropFirst(7), planned: 60,
                    stop: .completed)) == 25)
        #expect(throws: LRSuggestionError.neverFell) { try index(.slide, MadeCurve.plain(fallen)) }
        // Alike from the start: the first window's left end.
        let even = (0..<60).map { 10 - 0.001 * Double($0) }
        #expect(try index(.slide, MadeCurve.plain(even)) == 39)
    }

    @Test(
        "too short, equal, rising and not rising rates have no suggestion, and a reason",
        arguments: SuggestionMethod.allCases)
    func none(method: SuggestionMethod) throws {
        for count in 0...2 {
            #expect(throws: LRSuggestionError.tooFewPoints(judged: 0, needed: method.pointsNeeded)) {
                try MadeCurve.plain([Double](repeating: 1, count: count)).suggestion(by: method)
            }
        }
        for loss in [0.0, 2.3, 1e300, -4] {
            let equal = MadeCurve.averaged([Double](repeating: loss, count: 80))
            #expect(throws: LRSuggestionError.neverFell) { try equal.suggestion(by: method) }
        }
        let rising = MadeCurve.averaged((0..<80).map { 1 + Double($0) })
        #expect(throws: LRSuggestionError.neverFell) { try rising.suggestion(by: method) }
        var level = MadeCurve.averaged((0..<80).map { 100 - Double($0) })
        #expect(try level.suggestion(by: method).lr > 0)
        for step in level.points.indices { level.points[step].lr = 0.1 }
        #expect(throws: LRSuggestionError.ratesDoNotRise) { try level.suggestion(by: method) }
        for rate in [0, -1, Double.leastNonzeroMagnitude] {
            for step in level.points.indices { level.points[step].lr = rate * Double(80 - step) }
            #expect(throws: LRSuggestionError.ratesDoNotRise) { try level.suggestion(by: method) }
        }
    }

    @Test("any curve has an answer or a reason: from each method, and as a recommended rate")
    func anything() {
        var noise = MadeCurve.Noise(9)
        let odd = [0.0, -0.0, .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 1]
        for round in 0..<400 {
            let count = round % 45
            var curve = MadeCurve.averaged(
                (0..<count).map { _ in noise.next() }, planned: [-5, 0, 1, 30, .max][round % 5])
            for step in curve.points.indices where noise.next() > 0.9 {
                curve.points[step].loss = odd[step % odd.count]
                curve.points[step].smooth = odd[(step + round) % odd.count]
                if round % 3 == 0 { curve.points[step].lr = odd[round % odd.count] }
            }
            let rates = SuggestedRates([curve, curve])
            #expect(rates.methods.count == SuggestionMethod.allCases.count)
            for case .success(let found) in rates.methods.values { #expect(found.lr.isFinite && found.lr > 0) }
            guard let rate = try? RecommendedRate([curve, curve]) else { continue }
            #expect(rate.lr.isFinite && rate.lr > 0 && rate.low <= rate.lr && rate.lr <= rate.high)
        }
    }
}
