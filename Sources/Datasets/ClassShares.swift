/// How a number of images is shared among classes: in proportion to what each class has.
enum ClassShares {
    /// Shares of `wanted`, each class's within its bounds and as near to its proportion as the sum allows: largest
    /// remainders, ties to the lower class.
    ///
    /// - Parameters:
    ///   - wanted: the sum of the shares.
    ///   - counts: images of each class.
    ///   - bounds: the least and the most that a class of so many images gives.
    /// - Returns: by class; nil where the bounds do not allow such a sum.
    static func shares(of wanted: Int, among counts: [Int], bounds: (Int) -> ClosedRange<Int>) -> [Int]? {
        let limits = counts.map(bounds)
        let total = counts.reduce(0, +)
        guard total > 0, limits.reduce(0, { $0 + $1.lowerBound }) <= wanted,
            limits.reduce(0, { $0 + $1.upperBound }) >= wanted
        else { return nil }
        var shares = counts.indices.map {
            min(max(counts[$0] * wanted / total, limits[$0].lowerBound), limits[$0].upperBound)
        }
        /// By how much the share is below its proportion, in parts of `total`.
        func lack(_ label: Int) -> Int { counts[label] * wanted - shares[label] * total }
        // The shares were rounded down, so few are to give: one a class, and one for each that was raised to its bound.
        while case let sum = shares.reduce(0, +), sum != wanted {
            let step = sum < wanted ? 1 : -1
            let open = counts.indices.filter {
                step > 0 ? shares[$0] < limits[$0].upperBound : shares[$0] > limits[$0].lowerBound
            }
            guard
                let next = open.min(by: {
                    step * lack($0) != step * lack($1) ? step * lack($0) > step * lack($1) : $0 < $1
                })
            else { return nil }
            shares[next] += step
        }
        return shares
    }
}

extension ImageDataset {
    /// The first images of each class, so many in all, in the order of the set: every class keeps its proportion, and
    /// at least one image where there is room for one of each.
    ///
    /// - Parameter limit: at least 1; as many as there are, or more: the set as it is.
    public func limited(to limit: Int) -> ImageDataset {
        guard limit < count else { return self }
        let classes = classCounts.count { $0 > 0 }
        let shares = ClassShares.shares(of: limit, among: classCounts) { count in
            (limit < classes ? 0 : min(1, count))...count
        }
        guard var left = shares else { return self }
        return selecting(
            labels.indices.filter { place in
                let label = Int(labels[place])
                left[label] -= 1
                return left[label] >= 0
            })
    }
}
