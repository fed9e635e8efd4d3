import TestSupport
import Specs
import Runs
import Foundation
import Testing
import RangeTest
import Statistics

@Suite("Range tests in run folders")
struct FinderRecordTests {
    /// A curve that falls and rises.
    private func curve(_ finder: LRFinder, shift: Double, stop: LRFinderCurve.Stop = .completed) -> LRFinderCurve {
        var average = ExponentialAverage(beta: LRFinder.defaultBeta)
        let points = (0..<finder.steps).map { step in
            let way = Double(step) / Double(finder.steps) + shift
            let loss = 0.7 - 0.5 * exp(-40 * (way - 0.7) * (way - 0.7)) + (way > 0.9 ? 3 * (way - 0.9) : 0)
            average.add(loss)
            return LRFinderCurve.Point(lr: finder.lr(at: step), loss: loss, smooth: average.value)
        }
        return LRFinderCurve(
            points: points, stop: stop, startLR: finder.startLR, endLR: finder.endLR, plannedSteps: finder.steps,
            spacing: finder.spacing, loss: finder.loss)
    }

    private func record(_ resolved: ResolvedSpec) -> FinderRecord {
        let finder = resolved.spec.lrFinder.test
        return FinderRecord(
            curves: resolved.spec.lrFinder.seeds.enumerated().map { place, seed in
                .init(
                    seed: seed,
                    curve: curve(
                        finder, shift: 0.01 * Double(place), stop: place == 1 ? finder.divergence : .completed))
            })
    }

    private func withFolder(_ body: (RunFolder) throws -> Void) throws {
        try TemporaryFolder.with { path in
            let folder = RunFolder(path: path)
            try folder.make()
            try body(folder)
        }
    }

    private let spec = withSchedule(#""lr_finder": {"seeds": [4, 9007199254740991, 0]}"#)

    @Test("what was written is read back as it was", arguments: ["exponential", "linear"])
    func roundTrip(spacing: String) throws {
        try withFolder { folder in
            let resolved = try goodSpec(spec, set: ["lr_finder.spacing=\"\(spacing)\""])
            let record = record(resolved)
            try folder.write(record, specHash: resolved.finderHash)
            #expect(folder.finderRecord(of: resolved) == record)
            for change in [
                "lr_finder.num_it=99", "lr_finder.loss=\"validation\"", "lr_finder.seeds=3", "data.noise=0.1",
            ] {
                let other = try goodSpec(spec, set: ["lr_finder.spacing=\"\(spacing)\"", change])
                #expect(folder.finderRecord(of: other) == nil, "\(change)")
            }
        }
    }

    @Test("the summary has each method's median, spread and seeds, the consensus and the stops")
    func summary() throws {
        try withFolder { folder in
            let resolved = try goodSpec(spec)
            let record = record(resolved)
            try folder.write(record, specHash: resolved.finderHash)
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("lr_finder.json")))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let suggestions = try #require(json["suggestions"] as? [String: [String: Any]])
            #expect(Set(suggestions.keys) == Set(SuggestionMethod.allCases.map(\.rawValue)))
            for method in SuggestionMethod.allCases {
                let entry = try #require(suggestions[method.rawValue])
                #expect(isNear(entry["lr"], try record.suggestedLR(.method(method))))
                let seeds = try #require(entry["seeds"] as? [[String: Any]])
                #expect(seeds.compactMap { $0["seed"] as? UInt64 } == [4, 9_007_199_254_740_991, 0])
                let rates = seeds.compactMap { $0["lr"] as? Double }
                #expect(rates.min() == entry["low"] as? Double && rates.max() == entry["high"] as? Double)
                for (entry, curve) in zip(seeds, record.curves) {
                    let found = try curve.curve.suggestion(by: method)
                    #expect(entry["index"] as? Int == found.index && isNear(entry["point_lr"], found.point.lr))
                }
            }
            let consensus = try #require(json["consensus"] as? [String: Any])
            #expect(consensus["lr"] as? Double == (try? record.suggestedLR(.consensus)))
            let recommended = try #require(json["recommended"] as? [String: Any])
            let rate = try record.rates.recommended.get()
            for (key, value) in [("lr", rate.lr), ("low", rate.low), ("high", rate.high)] {
                #expect(isNear(recommended[key], value), "\(key)")
            }
            #expect(recommended["confidence"] as? String == rate.confidence.rawValue)
            let stops = try #require(json["stops"] as? [[String: Any]])
            #expect(stops.map { $0["reason"] as? String } == ["completed", "diverged", "completed"])
        }
    }

    /// The reader of JSON that tests use may miss a number's last place.
    private func isNear(_ value: Any?, _ expected: Double) -> Bool {
        (value as? Double).map { abs($0 / expected - 1) < 1e-14 } ?? false
    }

    /// The number of a line of JSON; nil for another value.
    private func number(_ line: String) -> Double? {
        line.split(separator: ": ").last.flatMap { Double($0.drop { $0 == " " }.prefix { $0 != "," }) }
    }

    @Test("any number that was changed in the summary makes it none")
    func changed() throws {
        try withFolder { folder in
            let resolved = try goodSpec(spec)
            try folder.write(record(resolved), specHash: resolved.finderHash)
            let url = URL(fileURLWithPath: folder.file("lr_finder.json"))
            let text = try String(contentsOf: url, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for (place, line) in lines.enumerated() {
                guard let digit = line.lastIndex(where: { $0.isNumber }), line.contains(": ") else { continue }
                var changed = lines
                changed[place].replaceSubrange(digit...digit, with: line[digit] == "5" ? "6" : "5")
                let other = changed.joined(separator: "\n")
                // A last digit beyond a double's precision is the same number.
                if let number = number(line), number == self.number(changed[place]) { continue }
                try other.write(to: url, atomically: true, encoding: .utf8)
                let isTaken = folder.finderRecord(of: resolved) != nil
                #expect(!isTaken, "\(line)")
            }
            try text.write(to: url, atomically: true, encoding: .utf8)
            #expect(folder.finderRecord(of: resolved) != nil)
        }
    }

    @Test("rates by name, or why one is missing")
    func named() throws {
        let resolved = try goodSpec(spec)
        let record = record(resolved)
        #expect(try record.suggestedLR(.method(.minimum)) == record.rates.methods[.minimum]?.get().lr)
        var flat = record.curves[0]
        for step in flat.curve.points.indices {
            flat.curve.points[step].loss = 1
            flat.curve.points[step].smooth = 1
        }
        for name in SuggestedRates.Name.all {
            #expect(throws: LRSuggestionError.neverFell) { try FinderRecord(curves: [flat]).suggestedLR(name) }
        }
    }
}
