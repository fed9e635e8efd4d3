import Networks
import OneDNN
import TestSupport
import Testing

/// Random networks.
@Suite("Random networks against plain loops in double precision")
struct RandomNetworkTests {
    /// Small whole numbers, fixed by a seed.
    struct Dice: RandomNumberGenerator {
        private var numbers: Congruential

        init(state: UInt64) { numbers = Congruential(state: state) }

        /// The generator's bits, mixed so that the lower ones are as good as the upper ones.
        mutating func next() -> UInt64 {
            let bits = numbers.next()
            let mixed = (bits ^ (bits >> 29)) &* 0xBF58_476D_1CE4_E5B9
            return mixed ^ (mixed >> 32)
        }

        mutating func pick<T>(_ choices: [T], or other: T) -> T { choices.randomElement(using: &self) ?? other }
    }

    /// Those of specs, ReLU more often.
    static let activations: [Activation] = SpecLayers.activations + [.relu, .leakyReLU(slope: 0.1)]

    /// A layer that may stand behind values of `shape`; a residual's layers keep the shape.
    static func layer(keepsShape: Bool, channels: Int, isFlat: Bool, depth: Int, _ dice: inout Dice) -> Layer {
        let out = keepsShape ? channels : dice.pick([1, 2, 3, 5, 8, 16, 17], or: 4)
        let kernel = dice.pick([1, 2, 3], or: 1)
        let bias = dice.pick([true, false], or: true)
        if isFlat {
            return switch Int.random(in: 0..<7, using: &dice) {
            case 0...1: .linear(out: out, bias: bias)
            case 2: .batchNorm
            case 3...4: .activation(dice.pick(activations, or: .relu))
            case 5 where depth < 2: residual(channels: channels, isFlat: true, depth: depth, &dice)
            default: .dropout(p: 0)
            }
        }
        switch Int.random(in: 0..<12, using: &dice) {
        case 0...2 where keepsShape: return conv(out, 3, padding: 1, bias: bias)
        case 0...2:
            return conv(
                out, kernel, stride: dice.pick([1, 1, 2], or: 1), padding: dice.pick([0, 1], or: 0), bias: bias)
        case 3...4: return .batchNorm
        case 5...7: return .activation(dice.pick(activations, or: .relu))
        case 8 where keepsShape: return maxPool(3, stride: 1, padding: 1)
        case 8: return maxPool(kernel, stride: dice.pick([1, 2], or: 1), padding: kernel / 2)
        case 9 where keepsShape: return averagePool(3, stride: 1, padding: 1)
        case 9: return averagePool(kernel, stride: dice.pick([1, 2], or: 1), padding: kernel / 2)
        case 10 where depth < 2: return residual(channels: channels, isFlat: false, depth: depth, &dice)
        case 11 where !keepsShape: return dice.pick([.flatten, .globalAveragePool], or: .flatten)
        default: return .alphaDropout(p: 0)
        }
    }

    static func residual(channels: Int, isFlat: Bool, depth: Int, _ dice: inout Dice) -> Layer {
        func side(_ count: Int) -> [Layer] {
            (0..<count).map { _ in
                layer(keepsShape: true, channels: channels, isFlat: isFlat, depth: depth + 1, &dice)
            }
        }
        return .residual(layers: side(dice.pick([1, 2, 3], or: 1)), shortcut: side(dice.pick([0, 0, 1, 2], or: 0)))
    }

    /// A network of three to eight layers and a linear end.
    static func example(_ seed: Int) -> NetworkExample? {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let input = ImageShape(
            channels: dice.pick([1, 2, 3, 5], or: 1), height: dice.pick([4, 5, 6, 7], or: 5),
            width: dice.pick([4, 5, 6, 7], or: 5))
        var layers: [Layer] = []
        var shape = ReferenceBatch(shape: .image(input), values: [])
        for _ in 0..<dice.pick([3, 4, 5, 6, 7, 8], or: 3) {
            let isFlat = if case .flat = shape.shape { true } else { false }
            let next = layer(keepsShape: false, channels: shape.channels, isFlat: isFlat, depth: 0, &dice)
            // Where it does not fit, there is no such layer.
            do throws(NetworkError) {
                _ = try NetworkDefinition(input: input, classes: 0, layers: layers + [next])
            } catch {
                guard case .wrongOutput(let output, _) = error else { continue }
                layers.append(next)
                shape.shape = output
            }
        }
        return try? NetworkExample(
            "random network \(seed): \(layers)", input, classes: 3, layers + LayerTests.end,
            batchSize: dice.pick([2, 3, 5, 9], or: 2))
    }

    static let examples = (0..<60).compactMap(example)

    /// A few have no data that suits them.
    @Test("there are enough of them")
    func all() { #expect(Self.examples.count >= 50) }

    @Test("forward and gradients", arguments: examples)
    func agreement(example: NetworkExample) throws {
        try example.expectAgreement(most: 6)
    }

    @Test("evaluation, in other batch sizes too", arguments: examples)
    func evaluation(example: NetworkExample) throws {
        var reference = ReferenceNetwork(definition: example.definition)
        reference.running = .untrained(example.definition)
        let engine = try Engine()
        let parameters = try example.parameters(planned: 64, on: engine)
        for size in [1, example.batchSize, 16] {
            var other = example
            other.batchSize = size
            other.expectClose(
                try other.infer(parameters, on: engine), reference.forward(other.weights, images: other.images).logits)
        }
    }
}
