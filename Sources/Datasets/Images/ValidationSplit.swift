import SeededRandom

/// Holds out part of a training set for validation: a number or a fraction of its images.
public struct ValidationSplit: Sendable, Hashable {
    /// The size of the validation set.
    public enum Amount: Sendable, Hashable {
        /// A number of images.
        case count(Int)
        /// A fraction of the images, in (0, 1).
        case fraction(Double)
    }
    /// The size of the validation set.
    public var amount: Amount
    /// Seed of the selection. It is not the seed of a run, so all runs of an experiment validate on the same images.
    public var seed: UInt64
    /// Whether the source's own validation images are a test part: the network sees them once, after its training.
    public var hasTest: Bool

    /// Creates a split.
    /// - Parameters:
    ///   - amount: a number or a fraction of the images.
    ///   - seed: seed of the selection.
    ///   - hasTest: whether the source's own validation images are a test part.
    public init(_ amount: Amount, seed: UInt64 = 0, hasTest: Bool = false) {
        self.amount = amount
        self.seed = seed
        self.hasTest = hasTest
    }

    /// The number of validation images for `count` images in all.
    public func count(of count: Int) -> Int {
        switch amount {
        case .count(let held): held
        case .fraction(let share): Int((Double(count) * share).rounded())
        }
    }

    /// Splits a set, stratified by class (largest remainders). Every class keeps a training image, and both parts keep the
    /// order of the set.
    ///
    /// - Throws: `DatasetError.cannotHoldOut` if a class would keep no training image, or if no image is held out.
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
