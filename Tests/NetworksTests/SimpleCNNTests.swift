import Networks
import OneDNN
import Testing

@Suite("simple_cnn")
struct SimpleCNNTests {
    static let image = ImageShape(channels: 3, height: 9, width: 8)

    /// Options and the layers that fastai makes of them, without the pooling at the end.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var channels: [Int]
        var kernelSizes: [Int]?
        var strides: [Int]?
        var batchNorm = false
        var layers: [Layer]

        func definition(_ image: ImageShape = image) throws -> NetworkDefinition {
            try .simpleCNN(
                channels: channels, kernelSizes: kernelSizes, strides: strides, batchNorm: batchNorm, image: image)
        }
    }

    static let cases = [
        Case(
            testDescription: "defaults", channels: [3, 4, 5, 2],
            layers: [
                conv(4, 3, stride: 2, padding: 1), .activation(.relu), conv(5, 3, stride: 2, padding: 1),
                .activation(.relu), conv(2, 3, stride: 2, padding: 1), .activation(.relu),
            ]),
        Case(
            testDescription: "kernels", channels: [3, 4, 5, 2], kernelSizes: [1, 5, 4],
            layers: [
                conv(4, 1, stride: 2), .activation(.relu), conv(5, 5, stride: 2, padding: 2), .activation(.relu),
                conv(2, 4, stride: 2, padding: 1), .activation(.relu),
            ]),
        Case(
            testDescription: "strides", channels: [3, 4, 5, 2], strides: [1, 3, 1],
            layers: [
                conv(4, 3, padding: 1), .activation(.relu), conv(5, 3, stride: 3, padding: 1), .activation(.relu),
                conv(2, 3, padding: 1), .activation(.relu),
            ]),
        Case(
            testDescription: "batch norm", channels: [3, 4, 5, 2], batchNorm: true,
            layers: [
                conv(4, 3, stride: 2, padding: 1, bias: false), .activation(.relu), .batchNorm,
                conv(5, 3, stride: 2, padding: 1, bias: false), .activation(.relu), .batchNorm,
                conv(2, 3, stride: 2, padding: 1), .activation(.relu),
            ]),
        Case(
            testDescription: "all of them", channels: [3, 16, 4, 2], kernelSizes: [2, 5, 3], strides: [1, 2, 1],
            batchNorm: true,
            layers: [
                conv(16, 2, bias: false), .activation(.relu), .batchNorm,
                conv(4, 5, stride: 2, padding: 2, bias: false), .activation(.relu), .batchNorm, conv(2, 3, padding: 1),
                .activation(.relu),
            ]),
        Case(
            testDescription: "one convolution", channels: [3, 2], kernelSizes: [6], strides: [3], batchNorm: true,
            layers: [conv(2, 6, stride: 3, padding: 2), .activation(.relu)]),
    ]

    @Test("the layers of fastai's simple_cnn", arguments: cases)
    func layers(of options: Case) throws {
        #expect(try options.definition().layers == options.layers + [.globalAveragePool, .flatten])
    }

    @Test("logits, loss and gradients against the reference", arguments: cases, [3, 17])
    func gradients(of options: Case, batchSize: Int) throws {
        var example = NetworkExample(
            testDescription: options.testDescription, definition: try options.definition(), batchSize: batchSize)
        try example.moveFromKinks()
        try example.expectAgreement()
    }

    @Test("parameters have the names of nn.Sequential, weights before biases")
    func names() throws {
        let cnn = try NetworkDefinition.simpleCNN(
            channels: [3, 4, 5, 2], kernelSizes: [5, 3, 2], batchNorm: true, image: Self.image)
        #expect(
            cnn.parameters.map(\.name) == [
                "0.weight", "2.weight", "2.bias", "3.weight", "5.weight", "5.bias", "6.weight", "6.bias",
            ])
        #expect(
            cnn.parameters.map(\.dims) == [[4, 3, 5, 5], [4], [4], [5, 4, 3, 3], [5], [5], [2, 5, 2, 2], [2]])
        #expect(cnn.normalizations.map(\.layer) == ["2", "5"])
        let initial = Initializer.kaimingNormal.tensors(for: cnn, seed: 1)
        #expect([initial[1], initial[4]] == [[1, 1, 1, 1], [1, 1, 1, 1, 1]], "scales")
        #expect([initial[2], initial[5], initial[7]].joined().allSatisfy { $0 == 0 }, "shifts and biases")
    }

    @Test("a list that has not one entry for each convolution is refused by name")
    func counts() {
        for (kernelSizes, strides, error) in [
            ([3, 3], nil, NetworkError.notOnePerConvolution(option: "kernel_sizes", count: 2, convolutions: 3)),
            (nil, [1, 2, 1, 2], .notOnePerConvolution(option: "strides", count: 4, convolutions: 3)),
            ([], nil, .notOnePerConvolution(option: "kernel_sizes", count: 0, convolutions: 3)),
        ] as [([Int]?, [Int]?, NetworkError)] {
            #expect(throws: error) {
                _ = try NetworkDefinition.simpleCNN(
                    channels: [3, 4, 5, 2], kernelSizes: kernelSizes, strides: strides, image: Self.image)
            }
        }
    }

    @Test("an even kernel that a pixel cannot fill is named by its layer", arguments: [false, true])
    func tooLarge(batchNorm: Bool) {
        let pixel = FeatureShape.image(ImageShape(channels: 4, height: 1, width: 1))
        #expect(
            throws: NetworkError.layer(
                path: batchNorm ? "3" : "2", type: "conv", input: pixel,
                reason: "its kernel of 6 is larger than the image with its padding of 2")
        ) {
            _ = try NetworkDefinition.simpleCNN(
                channels: [3, 4, 2], kernelSizes: [3, 6], strides: [9, 1], batchNorm: batchNorm, image: Self.image)
        }
        #expect(throws: NetworkError.self) {
            _ = try NetworkDefinition.simpleCNN(channels: [3, 2], kernelSizes: [0], image: Self.image)
        }
    }
}
