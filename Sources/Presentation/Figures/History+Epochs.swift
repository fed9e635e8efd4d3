package import Training

extension History {
    /// Steps of the first epoch, one at least.
    package var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}
