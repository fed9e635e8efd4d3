import Datasets

extension ExperimentSpec {
    /// Steps per epoch, computed from the source's number of images.
    /// - Throws: `DatasetError` if an epoch has no step.
    public func nominalStepsPerEpoch() throws -> Int {
        try EpochLength(
            images: data.facts.trainCount, split: data.validSplit, limit: data.trainLimit, batchSize: data.batchSize,
            dropsLast: data.dropLast
        ).steps()
    }

    /// Number of steps of the training, computed from the source's number of images.
    /// - Throws: `DatasetError` if an epoch has no step.
    public func nominalSteps() throws -> Int { totalSteps(stepsPerEpoch: try nominalStepsPerEpoch()) }
}

/// The keys that decide how many steps an epoch has.
private struct EpochLength {
    var images: Int
    var split: ValidationSplit?
    var limit: Int?
    var batchSize: Int
    var dropsLast: Bool

    /// - Throws: `DatasetError` if an epoch has no step.
    func steps() throws -> Int {
        let held = split?.count(of: images) ?? 0
        guard images > held else { throw DatasetError.cannotHoldOut(count: held, images: images) }
        return try BatchOrder(
            imageCount: min(images - held, limit ?? .max), batchSize: batchSize, seed: 0, shuffle: false,
            dropLast: dropsLast
        ).stepsPerEpoch
    }
}

extension ResolvedValues {
    /// Number of steps of the training, for defaults that depend on it; nil if a key that decides it is invalid.
    var nominalSteps: Int? {
        if let steps = self[DurationKeys.steps.place] { return steps }
        guard let epochs = self[DurationKeys.epochs.place], let facts,
            let split = self[DataKeys.validSplit.of(RootKeys.data)],
            let limit = self[DataKeys.trainLimit.of(RootKeys.data)],
            let batchSize = self[DataKeys.batchSize.of(RootKeys.data)],
            let dropsLast = self[DataKeys.dropLast.of(RootKeys.data)]
        else { return nil }
        let length = EpochLength(
            images: facts.trainCount, split: split, limit: limit, batchSize: batchSize, dropsLast: dropsLast)
        return (try? length.steps()).map { $0 * epochs }
    }
}
