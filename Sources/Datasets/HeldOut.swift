import SeededRandom

/// Which images are held out of a training set to validate on: a number or a share of them, and a seed of its own.
public struct HeldOut: Sendable, Hashable {
    /// How many.
    public enum Amount: Sendable, Hashable {
        case count(Int)
        /// In (0, 1).
        case fraction(Double)
    }
    public var amount: Amount
    /// Fixes which ones: all runs of an experiment validate on the same images, whatever their own seeds.
    public var seed: UInt64

    public init(_ amount: Amount, seed: UInt64 = 0) {
        self.amount = amount
        self.seed = seed
    }

    /// How many of `count` images.
    public func count(of count: Int) -> Int {
        switch amount {
        case .count(let held): held
        case .fraction(let share): Int((Double(count) * share).rounded())
        }
    }

    /// Splits a set. Every class gives its share, rounded so that the sum is right; both parts keep the order of the set.
    ///
    /// - Throws: `DatasetError.cannotHoldOut` where either part would be empty.
    public func split(_ set: ImageDataset) throws -> DataSplit {
        let wanted = count(of: set.count)
        guard wanted > 0, wanted < set.count else {
            throw DatasetError.cannotHoldOut(count: wanted, images: set.count)
        }
        let shares = Self.shares(of: wanted, among: set.classCounts)
        var isHeldOut = [Bool](repeating: false, count: set.count)
        for (label, share) in shares.enumerated() {
            var places = set.labels.indices.filter { set.labels[$0] == label }.map { Int32($0) }
            var generator = SeededGenerator(seed: seed, purpose: .split, indices: UInt64(label))
            generator.shuffle(&places)
            for place in places.prefix(share) { isHeldOut[Int(place)] = true }
        }
        return DataSplit(
            train: set.selecting(isHeldOut.indices.filter { !isHeldOut[$0] }),
            valid: set.selecting(isHeldOut.indices.filter { isHeldOut[$0] }))
    }

    /// `wanted` in proportion to `counts`, by largest remainders; ties go to the lower class.
    static func shares(of wanted: Int, among counts: [Int]) -> [Int] {
        let total = counts.reduce(0, +)
        var shares = counts.map { $0 * wanted / total }
        let byRemainder = counts.indices.sorted {
            let (one, other) = (counts[$0] * wanted % total, counts[$1] * wanted % total)
            return one != other ? one > other : $0 < $1
        }
        for label in byRemainder.prefix(wanted - shares.reduce(0, +)) { shares[label] += 1 }
        return shares
    }
}
