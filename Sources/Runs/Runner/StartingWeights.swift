public import Specs
public import Datasets
public import Networks
public import Training

extension ResolvedSpec {
    /// Everything but schedule, length and seed.
    /// - Parameter data: the images of the spec's `data`.
    public func makeSetup(on data: DataSplit) throws(NetworkError) -> TrainingSetup {
        try spec.makeSetup(on: data, from: startingWeights)
    }

    /// The initial weights: drawn for each seed, or those of the file that was read with the spec.
    private var startingWeights: TrainingSetup.StartingWeights {
        switch spec.model.weights {
        case .drawn(let initializer): return .drawn(initializer)
        case .file:
            guard let weights else { preconditionFailure("a resolved spec has read the file it names") }
            return .given(weights.state)
        }
    }
}

extension ExperimentSpec {
    /// Everything but schedule, length and seed.
    /// - Parameters:
    ///   - data: the images of `self.data`.
    ///   - weights: the initial ones; those of `ResolvedSpec.startingWeights`.
    func makeSetup(on data: DataSplit, from weights: TrainingSetup.StartingWeights) throws(NetworkError)
        -> TrainingSetup
    {
        TrainingSetup(
            definition: try makeNetwork(),
            weights: weights,
            data: data,
            batches: .init(
                size: self.data.batchSize, validSize: self.data.validBatchSize, shuffle: self.data.shuffle,
                dropLast: self.data.dropLast,
                augmentation: self.data.augment),
            optimizer: optimizer)
    }
}
