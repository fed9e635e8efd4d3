import Files
public import Specs

import Foundation
public import Training

/// lr_finder.csv and lr_finder.json: a curve a seed, what is suggested, and why each test ended.
public struct FinderRecord: Sendable, Equatable {
    /// One seed's test.
    public struct Curve: Sendable, Equatable {
        public var seed: UInt64
        public var curve: LRFinderCurve

        public init(seed: UInt64, curve: LRFinderCurve) {
            self.seed = seed
            self.curve = curve
        }
    }

    public let curves: [Curve]
    /// What the curves suggest, by method and in agreement.
    public let rates: SuggestedRates
    /// SHA-256 of the images, where they are known.
    public let images: ImageHashes?

    public init(curves: [Curve], images: ImageHashes? = nil) {
        self.curves = curves
        self.images = images
        rates = SuggestedRates(curves.map(\.curve))
    }

    /// The learning rate that a method suggests, its median over the seeds, or the methods' consensus.
    /// - Throws: why there is none.
    public func suggestedLR(_ name: SuggestedRates.Name) throws(LRSuggestionError) -> Double { try rates.lr(name) }

    static let header = "lr,loss,smooth,seed"

    var csv: String {
        var text = FinderRecord.header + "\n"
        for entry in curves {
            for point in entry.curve.points {
                text += "\(point.lr),\(point.loss),\(point.smooth),\(entry.seed)\n"
            }
        }
        return text
    }
}

extension RunFolder {
    /// Writes the range test's files.
    /// - Parameter specHash: of everything that decides the test.
    public func write(_ record: FinderRecord, specHash: String) throws {
        let curve = Data(record.csv.utf8)
        guard let summary = FinderSummary(record, specHash: specHash, curveHash: ContentDigest.of(curve)) else {
            return
        }
        try StoredFile.write(curve, to: file("lr_finder.csv"))
        try StoredFile.write(StoreJSON.encode(summary), to: file("lr_finder.json"))
    }

    /// The recorded range test; nil where there is none of this spec, or where its files are not those that were written.
    public func finderRecord(of resolved: ResolvedSpec) -> FinderRecord? {
        guard let summary = try? StoreJSON.decode(FinderSummary.self, at: file("lr_finder.json")),
            summary.isOf(resolved), (try? ContentDigest.ofFile(file("lr_finder.csv"))) == summary.curveHash,
            let table = try? NumberTable(at: file("lr_finder.csv"), header: FinderRecord.header)
        else { return nil }
        let finder = resolved.spec.makeFinder()
        let curves = summary.stops.map { stop in
            FinderRecord.Curve(
                seed: stop.seed,
                curve: LRFinderCurve(
                    points: (0..<table.count).filter { table[$0, 3] == Double(stop.seed) }.map {
                        .init(lr: table[$0, 0] ?? .nan, loss: table[$0, 1] ?? .nan, smooth: table[$0, 2] ?? .nan)
                    }, stop: stop.reason.stop(factor: finder.divergenceFactor), startLR: finder.startLR,
                    endLR: finder.endLR, plannedSteps: finder.steps, spacing: finder.spacing, loss: finder.loss))
        }
        let record = FinderRecord(curves: curves, images: summary.images)
        // Whatever was changed in the summary: the curves say what belongs there.
        let whole = FinderSummary(record, specHash: summary.specHash, curveHash: summary.curveHash)
        return whole == summary ? record : nil
    }
}
