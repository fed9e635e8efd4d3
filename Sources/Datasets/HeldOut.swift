import SeededRandom

/// Which images are held out of a training set to validate on: a number or a share of them, and a seed of its own.
public struct HeldOut: Sendable, Hashable {
    /// How many.
    public enum Amount: Sendable, Hashable {
        case count(Int)
        /// In (0, 1).
        case fraction(Double)
    }
    /// A number or a share.
    public var amount: Amount
    /// Fixes which ones: all runs of an experiment validate on the same images, whatever their own seeds.
    public var seed: UInt64

    /// - Parameter seed: another one holds out other images.
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

    /// Splits a set. Every class gives its share, rounded so that the sum is right, and keeps an image to train on; both
    /// parts keep the order of the set.
    ///
    /// - Throws: `DatasetError.cannotHoldOut` where a class would have none left to train on, or nothing were held out.
    public func split(_ set: ImageDataset) throws -> DataSplit {
        let wanted = count(of: set.count)
        guard wanted > 0,
            let shares = ClassShares.shares(of: wanted, among: set.classCounts, bounds: { 0...max(0, $0 - 1) })
        else { throw DatasetError.cannotHoldOut(count: wanted, images: set.count) }
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
}
