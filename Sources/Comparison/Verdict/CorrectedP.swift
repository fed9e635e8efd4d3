import Statistics

/// A pair's p, corrected over all tests of a report.
struct CorrectedP {
    /// By Holm's correction; nil without a test.
    let p: Double?
    /// Lower bound of the corrected p for these numbers of pairs.
    let smallest: Double?

    /// In the order of the pairs.
    static func all(_ pairs: [PairMeasurement]) -> [CorrectedP] {
        let corrected = holmCorrected(pairs.map { $0.test?.p })
        let smallest = holmCorrected(
            pairs.map { $0.test == nil ? nil : SignFlipTest.smallestP(pairs: $0.seeds.count) })
        return zip(corrected, smallest).map { CorrectedP(p: $0, smallest: $1) }
    }
}
