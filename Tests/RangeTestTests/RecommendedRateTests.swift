import Foundation
import RangeTest
import Testing

@Suite("The recommended rate")
struct RecommendedRateTests {
    /// Log loss: flat, a fall to a level floor, a rise, over log10 of the rate.
    private func curve(
        floor range: ClosedRange<Double> = -2 ... -1, depth: Double = 1, noise: Double = 0, seed: UInt64 = 1,
        steps: Int = 200, stopsAt end: Double = .infinity
    ) -> LRFinderCurve {
        let finder = LRFinder(steps: steps)
        var random = MadeCurve.Noise(seed)
        let points = (0..<steps).map { step -> LRFinderCurve.Point in
            let lr = finder.lr(at: step)
            let x = log10(lr)
            let height =
                x < range.lowerBound
                ? -max(0, depth - 2 * (range.lowerBound - x))
                : x > range.upperBound ? -depth + 8 * (x - range.upperBound) : -depth
            let loss = 0.7 * exp(height + noise * random.next())
            return .init(lr: lr, loss: loss, smooth: loss)
        }
        let made = points.prefix { log10($0.lr) <= end }
        return LRFinderCurve(
            points: Array(made), stop: made.count < points.count ? finder.divergence : .completed, of: finder)
    }

    @Test("lies in the basin, nearer to its upper end, inside its range")
    func place() throws {
        let rate = try RecommendedRate([curve()])
        // The mass is a trapezoid: a ramp of a quarter of a decade, the floor of one, and hardly any rise.
        let mass = 1 * 0.5 + 0.25 * 0.5 / 2 + 0.0625 * 0.5 / 2
        let expected = -2 + (0.65 * mass - 0.0625) / 0.5
        #expect(abs(log10(rate.lr) - expected) < 0.06)
        #expect(rate.low < rate.lr && rate.lr < rate.high)
        #expect(rate.low > 0.01 && rate.high < 0.1)
    }

    @Test("moves with the curve, and with nothing else", arguments: [-1.5, -0.5, 0.7])
    func shift(by decades: Double) throws {
        let base = try RecommendedRate([curve()])
        let moved = try RecommendedRate([curve(floor: -2 + decades ... -1 + decades)])
        #expect(abs(log10(moved.lr / base.lr) - decades) < 0.03)
        // The number of steps and the size of the losses say nothing about the rate.
        let fine = try RecommendedRate([curve(steps: 800)])
        #expect(abs(log10(fine.lr / base.lr)) < 0.03)
        var scaled = curve()
        for index in scaled.points.indices { scaled.points[index].loss *= 40 }
        #expect(abs(log10(try RecommendedRate([scaled]).lr / base.lr)) < 1e-9)
    }

    @Test("does not depend on what happens after the divergence")
    func explosion() throws {
        let base = try RecommendedRate([curve()])
        var exploded = curve()
        for index in exploded.points.indices where log10(exploded.points[index].lr) > -0.7 {
            exploded.points[index].loss = pow(10, Double(index))
        }
        let stopped = curve(stopsAt: -0.7)
        #expect(stopped.points.count < 200)
        for other in [exploded, stopped] {
            #expect(abs(log10(try RecommendedRate([other]).lr / base.lr)) < 0.03)
        }
        // fastai's average does.
        #expect(try RecommendedRate([exploded]).doubts == [.oneSeed])
    }

    @Test("single losses, high or low, hardly move it, wherever they lie")
    func spikes() throws {
        let seeds = (0..<5).map { curve(noise: 0.2, seed: UInt64($0)) }
        let base = try RecommendedRate(seeds)
        for place in stride(from: 0, to: 200, by: 7) {
            for loss in [1e-9, 50] {
                var spiked = seeds
                spiked[2].points[place].loss = loss
                #expect(abs(log10(try RecommendedRate(spiked).lr / base.lr)) < 0.12, "\(loss) at \(place)")
            }
        }
    }

    @Test("seeds that agree are sure, others are not")
    func confidence() throws {
        let alike = (0..<5).map { curve(noise: 0.1, seed: UInt64($0)) }
        let sure = try RecommendedRate(alike)
        #expect(sure.confidence == .high && sure.doubts.isEmpty && sure.seeds == 5)
        #expect(try #require(sure.standardError) < 0.05)
        func spread(_ decades: Double) throws -> RecommendedRate {
            try RecommendedRate((0..<5).map { curve(floor: -2 + decades * Double($0) ... -1.5 + decades * Double($0)) })
        }
        #expect(try spread(0.1).confidence == .high)
        #expect(try spread(0.35).confidence != .high)
        let (near, far) = (try spread(0.1), try spread(0.35))
        #expect(try #require(near.standardError) < (try #require(far.standardError)))
        let one = try RecommendedRate([curve()])
        #expect(one.confidence == .low && one.doubts == [.oneSeed] && one.standardError == nil)
    }

    @Test("a basin that reaches an end of the rates says so")
    func openEnds() throws {
        let seeds = (0..<3).map { curve(floor: -1...3, noise: 0.1, seed: UInt64($0)) }
        let open = try RecommendedRate(seeds)
        #expect(open.doubts == [.openEnd] && open.confidence == .low)
        // A test that stopped there has found the end of the basin.
        let closed = try RecommendedRate(seeds.indices.map { curve(floor: -1...3, seed: UInt64($0), stopsAt: 0.5) })
        #expect(!closed.doubts.contains(.openEnd))
    }

    @Test("two basins are a doubt")
    func twoBasins() throws {
        var split = curve(floor: -2...0, depth: 2)
        for index in split.points.indices where (-1.3 ... -0.7).contains(log10(split.points[index].lr)) {
            split.points[index].loss = 0.7
        }
        #expect(try RecommendedRate([split, split]).doubts == [.twoBasins])
    }

    @Test("a curve without a fall has none: noise, a level line, a rise, or too few points")
    func none() {
        for seed in 0..<200 {
            let flat = (0..<5).map { curve(floor: 3...4, noise: 0.3, seed: UInt64(1000 * seed + $0)) }
            #expect(throws: LRSuggestionError.neverFell) { try RecommendedRate(flat) }
        }
        #expect(throws: LRSuggestionError.neverFell) { try RecommendedRate([curve(floor: 3...4)]) }
        #expect(throws: LRSuggestionError.neverFell) {
            try RecommendedRate([MadeCurve.plain((0..<100).map { 1 + Double($0) })])
        }
        for count in 0..<8 {
            #expect(throws: LRSuggestionError.tooFewPoints(judged: count, needed: 8)) {
                try RecommendedRate([MadeCurve.plain([Double](repeating: 1, count: count))])
            }
        }
        var level = MadeCurve.plain((0..<80).map { 100 - Double($0) })
        for step in level.points.indices { level.points[step].lr = 0.1 }
        #expect(throws: LRSuggestionError.ratesDoNotRise) { try RecommendedRate([level]) }
    }

    @Test("shallow curves with noise are answered, as those of residual networks in their first steps")
    func shallow() throws {
        for seed in 0..<50 {
            let seeds = (0..<5).map { curve(depth: 0.25, noise: 0.15, seed: UInt64(100 * seed + $0)) }
            let rate = try RecommendedRate(seeds)
            #expect((0.01...0.2).contains(rate.lr), "\(seed): \(rate.lr)")
        }
    }

    @Test("rates by equal differences give the same rate")
    func linear() throws {
        let base = try RecommendedRate([curve()])
        let points = (1...4000).map { step -> LRFinderCurve.Point in
            let lr = Double(step) * 1e-4
            let x = log10(lr)
            let height = x < -2 ? -max(0, 1 - 2 * (-2 - x)) : x > -1 ? -1 + 8 * (x + 1) : -1
            return .init(lr: lr, loss: 0.7 * exp(height), smooth: 1)
        }
        // The first tenth is no start here, so the loss begins at rates too low to learn.
        var all = curve().points.prefix { $0.lr < 1e-4 } + points
        all.removeAll { $0.lr > 0.35 }
        let linear = LRFinderCurve(
            points: Array(all), stop: .completed, startLR: 1e-7, endLR: 0.35, plannedSteps: 100, spacing: .linear)
        #expect(abs(log10(try RecommendedRate([linear]).lr / base.lr)) < 0.05)
    }
}

@Suite("The centred curve")
struct CentredCurveTests {
    @Test("averages log losses over a tenth of a decade, without a lag")
    func centred() throws {
        // A single step down: the middle of the average lies at the step.
        let points = (0..<801).map { step -> LRFinderCurve.Point in
            .init(lr: pow(10, -7 + Double(step) / 100), loss: step < 400 ? 1 : 0.5, smooth: 1)
        }
        let curve = try CentredCurve([
            LRFinderCurve(points: points, stop: .completed, startLR: 1e-7, endLR: 10, plannedSteps: 801)
        ])
        #expect(abs(curve.start - 1) < 1e-12)
        let middle = try #require(zip(curve.rates, curve.losses).first { $0.1 < 0.5.squareRoot() })
        #expect(abs(log10(middle.0) + 3) < 0.03)
        // A standard deviation of 0.1 decades: 16 % of the fall lies 0.1 decades before.
        let before = try #require(curve.rates.lastIndex { $0 <= pow(10, -3.1) + 1e-12 })
        #expect(abs(log2(curve.losses[before]) + 0.1587) < 0.02)
    }

    @Test("its seeds end where they stopped, and count as diverged beyond")
    func seeds() throws {
        let finder = LRFinder(steps: 160)
        func seed(_ count: Int) -> LRFinderCurve {
            let points = (0..<count).map { LRFinderCurve.Point(lr: finder.lr(at: $0), loss: 0.5, smooth: 0.5) }
            return LRFinderCurve(points: points, stop: count < 160 ? finder.divergence : .completed, of: finder)
        }
        let curve = try CentredCurve([seed(160), seed(100)])
        #expect(curve.seeds[1].count < curve.seeds[0].count && curve.seeds[0].count == curve.rates.count)
        #expect(abs((curve.losses.last ?? 0) - (0.5 * 1.0).squareRoot()) < 1e-9)
        #expect(curve.seeds.allSatisfy { $0.allSatisfy { $0 <= 1 } })
    }
}
