import Plotting
import TestSupport
import Testing

@Suite struct LineThinningTests {
    private func noise(_ count: Int, over width: Double) -> [Point] {
        var random = SplitMix(state: 3)
        return (0..<count).map {
            Point(Double($0) / Double(count) * width, Double.random(in: 0...100, using: &random))
        }
    }

    @Test func straightStretchesNeedTheirEndsOnly() {
        let line = (0...1000).map { Point(Double($0), 2 * Double($0) + 1) }
        #expect(LineThinning.straightened(line, tolerance: 0.01) == [line[0], line[1000]])
        let corner = (0...100).map { Point(Double($0), abs(Double($0) - 50)) }
        #expect(LineThinning.straightened(corner, tolerance: 0.01) == [corner[0], corner[50], corner[100]])
    }

    @Test func straighteningMovesNothingByMoreThanItsTolerance() {
        let curve = (0...3000).map { Point(Double($0) / 4, 100 / (1 + Double($0) / 300)) }
        let short = LineThinning.straightened(curve, tolerance: 0.05)
        #expect(short.count < 200)
        for point in curve {
            guard let end = short.firstIndex(where: { $0.x >= point.x }), end > 0 else { continue }
            let (a, b) = (short[end - 1], short[end])
            #expect(abs(a.y + (b.y - a.y) * (point.x - a.x) / (b.x - a.x) - point.y) <= 0.0501)
        }
    }

    /// The way back has the slope of the way out.
    @Test func aPathThatComesBackKeepsItsTurningPoint() {
        let out = (0...100).map { Point(Double($0), 3 * Double($0)) }
        let path = out + out.dropLast().reversed() + out.dropFirst()
        let short = LineThinning.straightened(path, tolerance: 0.01)
        #expect(short.first == out[0] && short.last == out[100])
        #expect(short.count { $0 == out[100] } == 2 && short.count { $0 == out[0] } == 2)
        // Back to a point between the ends.
        let half = LineThinning.straightened(out + [out[60], out[50]], tolerance: 0.01)
        #expect(half.contains(out[100]) && half.last == out[50])
    }

    @Test func aDenseLineIsAnAreaThatHoldsItsPoints() throws {
        let points = noise(20_000, over: 700)
        let area = try #require(LineThinning.dense(points, width: 0.8, pixel: 0.5))
        #expect(area.count < 8 * 1400)
        let ys = area.map(\.y)
        #expect(abs((ys.min() ?? 0) - (points.map(\.y).min() ?? 0)) < 0.05)
        #expect(abs((ys.max() ?? 0) - (points.map(\.y).max() ?? 0)) < 0.05)
    }

    @Test func aSmoothLineAndAShortOneAreNot() {
        let smooth = (0..<20_000).map { Point(Double($0) * 0.035, Double($0) * 0.01) }
        #expect(LineThinning.dense(smooth, width: 0.8, pixel: 0.5) == nil)
        #expect(LineThinning.dense(noise(1000, over: 700), width: 0.8, pixel: 0.5) == nil)
    }
}
