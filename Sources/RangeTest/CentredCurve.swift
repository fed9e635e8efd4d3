import Foundation

/// The mean curve of range tests: log loss over the logarithm of the rate.
///
/// Each seed's log losses are averaged with a centred Gaussian of ``width`` decades, then the seeds' curves. The average
/// does not lag, and its width does not depend on the number of steps.
///
/// A loss above twice the start counts as twice the start, and so do the rates after a divergence. The height of an
/// exploding loss says nothing about the rates before it. A loss below a hundredth of the start counts as that: single
/// batches reach small losses by chance.
public struct CentredCurve: Sendable, Equatable {
    /// Rates, evenly spaced on a logarithmic axis, from the first to the last recorded one.
    public let rates: [Double]
    /// The mean of the seeds' curves at each rate, as a loss: exp of the mean log loss.
    public let losses: [Double]
    /// Each seed's own curve at the same rates, up to its own last step.
    public let seeds: [[Double]]
    /// The level at the start: mean log loss of each seed's first tenth of the planned steps, as a loss.
    public let start: Double

    /// log10 of the rates.
    let places: [Double]
    /// Each seed's log loss at each rate, limited, minus that of the start.
    let seedHeights: [[Double]]
    /// Standard deviation of single steps' log losses around the seeds' curves.
    let noise: Double
    /// Steps of a seed in a decade.
    let density: Double

    /// Standard deviation of the Gaussian, in decades.
    public static let width = 0.1
    /// Decades between neighbouring rates of the curve.
    static let spacing = 0.02
    /// Losses above this multiple of the start count as this multiple.
    static let ceiling = 2.0
    /// Losses below the start over this factor count as that value.
    static let floor = 100.0
    /// Points of a seed without which it does not count.
    static let pointsNeeded = 8

    /// - Parameter curves: one per seed. Points from the first that is not finite on are ignored.
    /// - Throws: `LRSuggestionError` if the curves have too few points, or their rates do not rise.
    public init(_ curves: [LRFinderCurve]) throws(LRSuggestionError) {
        let tests = curves.compactMap(SeedTest.init)
        guard let first = tests.map(\.places[0]).min(), let last = tests.compactMap(\.places.last).max() else {
            throw .tooFewPoints(judged: curves.map(\.points.count).max() ?? 0, needed: Self.pointsNeeded)
        }
        guard curves.allSatisfy({ $0.points[...].ratesRise }) else { throw .ratesDoNotRise }
        let start = tests.map(\.start).reduce(0, +) / Double(tests.count)
        let count = max(2, min(4000, Int(((last - first) / Self.spacing).rounded(.up)) + 1))
        let places = (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }
        let averaged = tests.map { $0.averaged(at: places, start: start) }
        let means = places.indices.map { place in
            averaged.reduce(0) { $0 + $1[place] } / Double(averaged.count)
        }
        self.places = places
        self.start = exp(start)
        rates = places.map { pow(10, $0) }
        seedHeights = averaged
        losses = means.map { exp($0 + start) }
        seeds = zip(tests, averaged).map { test, heights in
            heights.indices.prefix { places[$0] <= test.end + 1e-9 }.map { exp(heights[$0] + start) }
        }
        noise = tests.map { $0.noise(start: start) }.reduce(0, +) / Double(tests.count)
        let steps = tests.map { Double($0.places.count - 1) / max($0.end - $0.places[0], 1e-9) }
        density = steps.reduce(0, +) / Double(steps.count)
    }
}

/// The finite points of one seed's test.
private struct SeedTest {
    /// log10 of the rates.
    let places: [Double]
    /// log losses.
    let values: [Double]
    /// Mean log loss of the first tenth of the planned steps.
    let start: Double
    /// Whether the rates after the last point count as diverged.
    let hasDiverged: Bool

    var end: Double { places[places.count - 1] }

    /// nil if there are too few points.
    init?(_ curve: LRFinderCurve) {
        let finite = curve.points.prefix { $0.lr.isFinite && $0.lr > 0 && $0.loss.isFinite }
        guard finite.count >= CentredCurve.pointsNeeded else { return nil }
        places = finite.map { log10($0.lr) }
        values = finite.map { log(max($0.loss, .leastNormalMagnitude)) }
        // By the number of points: a curve in a CSV file does not say why it ended.
        hasDiverged = finite.count < max(curve.points.count, curve.plannedSteps)
        let share = Int(DivergenceJudge.startShare * Double(max(0, min(curve.plannedSteps, 1_000_000))))
        let first = values.prefix(max(3, share))
        start = first.reduce(0, +) / Double(first.count)
    }

    private func height(_ value: Double, start: Double) -> Double {
        min(max(value - start, -log(CentredCurve.floor)), log(CentredCurve.ceiling))
    }

    /// Limited log loss minus that of the start, averaged with a centred Gaussian.
    /// - Parameter grid: log10 of rates, rising.
    func averaged(at grid: [Double], start: Double) -> [Double] {
        var (xs, ys) = (places, values.map { height($0, start: start) })
        let step = max((end - places[0]) / Double(places.count - 1), 1e-6)
        let width = max(CentredCurve.width, step)
        if hasDiverged {
            // As far as any weight reaches.
            let until = max(grid[grid.count - 1], end) + 4 * width
            var place = end + step
            while place < until {
                xs.append(place)
                ys.append(log(CentredCurve.ceiling))
                place += step
            }
        }
        var low = 0
        var high = 0
        return grid.map { x in
            while low < xs.count, xs[low] < x - 4 * width { low += 1 }
            while high < xs.count, xs[high] <= x + 4 * width { high += 1 }
            var (sum, weights) = (0.0, 0.0)
            for index in low..<max(low, high) {
                let z = (xs[index] - x) / width
                let weight = exp(-0.5 * z * z)
                sum += weight * ys[index]
                weights += weight
            }
            if weights > 1e-3 { return sum / weights }
            return Self.interpolated(xs, ys, at: x)
        }
    }

    /// Between the neighbours: rates with equal differences are far apart near the start of a logarithmic axis.
    private static func interpolated(_ xs: [Double], _ ys: [Double], at x: Double) -> Double {
        guard let next = xs.firstIndex(where: { $0 >= x }) else { return ys[ys.count - 1] }
        guard next > 0 else { return ys[0] }
        let way = (x - xs[next - 1]) / (xs[next] - xs[next - 1])
        return ys[next - 1] + (ys[next] - ys[next - 1]) * way
    }

    /// Standard deviation of single steps: the median of the absolute differences of neighbours, over 0.6745 √2. The few
    /// large differences of a fall or of a spike do not move it.
    func noise(start: Double) -> Double {
        let heights = values.map { height($0, start: start) }
        let differences = zip(heights, heights.dropFirst()).map { abs($1 - $0) }.sorted()
        return differences[differences.count / 2] / (0.6745 * 2.0.squareRoot())
    }
}
