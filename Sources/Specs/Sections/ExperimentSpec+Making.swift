import Datasets
public import Networks
public import Schedules

/// Makes the objects that a spec describes. The optimizer is `optimizer` itself.
extension ExperimentSpec {
    /// The network, for the images of `data`.
    /// - Throws: never for a spec that was read; reading it finds the error.
    public func makeNetwork() throws(NetworkError) -> NetworkDefinition {
        var network = try model.makeNetwork(for: data.facts)
        network.precision = precision
        return network
    }

    /// The schedule.
    /// - Parameter stepsPerEpoch: converts durations in epochs; nil: computed from the source's number of images.
    /// - Throws: `UnknownRate` if a range test has yet to give a rate; `DatasetError` if an epoch has no step. Reading the
    ///   spec finds every other error.
    public func makeSchedule(stepsPerEpoch: Int? = nil) throws -> any Schedule {
        try ScheduleBuilder(stepsPerEpoch: try stepsPerEpoch ?? nominalStepsPerEpoch()).make(schedule.values)
    }

    /// Number of steps of the training.
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
