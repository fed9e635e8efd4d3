/// p'(i) = max over j <= i of min(1, (m - j + 1) p(j)), p in ascending order: Holm's correction (1979) of m tests.
///
/// It keeps the probability of any false finding among them below alpha. nil and NaN stay nil; m excludes them.
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
