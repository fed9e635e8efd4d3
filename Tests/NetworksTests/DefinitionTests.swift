import Networks
import OneDNN
import Testing

@Suite("Definitions of networks")
struct DefinitionTests {
    static let image = ImageShape(channels: 3, height: 8, width: 6)

    private func failure(_ layers: [Layer], classes: Int = 2) -> NetworkError? {
        do {
            _ = try NetworkDefinition(input: Self.image, classes: classes, layers: layers)
            return nil
        } catch {
            return error
        }
    }

    @Test("the layer that cannot take its input is named, with the input")
    func shapes() {
        let rest: [Layer] = [.globalAveragePool, .flatten]
        #expect(
            failure([conv(4, 3, stride: 2), conv(2, 3)] + rest)
                == .shapesDoNotMeet(layer: 1, type: "conv", input: ImageShape(channels: 4, height: 3, width: 2)))
        for bad in [conv(0, 3), conv(-1, 3), conv(2, 0), conv(2, 9), conv(2, 3, stride: 0), conv(2, 3, padding: -1)] {
            #expect(failure([bad] + rest) == .shapesDoNotMeet(layer: 0, type: "conv", input: Self.image))
        }
        #expect(
            failure([conv(2, 3)] + rest + [conv(2, 3)])?.description
                == "layer 3 (conv) cannot take its input of 2x1x1")
    }

    @Test("a last shape that is not one value a class is named")
    func output() {
        #expect(
            failure([conv(3, 3), .globalAveragePool])
                == .wrongOutput(shape: ImageShape(channels: 3, height: 1, width: 1), classes: 2))
        #expect(
            failure([conv(2, 3)])?.description
                == "the network ends in 2x6x4 values an image, not in one for each of 2 classes")
        #expect(failure([]) == .wrongOutput(shape: Self.image, classes: 2))
        #expect(failure([conv(2, 3), .globalAveragePool]) == nil)
    }

    @Test("several pixels a channel are not flattened: nothing here computes that")
    func flatten() {
        let shape = ImageShape(channels: 2, height: 6, width: 4)
        #expect(
            failure([conv(2, 3), .flatten], classes: 48) == .shapesDoNotMeet(layer: 1, type: "flatten", input: shape))
    }

    @Test("layers without weights are no network")
    func nothing() {
        let pixel = ImageShape(channels: 2, height: 1, width: 1)
        for layers in [[], [Layer.flatten], [.activation(.relu), .globalAveragePool]] {
            #expect(throws: NetworkError.nothingToTrain) {
                try NetworkDefinition(input: pixel, classes: 2, layers: layers)
            }
        }
    }

    @Test("simple_cnn needs the image's channels and the classes")
    func simpleCNN() throws {
        let cnn = try NetworkDefinition.simpleCNN(channels: [3, 16, 16, 2], image: Self.image)
        #expect(cnn.layers.count == 8)
        #expect(cnn.classes == 2)
        #expect(throws: NetworkError.self) { try NetworkDefinition.simpleCNN(channels: [], image: Self.image) }
        #expect(throws: NetworkError.self) { try NetworkDefinition.simpleCNN(channels: [3], image: Self.image) }
        #expect(throws: NetworkError.self) {
            try NetworkDefinition.simpleCNN(channels: [1, 16, 2], image: Self.image)
        }
        #expect(throws: NetworkError.self) {
            try NetworkDefinition.simpleCNN(channels: [3, 0, 2], image: Self.image)
        }
    }
}
