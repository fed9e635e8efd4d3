import Statistics

/// A pair's p among all tests of a report.
struct CorrectedP {
    /// By Holm's correction; nil where there is no test.
    let p: Double?
    /// What it would be if every test had the smallest p that its pairs can give: the smallest there could be.
    let smallest: Double?

    /// In the order of the pairs.
    static func all(_ pairs: [PairMeasurement]) -> [CorrectedP] {
        let corrected = holmCorrected(pairs.map { $0.test?.p })
        let smallest = holmCorrected(
            pairs.map { $0.test == nil ? nil : SignFlipTest.smallestP(pairs: $0.seeds.count) })
        return zip(corrected, smallest).map { CorrectedP(p: $0, smallest: $1) }
    }
}
