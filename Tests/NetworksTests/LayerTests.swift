import Networks
import OneDNN
import TestSupport
import Testing

/// Every layer without a state of its own.
@Suite("Layers against plain loops in double precision")
struct LayerTests {
    /// A layer of each type that a spec may have, where it fits.
    static let typesOfSpecs: [(name: String, layers: [Layer])] = SpecLayers.others.compactMap { type, layer in
        [[conv(5, 3), layer, conv(4, 1)], [conv(5, 3), layer], [conv(5, 3), .flatten, layer]]
            .first { (try? NetworkDefinition(input: image, classes: 3, layers: $0 + end)) != nil }
            .map { ("\(type), with its defaults", $0) }
    }

    /// A few layers on an image of 3x9x7, without an end.
    static let middles: [(name: String, layers: [Layer])] = [
        ("linear on an image of several pixels", [.flatten, .linear(out: 5, bias: true)]),
        ("linear without bias", [averagePool(4), .flatten, .linear(out: 7, bias: false), .linear(out: 3, bias: true)]),
        ("flatten of several pixels behind a blocked layout", [conv(5, 3, stride: 2), .flatten]),
        ("flatten of several pixels, a whole block of channels", [conv(16, 3, stride: 3), .flatten]),
        ("flatten of one pixel, a whole block of channels", [conv(16, 3, stride: 3), .globalAveragePool, .flatten]),
        ("flatten of one pixel, odd channels", [conv(5, 3, stride: 3), .globalAveragePool, .flatten]),
        ("flatten of what is flat already", [conv(5, 3, stride: 3), .flatten, .flatten]),
        ("max_pool", [conv(5, 3), maxPool(2)]),
        ("max_pool that overlaps", [conv(5, 3), maxPool(3, stride: 2)]),
        ("max_pool with padding", [conv(5, 3), maxPool(3, stride: 2, padding: 1)]),
        ("max_pool of even kernel with padding", [conv(17, 2), maxPool(2, padding: 1)]),
        ("max_pool with gaps", [conv(5, 1), maxPool(2, stride: 3)]),
        ("max_pool of images", [maxPool(2, stride: 1), conv(5, 3, stride: 2)]),
        ("max_pool of one pixel", [conv(5, 3), maxPool(1)]),
        ("max_pool of one pixel with stride", [conv(5, 3), maxPool(1, stride: 2)]),
        ("max_pool twice", [conv(5, 1), maxPool(2), maxPool(2, stride: 1)]),
        ("max_pool of the whole height", [conv(5, 1), maxPool(7, stride: 2)]),
        ("avg_pool", [conv(5, 3), averagePool(2)]),
        ("avg_pool that overlaps", [conv(5, 3), averagePool(3, stride: 2)]),
        ("avg_pool with padding", [conv(5, 3), averagePool(3, stride: 2, padding: 1)]),
        ("avg_pool of even kernel with padding", [conv(17, 2), averagePool(2, padding: 1)]),
        ("avg_pool with padding that does not divide", [conv(3, 1), averagePool(4, stride: 3, padding: 2)]),
        ("avg_pool with gaps", [conv(5, 1), averagePool(2, stride: 3)]),
        ("avg_pool of images", [averagePool(2, stride: 1), conv(5, 3, stride: 2)]),
        ("global_avg_pool in the middle", [conv(5, 3), .globalAveragePool, conv(4, 1)]),
        ("global_avg_pool of images", [.globalAveragePool, conv(4, 1)]),
        ("conv of one pixel and stride 2", [conv(5, 3), conv(7, 1, stride: 2)]),
        ("conv with padding of its whole kernel", [conv(5, 2, padding: 2), conv(3, 1, padding: 1)]),
        ("conv with more stride than kernel", [conv(5, 2, stride: 3), conv(3, 1)]),
        ("conv over everything", [conv(5, 3), conv(4, 5)]),
        ("conv 5x5 with padding 2", [conv(6, 5, padding: 2, bias: false), conv(3, 5, stride: 2, padding: 2)]),
        ("many channels", [conv(33, 3, stride: 2), conv(18, 3)]),
        ("dropouts that drop nothing", [.dropout(p: 0), conv(5, 3), .alphaDropout(p: 0), .flatten, .dropout(p: 0)]),
    ]

    static let image = ImageShape(channels: 3, height: 9, width: 7)
    /// To three classes from anything.
    static let end: [Layer] = [.flatten, .linear(out: 3, bias: true)]

    static let examples: [NetworkExample] = (middles + typesOfSpecs).flatMap { middle in
        [1, 3, 17].compactMap { size in
            try? NetworkExample(middle.name, image, classes: 3, middle.layers + end, batchSize: size)
        }
    }

    @Test("every example is a network")
    func all() {
        #expect(Self.typesOfSpecs.count == SpecLayers.others.count && SpecLayers.others.count > 1)
        #expect(SpecLayers.all.map(\.type) == PublishedSchema.words("type", in: "layer"))
        #expect(Self.examples.count == (Self.middles.count + Self.typesOfSpecs.count) * 3)
    }

    @Test("forward and gradients", arguments: examples)
    func agreement(example: NetworkExample) throws { try example.expectAgreement() }

    @Test("inference", arguments: examples)
    func inference(example: NetworkExample) throws {
        example.expectClose(try example.infer(), Self.inferred(example))
    }

    @Test("a compiled network of another batch size on the same parameters", arguments: examples)
    func otherSizes(example: NetworkExample) throws {
        let engine = try Engine()
        let parameters = try example.parameters(planned: example.batchSize, on: engine)
        var other = example
        for size in [1, 2, 5, 64] where size != example.batchSize {
            other.batchSize = size
            other.expectClose(try other.infer(parameters, on: engine), Self.inferred(other))
        }
    }

    /// The logits of a network whose running statistics are new.
    private static func inferred(_ example: NetworkExample) -> [[Double]] {
        var reference = ReferenceNetwork(definition: example.definition)
        reference.running = .untrained(example.definition)
        return reference.forward(example.weights, images: example.images).logits
    }

    @Test("projections of stride 2, of even images and padded channels", arguments: [1, 2, 3, 17], [3, 5, 8])
    func projections(batchSize: Int, channels: Int) throws {
        for (height, width) in [(8, 8), (4, 4), (8, 6), (5, 8)] {
            let layers: [Layer] = [
                conv(channels, 3, padding: 1), .activation(.gelu), conv(2 * channels, 1, stride: 2, bias: false),
            ]
            try NetworkExample(
                "\(channels) channels of \(height)x\(width)", ImageShape(channels: 3, height: height, width: width),
                classes: 3, layers + Self.end, batchSize: batchSize
            ).expectAgreement()
        }
    }

    @Test("ends: as pixels, flattened, pooled", arguments: [1, 3, 17])
    func ends(batchSize: Int) throws {
        let one = ImageShape(channels: 3, height: 4, width: 5)
        let ends: [(String, [Layer])] = [
            ("a conv of all rows, flattened", [conv(5, 1), conv(2, 4), .flatten]),
            ("several pixels, flattened", [conv(5, 1), conv(2, 3), .flatten]),
            ("pixels that are averaged", [conv(5, 1), conv(8, 3), .globalAveragePool]),
            ("a batch_norm of pixels", [conv(5, 3), conv(8, 1), .globalAveragePool, .batchNorm]),
            ("a maximum", [conv(8, 1), maxPool(4)]),
            ("an activation of logits", [.flatten, .linear(out: 8, bias: true), .activation(.tanh)]),
            (
                "a dropout that drops nothing",
                [conv(8, 1), .globalAveragePool, .dropout(p: 0), .flatten, .dropout(p: 0)]
            ),
        ]
        for (name, layers) in ends {
            let shape = try Self.classes(of: layers, input: one)
            try NetworkExample(name, one, classes: shape, layers, batchSize: batchSize).expectAgreement()
        }
    }

    /// How many values a network of `layers` ends in, from the refusal of a wrong number.
    private static func classes(of layers: [Layer], input: ImageShape) throws -> Int {
        do {
            return try NetworkDefinition(input: input, classes: 0, layers: layers).classes
        } catch .wrongOutput(let shape, _) {
            return shape.count
        }
    }
}
