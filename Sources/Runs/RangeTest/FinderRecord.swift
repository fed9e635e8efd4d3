import Files
import Foundation
public import RangeTest
import Specs

/// A recorded range test: one curve per seed, the suggested rates, and why each test ended.
///
/// Stored as `lr_finder.csv` and `lr_finder.json`.
public struct FinderRecord: Sendable, Equatable {
    /// The test of one seed.
    public struct Curve: Sendable, Equatable {
        /// Of the initial weights and the order of images.
        public var seed: UInt64
        /// Losses by learning rate.
        public var curve: LRFinderCurve

        /// One seed's test.
        public init(seed: UInt64, curve: LRFinderCurve) {
            self.seed = seed
            self.curve = curve
        }
    }

    /// In the order of the spec's seeds.
    public let curves: [Curve]
    /// The suggested rates: the recommended one, that of each of fastai's methods, and those methods' consensus.
    public let rates: SuggestedRates
    /// SHA-256 of the images; nil in files of older versions.
    public let images: ImageHashes?
    /// Short trainings around the recommended rate; nil if it was not confirmed.
    public var confirmation: RateConfirmation?

    /// - Parameter images: that were trained and validated on.
    public init(curves: [Curve], images: ImageHashes? = nil, confirmation: RateConfirmation? = nil) {
        self.curves = curves
        self.images = images
        self.confirmation = confirmation
        rates = SuggestedRates(curves.map(\.curve))
    }

    /// The recommended rate, a method's median suggestion over the seeds, or the methods' consensus.
    /// - Throws: `LRSuggestionError`: why this method suggests no rate.
    public func suggestedLR(_ name: SuggestedRates.Name) throws(LRSuggestionError) -> Double { try rates.lr(name) }

    static let header = ["lr", "loss", "smooth", "seed"]

    var csv: String {
        var text = FinderRecord.header.joined(separator: ",") + "\n"
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
    /// - Parameter specHash: of the part of the spec that determines the test.
    /// - Throws: `StoreError`.
    public func write(_ record: FinderRecord, specHash: String) throws {
        let curve = Data(record.csv.utf8)
        guard let summary = FinderSummary(record, specHash: specHash, curveHash: ContentDigest.of(curve)) else {
            return
        }
        try StoredFile.write(curve, to: file(.rangeTestCurves))
        try StoredFile.write(StoreJSON.encode(recording: summary), to: file(.rangeTest))
    }
}
