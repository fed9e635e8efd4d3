import Datasets

extension ExperimentSpec {
    /// Steps per epoch, computed from the source's number of images.
    /// - Throws: `DatasetError` if an epoch has no step.
    public func nominalStepsPerEpoch() throws -> Int {
        let images = data.facts.trainCount
        let held = data.validSplit?.count(of: images) ?? 0
        guard images > held else { throw DatasetError.cannotHoldOut(count: held, images: images) }
        return try BatchOrder(
            imageCount: min(images - held, data.trainLimit ?? .max), batchSize: data.batchSize, seed: 0,
            shuffle: data.shuffle, dropLast: data.dropLast
        ).stepsPerEpoch
    }

    /// Number of steps of the training, computed from the source's number of images.
    /// - Throws: `DatasetError` if an epoch has no step.
    public func nominalSteps() throws -> Int { totalSteps(stepsPerEpoch: try nominalStepsPerEpoch()) }
}
