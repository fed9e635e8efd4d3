import Networks
import OneDNN
import Testing

@Suite("Definitions of networks")
struct DefinitionTests {
    static let image = ImageShape(channels: 3, height: 8, width: 6)

    /// The error for `layers` that make no network.
    private func refusal(_ layers: [Layer], classes: Int = 2, input: ImageShape = image) -> String? {
        do {
            _ = try NetworkDefinition(input: input, classes: classes, layers: layers)
            return nil
        } catch {
            return error.description
        }
    }

    private static let rest: [Layer] = [.globalAveragePool, .flatten]

    @Test(
        "a window that does not fit is refused with the shapes",
        arguments: [
            (conv(2, 9), "its kernel of 9 is larger than the image with its padding of 0"),
            (conv(2, 7), "its kernel of 7 is larger than the image with its padding of 0"),
            (conv(2, 9, padding: 1), "its kernel of 9 is larger than the image with its padding of 1"),
            (conv(0, 3), "it has no output channels"),
            (conv(-1, 3), "it has no output channels"),
            (conv(2, 0), "kernel and stride must be at least 1, padding at least 0"),
            (conv(2, 3, stride: 0), "kernel and stride must be at least 1, padding at least 0"),
            (conv(2, 3, padding: -1), "kernel and stride must be at least 1, padding at least 0"),
            (maxPool(7), "its kernel of 7 is larger than the image with its padding of 0"),
            (averagePool(7), "its kernel of 7 is larger than the image with its padding of 0"),
            (maxPool(0, stride: 1), "kernel and stride must be at least 1, padding at least 0"),
            (averagePool(2, stride: 0), "kernel and stride must be at least 1, padding at least 0"),
            (maxPool(2, padding: -1), "kernel and stride must be at least 1, padding at least 0"),
            (maxPool(2, padding: 2), "its padding of 2 is more than half of its kernel of 2"),
            (averagePool(3, padding: 2), "its padding of 2 is more than half of its kernel of 3"),
        ])
    func windows(layer: Layer, reason: String) {
        #expect(refusal([layer] + Self.rest) == "layer 0 (\(layer.type)) cannot take 3x8x6 values: \(reason)")
    }

    @Test("the layer is named by its place, with what comes before it")
    func places() throws {
        #expect(
            refusal([conv(4, 3, stride: 2), conv(2, 3)] + Self.rest)
                == "layer 1 (conv) cannot take 4x3x2 values: its kernel of 3 is larger than the image with its padding of 0"
        )
        #expect(
            refusal([conv(2, 3)] + Self.rest + [conv(2, 3)])
                == "layer 3 (conv) cannot take 2 values: it takes images, and these are flat")
        #expect(
            throws: NetworkError.layer(
                path: "1.layers.1.shortcut.0", type: "conv",
                input: .image(ImageShape(channels: 2, height: 6, width: 4)),
                reason: "its kernel of 5 is larger than the image with its padding of 0")
        ) {
            let inner = Layer.residual(layers: [conv(2, 1)], shortcut: [conv(2, 5)])
            _ = try NetworkDefinition(
                input: Self.image, classes: 2,
                layers: [conv(2, 3), .residual(layers: [.batchNorm, inner], shortcut: [])] + Self.rest)
        }
    }

    @Test("flat values and images are told apart")
    func flat() {
        #expect(
            refusal([conv(2, 3), .linear(out: 2, bias: true)])
                == "layer 1 (linear) cannot take 2x6x4 values: it takes flat values: put a flatten before it")
        #expect(
            refusal([.flatten, .linear(out: 0, bias: true)])
                == "layer 1 (linear) cannot take 144 values: it has no outputs")
        #expect(
            refusal([.flatten, maxPool(2)])
                == "layer 1 (max_pool) cannot take 144 values: it takes images, and these are flat")
        #expect(
            refusal([.flatten, .globalAveragePool])
                == "layer 1 (global_avg_pool) cannot take 144 values: it takes images, and these are flat")
    }

    @Test("the sides of a residual layer meet")
    func residual() {
        #expect(
            refusal([conv(4, 3), .residual(layers: [conv(5, 3, padding: 1)], shortcut: [])] + Self.rest)
                == "layer 1 (residual) cannot take 4x6x4 values: its layers give 5x6x4 and its shortcut 4x6x4")
        #expect(
            refusal([.residual(layers: [conv(2, 3, stride: 2, padding: 1)], shortcut: [conv(2, 1)])] + Self.rest)
                == "layer 0 (residual) cannot take 3x8x6 values: its layers give 2x4x3 and its shortcut 2x8x6")
    }

    @Test("dropout keeps something", arguments: [1, -0.1, 1.5, .nan, .infinity])
    func dropout(p: Double) {
        #expect(
            refusal([conv(2, 3), .dropout(p: p)] + Self.rest)
                == "layer 1 (dropout) cannot take 2x6x4 values: its p of \(p) is not in [0, 1)")
        #expect(
            refusal([conv(2, 3), .alphaDropout(p: p)] + Self.rest)
                == "layer 1 (alpha_dropout) cannot take 2x6x4 values: its p of \(p) is not in [0, 1)")
    }

    @Test(
        "activations whose derivative could not be told from the result are refused",
        arguments: [-0.5, -.infinity, .nan])
    func slopes(slope: Float) {
        #expect(
            refusal([.activation(.leakyReLU(slope: slope)), conv(2, 3)] + Self.rest)
                == "layer 0 (leaky_relu) cannot take 3x8x6 values: its slope of \(slope) is not 0 or more")
        #expect(
            refusal([.activation(.elu(alpha: slope)), conv(2, 3)] + Self.rest)
                == "layer 0 (elu) cannot take 3x8x6 values: its alpha of \(slope) is not 0 or more")
    }

    @Test("a last shape that is not one value a class is named")
    func output() {
        #expect(
            refusal([conv(3, 3), .globalAveragePool])
                == "the network ends in 3x1x1 values an image, not in one for each of 2 classes")
        #expect(
            refusal([conv(2, 3)])
                == "the network ends in 2x6x4 values an image, not in one for each of 2 classes")
        #expect(
            refusal([.flatten, .linear(out: 3, bias: true)])
                == "the network ends in 3 values an image, not in one for each of 2 classes")
        #expect(refusal([conv(2, 3), .globalAveragePool]) == nil)
        #expect(refusal([conv(2, 3), .flatten], classes: 48) == nil)
    }

    @Test("an image is not a row of classes, though it has as many values")
    func imageOfClasses() {
        #expect(
            refusal([conv(2, 3)], classes: 48)
                == "the network ends in 2x6x4 values an image, not in one for each of 48 classes")
    }

    @Test("layers without weights are no network")
    func nothing() {
        let pixel = ImageShape(channels: 2, height: 1, width: 1)
        #expect(refusal([], input: pixel) == "the network has no layers")
        for layers in [
            [Layer.flatten], [.activation(.relu), .globalAveragePool], [.residual(layers: [], shortcut: [])],
        ] {
            #expect(refusal(layers, input: pixel) == "the network has no layer with weights")
        }
    }

    @Test("a layer that gives too much, or makes too many weights, is named, and no size overflows")
    func size() {
        #expect(
            refusal([conv(349_526, 1)] + Self.rest)
                == "layer 0 (conv) gives 16777248 values an image, more than 16777216")
        #expect(refusal([conv(349_525, 1), conv(2, 1)] + Self.rest) == nil)
        #expect(
            refusal([conv(4096, 1), .residual(layers: [conv(65_535, 1)], shortcut: [conv(65_535, 1)])] + Self.rest)
                == "with layer 1.layers.0 (conv) the network has 268443648 weights, more than 268435456")
        #expect(
            refusal([.flatten, .linear(out: 16_777_216, bias: true), .linear(out: 16_777_216, bias: true)])
                == "with layer 1 (linear) the network has 2415919104 weights, more than 268435456")
        #expect(
            refusal([conv(.max, 3), .flatten, .linear(out: .max, bias: true)])
                == "layer 0 (conv) gives 2.2136092888451462e+20 values an image, more than 16777216")
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
