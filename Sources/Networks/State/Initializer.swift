import SeededRandom

/// A distribution of initial weights; its raw value is its name in a spec.
public enum Initializer: String, Sendable, CaseIterable {
    /// He et al. (arXiv 1502.01852): normal with deviation sqrt(2 / fan_in), biases zero; PyTorch's `kaiming_normal_` with
    /// its defaults, as fastai's `simple_cnn` uses it.
    case kaimingNormal = "kaiming_normal"
    /// PyTorch's default of convolutions and linear layers: weights and biases uniform within 1 / sqrt(fan_in).
    case torchDefault = "torch_default"
    /// LeCun et al. (Efficient BackProp): normal with deviation sqrt(1 / fan_in), biases zero; for SELU.
    case lecunNormal = "lecun_normal"

    /// Initial values for each of `definition`'s parameters, in plain order, fixed by `seed`. Scales are 1 and shifts 0.
    public func tensors(for definition: NetworkDefinition, seed: UInt64) -> [[Float]] {
        definition.parameters.enumerated().map { index, parameter in
            var generator = SeededGenerator(seed: seed, purpose: .initialWeights, indices: UInt64(index))
            let bound = 1 / Double(parameter.fanIn).squareRoot()
            func fill(_ value: () -> Double) -> [Float] { (0..<parameter.count).map { _ in Float(value()) } }
            return switch (parameter.role, self) {
            case (.scale, _): fill { 1 }
            case (.shift, _): fill { 0 }
            case (_, .torchDefault): fill { generator.uniform(-bound, bound) }
            case (.bias, _): fill { 0 }
            case (.weight, .kaimingNormal): fill { (2 / Double(parameter.fanIn)).squareRoot() * generator.normal() }
            case (.weight, .lecunNormal): fill { bound * generator.normal() }
            }
        }
    }
}
