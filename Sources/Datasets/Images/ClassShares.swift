/// Distributes a number of images over classes, in proportion to the classes' sizes.
enum ClassShares {
    /// The share of each class, by largest remainders; ties go to the lower class.
    ///
    /// - Parameters:
    ///   - wanted: the sum of the shares.
    ///   - counts: images of each class.
    ///   - bounds: minimum and maximum share of a class with this number of images.
    /// - Returns: shares by class; nil if the bounds do not allow this sum.
    static func shares(of wanted: Int, among counts: [Int], bounds: (Int) -> ClosedRange<Int>) -> [Int]? {
        let limits = counts.map(bounds)
        let total = counts.reduce(0, +)
        guard total > 0, limits.reduce(0, { $0 + $1.lowerBound }) <= wanted,
            limits.reduce(0, { $0 + $1.upperBound }) >= wanted
        else { return nil }
        var shares = counts.indices.map {
            min(max(counts[$0] * wanted / total, limits[$0].lowerBound), limits[$0].upperBound)
        }
        /// Proportion minus share, in units of 1 / `total`.
        func lack(_ label: Int) -> Int { counts[label] * wanted - shares[label] * total }
        // Shares were rounded down or moved to a bound, so few images remain to be distributed.
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
    /// The first images of each class, `limit` in all, in the order of the set. Classes keep their proportions, and at
    /// least one image each if `limit` allows it.
    ///
    /// - Parameter limit: at least 1; a set of at most `limit` images is returned unchanged.
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
