/// p'(i) = max over j <= i of min(1, (m - j + 1) p(j)), p in increasing order: Holm's correction (1979) of m tests,
/// such that the chance of one false finding or more among them stays below alpha.
///
/// A test that could not be made (nil, or NaN) stays nil and is none of the m.
public func holmCorrected(_ values: [Double?]) -> [Double?] {
    let tests = values.enumerated().compactMap { place, p in p.flatMap { $0.isNaN ? nil : (place: place, p: $0) } }
        .sorted { ($0.p, $0.place) < ($1.p, $1.place) }
    var corrected = [Double?](repeating: nil, count: values.count)
    var largest = 0.0
    for (rank, test) in tests.enumerated() {
        largest = max(largest, min(1, Double(tests.count - rank) * test.p))
        corrected[test.place] = largest
    }
    return corrected
}
