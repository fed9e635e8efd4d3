import Networks
import OneDNN
import Testing

@Suite("Parameters")
struct ParametersTests {
    static let channels = [
        [3, 1, 2], [3, 5, 7, 2], [1, 8, 16, 10], [3, 16, 17, 33, 2], [3, 31, 64, 2], [1, 3, 9, 15, 10],
    ]

    @Test("come out as they went in, whatever their layout", arguments: channels, [1, 64])
    func roundTrip(channels: [Int], batchSize: Int) throws {
        let definition = try NetworkDefinition.simpleCNN(
            channels: channels, image: ImageShape(channels: channels[0], height: 28, width: 28))
        let parameters = try Parameters(for: definition, batchSize: batchSize, on: Engine())
        #expect(try parameters.plainValues().joined().allSatisfy { $0 == 0 })
        var next: Float = 0
        let tensors = definition.parameters.map { parameter in
            (0..<parameter.count).map { _ -> Float in
                next += 1
                return next
            }
        }
        try parameters.load(tensors)
        #expect(try parameters.plainValues() == tensors)
        #expect(try parameters.plainGradients().joined().allSatisfy { $0 == 0 })

        // The rest of the buffer is padding, and padding is zero.
        #expect(parameters.floatCount >= definition.parameterCount)
        let used = (0..<parameters.floatCount).count { parameters.values.floats[$0] != 0 }
        #expect(used == definition.parameterCount)
    }

    @Test("one weight that is not finite is found", arguments: [Float.nan, .infinity, -.infinity])
    func finite(wild: Float) throws {
        let definition = try NetworkDefinition.simpleCNN(
            channels: [1, 3, 2], image: ImageShape(channels: 1, height: 8, width: 8))
        let parameters = try Parameters(for: definition, batchSize: 4, on: Engine())
        var tensors = definition.parameters.map { [Float](repeating: 1, count: $0.count) }
        try parameters.load(tensors)
        #expect(parameters.areFinite)
        tensors[2][7] = wild
        try parameters.load(tensors)
        #expect(!parameters.areFinite)
    }

    @Test("have PyTorch's names and shapes, weights before biases")
    func names() throws {
        let definition = try NetworkDefinition(
            input: ImageShape(channels: 3, height: 8, width: 8), classes: 2,
            layers: [
                .activation(.relu), conv(5, 3, bias: false), .activation(.relu), conv(2, 1), .globalAveragePool,
                .flatten,
            ])
        #expect(definition.parameters.map(\.name) == ["1.weight", "3.weight", "3.bias"])
        #expect(definition.parameters.map(\.dims) == [[5, 3, 3, 3], [2, 5, 1, 1], [2]])
        #expect(definition.parameters.map(\.fanIn) == [27, 5, 5])
        #expect(definition.parameters.map(\.role) == [.weight, .weight, .bias])
        #expect(definition.parameterCount == 135 + 10 + 2)
    }

    @Test("Kaiming's weights have their deviation, and biases are zero")
    func initial() throws {
        let definition = try NetworkDefinition.simpleCNN(
            channels: [3, 64, 64, 2], image: ImageShape(channels: 3, height: 28, width: 28))
        let tensors = Initializer.kaimingNormal.tensors(for: definition, seed: 3)
        #expect(tensors == Initializer.kaimingNormal.tensors(for: definition, seed: 3))
        #expect(tensors != Initializer.kaimingNormal.tensors(for: definition, seed: 4))
        for (parameter, values) in zip(definition.parameters, tensors) {
            #expect(values.count == parameter.count)
            if parameter.role == .bias {
                #expect(values.allSatisfy { $0 == 0 })
                continue
            }
            let variance = values.reduce(0) { $0 + Double($1) * Double($1) } / Double(values.count)
            let ratio = variance * Double(parameter.fanIn) / 2
            #expect(abs(ratio - 1) < 5 * (2 / Double(values.count)).squareRoot(), "\(parameter.name)")
        }
    }
}
