public import Datasets
public import Networks
public import Schedules
public import Training

/// Makes what a spec describes: network, schedule, optimizer, batches.
extension ExperimentSpec {
    /// The network.
    public func makeNetwork() throws(NetworkError) -> NetworkDefinition {
        let source = data.source
        let image = ImageShape(channels: source.channels, height: source.height, width: source.width)
        return switch model.architecture {
        case .simpleCNN: try .simpleCNN(channels: model.channels, image: image)
        }
    }

    /// The schedule.
    public func makeSchedule() throws(ScheduleError) -> any Schedule {
        switch schedule {
        case .constant(let lr):
            try Constant(lr: lr)
        case .oneCycle(let flavor, let lrMax, let divFactor, let pctStart, let high, let low, let finalDiv, let cycles):
            try OneCycle(
                lrMax: lrMax,
                flavor: flavor == .threePhase ? .threePhase(finalDiv: finalDiv ?? 100) : .documented,
                divFactor: divFactor, pctStart: pctStart, momentum: cycles ? (high, low) : nil)
        }
    }

    /// Everything but schedule, length and seed.
    /// - Parameter data: the images of `data.source`.
    public func makeSetup(on data: DataSplit) throws(NetworkError) -> TrainingSetup {
        let initializer: Initializer =
            switch model.initializer {
            case .kaimingNormal: .kaimingNormal
            }
        return TrainingSetup(
            definition: try makeNetwork(),
            weights: .drawn(initializer),
            data: data,
            batches: .init(
                size: self.data.batchSize, validSize: self.data.validBatchSize, shuffle: self.data.shuffle,
                dropLast: self.data.dropLast, limit: self.data.trainLimit),
            optimizer: makeOptimizer())
    }

    /// The optimizer's configuration.
    public func makeOptimizer() -> OptimizerConfiguration {
        switch optimizer {
        case .sgd(let momentum, let nesterov, let weightDecay):
            .sgd(momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
        case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
            .adamW(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
        }
    }

    /// The range test.
    public func makeFinder() -> LRFinder {
        LRFinder(
            startLR: lrFinder.startLR, endLR: lrFinder.endLR, steps: lrFinder.numIt,
            stopsOnDivergence: lrFinder.stopDiv)
    }

    /// Steps of the whole training.
    public func totalSteps(stepsPerEpoch: Int) -> Int {
        switch duration {
        case .epochs(let epochs): epochs * stepsPerEpoch
        case .steps(let steps): steps
        }
    }

    /// What the optimizer's momentum is called: "momentum" or "β₁".
    public var momentumName: String {
        switch optimizer {
        case .sgd: "momentum"
        case .adamW: "β₁"
        }
    }
}
