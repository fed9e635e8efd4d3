import SeededRandom

extension DataSplit {
    /// The split that validates on images held out of its training set, and has no use for its validation set.
    ///
    /// Which images are held out depends on the number of training images and on `count` alone, not on a run's seed: all
    /// runs of an experiment validate on the same images, so their results compare, and so do those of two experiments on
    /// the same data. They are the first `count` of a drawn order, so a smaller set is part of a larger one. Both sets
    /// keep the order of the file.
    ///
    /// - Parameter count: images to hold out, at least 1.
    /// - Throws: `DatasetError.cannotHoldOut` where no image would be left to train on.
    public func holdingOut(_ count: Int) throws -> DataSplit {
        precondition(count > 0, "images are held out")
        guard count < train.count else { throw DatasetError.cannotHoldOut(count: count, images: train.count) }
        var order = (0..<train.count).map { Int32($0) }
        var generator = SeededGenerator(seed: 0, purpose: .split)
        generator.shuffle(&order)
        var isHeldOut = [Bool](repeating: false, count: train.count)
        for index in order.prefix(count) { isHeldOut[Int(index)] = true }
        return DataSplit(
            train: train.selecting { !isHeldOut[$0] }, valid: train.selecting { isHeldOut[$0] })
    }
}

extension ImageDataset {
    /// The images whose place passes, in their order.
    fileprivate func selecting(_ keeps: (Int) -> Bool) -> ImageDataset {
        let places = labels.indices.filter(keeps)
        var kept: [UInt8] = []
        kept.reserveCapacity(places.count * planeSize)
        for place in places { kept += pixels[place * planeSize..<(place + 1) * planeSize] }
        return ImageDataset(
            pixels: kept, labels: places.map { labels[$0] }, height: height, width: width, channels: channels,
            classNames: classNames, origin: origin)
    }
}
