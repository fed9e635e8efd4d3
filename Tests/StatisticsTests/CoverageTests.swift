import Foundation
import TestSupport
import Statistics
import Testing

/// Simulated studies with fixed seeds. A share of 4,000 studies has a standard error of 0.35 points.
@Suite("Coverage of intervals")
struct CoverageTests {
    private static let studies = 4_000

    /// Normal numbers by Box and Muller.
    private struct Normals {
        var source: SplitMix
        mutating func next() -> Double {
            let one = Double(source.next() >> 11) / 0x1p53
            let other = Double(source.next() >> 11) / 0x1p53
            return (-2 * log(1 - one)).squareRoot() * cos(2 * .pi * other)
        }
        /// Log-normal, with this mean and relative deviation.
        mutating func factor(_ mean: Double, _ relative: Double) -> Double { factor(mean, relative, next()) }
        func factor(_ mean: Double, _ relative: Double, _ normal: Double) -> Double {
            let sigma = log1p(relative * relative).squareRoot()
            return mean * exp(sigma * normal - sigma * sigma / 2)
        }
    }

    /// The share of studies whose interval holds the mean, in percent.
    private func coverage(_ mean: Double, _ interval: (inout Normals) -> MeanInterval?) -> Double {
        var normals = Normals(source: SplitMix(state: 15))
        var (held, all) = (0, 0)
        for _ in 0..<Self.studies {
            guard let found = interval(&normals) else { continue }
            all += 1
            if found.low <= mean, mean <= found.high { held += 1 }
        }
        return 100 * Double(held) / Double(max(1, all))
    }

    @Test("normal accuracies", arguments: [3, 5, 10, 20])
    func normal(count: Int) {
        let found = coverage(0.98) { normals in
            MeanInterval(ofMean: (0..<count).map { _ in 0.98 + 0.004 * normals.next() }, in: .share)
        }
        #expect((94...96).contains(found), "\(found)")
    }

    @Test("errors near 0 that vary by a factor, counted on 1,000 images", arguments: [3, 5, 10, 20])
    func errors(count: Int) {
        let found = coverage(0.98) { normals in
            MeanInterval(
                ofMean: (0..<count).map { _ in
                    // The binomial noise of 1,000 images, as a normal number rounded to whole images.
                    let error = normals.factor(0.02, 0.35)
                    let noise = (error * (1 - error) / 1_000).squareRoot() * normals.next()
                    return 1 - max(0, (1_000 * (error + noise)).rounded()) / 1_000
                }, in: .share)
        }
        #expect((94...96.2).contains(found), "\(found)")
    }

    @Test("logit-normal accuracies near 1", arguments: [3, 5, 10, 20])
    func logits(count: Int) {
        let found = coverage(0.999) { normals in
            // The mean of the accuracies is 0.999 to 1e-6: errors are nearly log-normal.
            MeanInterval(
                ofMean: (0..<count).map { _ in
                    let odds = normals.factor(0.001 / 0.999, 0.2)
                    return 1 - odds / (1 + odds)
                }, in: .share)
        }
        #expect((94...96).contains(found), "\(found)")
    }

    @Test("losses", arguments: [3, 5, 10, 20])
    func losses(count: Int) {
        let found = coverage(0.1) { normals in
            MeanInterval(ofMean: (0..<count).map { _ in normals.factor(0.1, 0.35) }, in: .positive)
        }
        #expect((94...96).contains(found), "\(found)")
    }

    @Test("differences of paired accuracies, one of which varies more", arguments: [3, 5, 10, 20])
    func differences(count: Int) {
        let found = coverage(0.08) { normals in
            var (first, second): ([Double], [Double]) = ([], [])
            for _ in 0..<count {
                let shared = normals.next()
                let own = 0.5 * shared + 0.75.squareRoot() * normals.next()
                first.append(1 - normals.factor(0.02, 0.2, shared))
                second.append(1 - normals.factor(0.1, 0.35, own))
            }
            return MeanInterval(ofDifference: first, minus: second, in: .share)
        }
        #expect((93.8...96).contains(found), "\(found)")
    }

    @Test("of two equal arms, at most 5 % of studies show one to be better", arguments: [6, 8, 10])
    func typeOne(count: Int) throws {
        var normals = Normals(source: SplitMix(state: 7))
        var shown = 0
        for _ in 0..<Self.studies {
            let differences = (0..<count).map { _ in normals.factor(0.02, 0.2) - normals.factor(0.02, 0.2) }
            if try #require(SignFlipTest(differences)).p < 0.05 { shown += 1 }
        }
        let share = Double(shown) / Double(Self.studies)
        #expect(share < 0.05 + 3 * 0.0035 && share > 0.02, "\(share)")
    }

    @Test("a difference of the named size is shown in 80 %", arguments: [6, 9, 12])
    func power(count: Int) throws {
        let effect = try #require(SignFlipPower(pairs: count).effect(power: 0.8))
        var normals = Normals(source: SplitMix(state: 9))
        var shown = 0
        for _ in 0..<2_000 {
            if try #require(SignFlipTest((0..<count).map { _ in effect + normals.next() })).p < 0.05 { shown += 1 }
        }
        #expect((0.75...0.85).contains(Double(shown) / 2_000), "\(shown)")
    }
}
