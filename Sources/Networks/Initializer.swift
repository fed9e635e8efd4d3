import SeededRandom

/// How weights begin.
public enum Initializer: Sendable, Equatable {
    /// He et al. (arXiv 1502.01852): normal with deviation sqrt(2 / fan_in), biases zero; PyTorch's `kaiming_normal_` with
    /// its defaults, as fastai's `simple_cnn` uses it.
    case kaimingNormal

    /// A tensor for each of `definition`'s parameters, in plain order, fixed by `seed`.
    public func tensors(for definition: NetworkDefinition, seed: UInt64) -> [[Float]] {
        definition.parameters.enumerated().map { index, parameter in
            guard !parameter.isBias else { return [Float](repeating: 0, count: parameter.count) }
            var generator = SeededGenerator(seed: seed, purpose: .initialWeights, indices: UInt64(index))
            let deviation = (2 / Double(parameter.fanIn)).squareRoot()
            return (0..<parameter.count).map { _ in Float(deviation * generator.normal()) }
        }
    }
}
