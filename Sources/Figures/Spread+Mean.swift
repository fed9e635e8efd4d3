import Statistics

extension Spread {
    /// The 95 % interval of the mean by Student's t; no band for fewer than three seeds.
    public static let meanInterval = Spread.interval(name: "95 % interval") { seeds in
        guard seeds > 2 else { return nil }
        return StudentT.quantile(0.975, degrees: seeds - 1).map { $0 / Double(seeds).squareRoot() }
    }

    /// The name in a legend for this number of seeds; nil if they have no band.
    func name(seeds: Int) -> String? {
        if case .interval(_, let factor) = self, factor(seeds) == nil { return nil }
        return seeds > 1 ? name : nil
    }
}
