import Datasets
public import Networks
public import Schedules
public import Training

/// Makes what a spec describes: network, schedule, optimizer, batches.
extension ExperimentSpec {
    /// The network.
    public func makeNetwork() throws(NetworkError) -> NetworkDefinition { try model.makeNetwork(for: data.facts) }

    /// The schedule.
    /// - Parameter stepsPerEpoch: what durations in epochs are counted with; nil: by the number of images that the source is
    ///   known to have.
    /// - Throws: `UnknownRate` where a range test is still to give a rate; `DatasetError` where an epoch has no step. What is
    ///   wrong with the schedule itself was found when the spec was read.
    public func makeSchedule(stepsPerEpoch: Int? = nil) throws -> any Schedule {
        try ScheduleFactory(stepsPerEpoch: try stepsPerEpoch ?? nominalStepsPerEpoch()).make(schedule.values)
    }

    /// The range test.
    public func makeFinder() -> LRFinder {
        LRFinder(
            startLR: lrFinder.startLR, endLR: lrFinder.endLR, steps: lrFinder.numIt,
            spacing: lrFinder.spacing, loss: lrFinder.loss, stopsOnDivergence: lrFinder.stopDiv)
    }

    /// Steps of the whole training.
    public func totalSteps(stepsPerEpoch: Int) -> Int {
        switch duration {
        case .epochs(let epochs): epochs * stepsPerEpoch
        case .steps(let steps): steps
        }
    }
}

extension ImageFacts {
    /// C, H and W of a batch's images.
    var imageShape: ImageShape { ImageShape(channels: channels, height: size.height, width: size.width) }
}

extension ModelSpec {
    /// The network for images and their classes.
    func makeNetwork(for images: ImageFacts) throws(NetworkError) -> NetworkDefinition {
        let (image, classes) = (images.imageShape, images.classes)
        return switch network {
        case .simpleCNN(let channels, let kernelSizes, let strides, let batchNorm):
            try .simpleCNN(
                channels: channels, kernelSizes: kernelSizes, strides: strides, batchNorm: batchNorm, image: image)
        case .mnistCNN(let dropout): try .mnistCNN(image: image, classes: classes, dropout: dropout)
        case .leNet: try .leNet(image: image, classes: classes)
        case .resNet(let depth, let width): try .resNet(image: image, classes: classes, depth: depth, width: width)
        case .layers(let layers): try NetworkDefinition(input: image, classes: classes, layers: layers)
        }
    }
}
