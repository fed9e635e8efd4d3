import Foundation
import RangeTest
import Statistics
import TestSupport
import Testing

@Suite("LR finder against recorded curves")
struct LRFinderTests {
    /// A curve recorded by another library, with that library's suggestions.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var numIt: Int
        var recorded: Int
        var suggestions: [String: Double]
        var testDescription: String { name }

        static var golden: GoldenFolder { GoldenFolder(.module) }

        static func all() throws -> [Case] {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode([Case].self, from: Data(contentsOf: golden.url("lr_finder_cases", "json")))
        }

        /// The recorded rates and losses, with our own average.
        func curve() throws -> LRFinderCurve {
            var average = ExponentialAverage(beta: LRFinder.defaultBeta)
            let points = try Self.golden.table(name).map { row in
                average.add(row[1])
                return LRFinderCurve.Point(lr: row[0], loss: row[1], smooth: average.value)
            }
            return LRFinderCurve(
                points: points, stop: .completed, startLR: points[0].lr, endLR: 10, plannedSteps: numIt)
        }
    }

    @Test("smoothing equals the recorded one")
    func smoothing() throws {
        for recorded in try Case.all() {
            let rows = try Case.golden.table(recorded.name)
            #expect(rows.count == recorded.recorded)
            for (point, row) in zip(try recorded.curve().points, rows) {
                #expect(abs(point.smooth - row[2]) <= 1e-9 * row[2], "\(recorded.name) at lr \(row[0])")
            }
        }
    }

    @Test("each method suggests the same point", arguments: SuggestionMethod.allCases)
    func suggestions(method: SuggestionMethod) throws {
        for recorded in try Case.all() {
            let curve = try recorded.curve()
            let expected = try #require(recorded.suggestions[method.rawValue])
            let found = try curve.suggestion(by: method)
            #expect(abs(found.lr - expected) <= 1e-9 * expected, "\(recorded.name)")
            #expect(found.point == curve.points[found.index])
            #expect(found.point.lr == (method == .minimum ? curve.points[found.index].lr : found.lr))
        }
    }

    @Test(
        "nothing speaks against the curves; three methods agree on one of them, on the other two of three are near-copies"
    )
    func consensus() throws {
        for recorded in try Case.all() {
            let curve = try recorded.curve()
            #expect(curve.issue == nil)
            let rates = SuggestedRates([curve])
            guard recorded.name == "simple_cnn_adamw" else {
                #expect(rates.consensus == .failure(.methodsDisagree))
                continue
            }
            let consensus = try rates.consensus.get()
            #expect(consensus.methods.count == 3 && consensus.high / consensus.low <= 10.0.squareRoot())
            let named = consensus.methods.compactMap { recorded.suggestions[$0.rawValue] }.sorted()
            #expect(abs(consensus.lr - named[1]) <= 1e-9 * named[1])
            #expect(try rates.lr(.consensus) == consensus.lr)
            #expect(try rates.lr(.method(.steep)) == (try curve.suggestion(by: .steep).lr))
        }
    }

    @Test("rates grow by the same factor from the first to what would follow the last")
    func exponential() {
        let finder = LRFinder(startLR: 1e-7, endLR: 10, steps: 100)
        #expect(finder.lr(at: 0) == 1e-7)
        #expect(abs(finder.lr(at: 50) - 1e-3) < 1e-15)
        #expect(abs(finder.lr(at: 100) - 10) < 1e-12)
    }

    @Test("rates further apart than any number is large are numbers all the same, and grow")
    func extremes() {
        for (start, end) in [(1e-320, 10), (1e-30, 1e6), (1e-200, 1e200), (5e-324, 1.7e308)] {
            let finder = LRFinder(startLR: start, endLR: end, steps: 50)
            let rates = (0..<50).map { finder.lr(at: $0) }
            #expect(rates[0] == start)
            #expect(rates.allSatisfy { $0.isFinite && $0 >= start && $0 < end }, "\(start) to \(end)")
            #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test("or by the same difference")
    func linear() {
        let finder = LRFinder(startLR: 0.5, endLR: 2.5, steps: 10, spacing: .linear)
        #expect(finder.lr(at: 0) == 0.5)
        #expect(finder.lr(at: 5) == 1.5)
        #expect(finder.lr(at: 10) == 2.5)
        for step in 0..<10 { #expect(abs(finder.lr(at: step + 1) - finder.lr(at: step) - 0.2) < 1e-12) }
    }
}
