import CKernels
import Networks
import OneDNN
import TestSupport
import Testing

@Suite("Convolutions by Winograd's algorithm")
struct WinogradTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var source = 16
        var result = 32
        var height = 9
        var width = 7
        var kernel = 3
        var padding = 1
        var images = 2
        var lanes = 8

        var testDescription: String {
            "\(images) x \(source) x \(height) x \(width) to \(result), \(kernel), padding \(padding), \(lanes) lanes"
        }

        var rows: Int { height + 2 * padding - kernel + 1 }
        var columns: Int { width + 2 * padding - kernel + 1 }

        var shape: onecycle_winograd {
            onecycle_winograd(
                images: images, in_blocks: source / lanes, out_blocks: result / lanes, lanes: lanes, height: height,
                width: width, rows: rows, columns: columns, kernel: kernel, padding: padding)
        }

        /// Place of a value of `channels` planes of `height` x `width`.
        func place(
            _ image: Int, _ channel: Int, of channels: Int, _ row: Int, _ column: Int, _ height: Int, _ width: Int
        )
            -> Int
        {
            let block = image * (channels / lanes) + channel / lanes
            return ((block * height + row) * width + column) * lanes + channel % lanes
        }

        /// Calls `body` with the places of source, weight and result of every product of the definition.
        func products(_ body: (_ source: Int, _ weight: Int, _ result: Int) -> Void) {
            for image in 0..<images {
                for row in 0..<rows {
                    for column in 0..<columns {
                        for tap in 0..<kernel * kernel {
                            let (y, x) = (row + tap / kernel - padding, column + tap % kernel - padding)
                            guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
                            for i in 0..<source {
                                let from = place(image, i, of: source, y, x, height, width)
                                for o in 0..<result {
                                    body(
                                        from, (tap * source + i) * result + o,
                                        place(image, o, of: result, row, column, rows, columns))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    static let examples: [Example] =
        [8, 16].flatMap { lanes in
            let shapes = [
                Example(), Example(padding: 0), Example(padding: 2), Example(source: 48, result: 16),
                Example(height: 8, width: 8, kernel: 5, padding: 2),
                Example(height: 9, width: 6, kernel: 5, padding: 0), Example(kernel: 5, padding: 4, images: 1),
                // Smaller than a tile.
                Example(height: 3, width: 2), Example(height: 1, width: 1),
                Example(height: 2, width: 3, kernel: 5, padding: 2),
                // More tiles than are computed at a time, and a number of rest.
                Example(source: 16, result: 16, height: 17, width: 13, images: 5),
            ]
            return shapes.map { shape in
                var shape = shape
                shape.lanes = lanes
                return shape
            }
        }.filter { onecycle_winograd_runs($0.lanes) != 0 }

    private func drawn(_ count: Int, _ state: UInt64) -> [Float] {
        var numbers = Congruential(state: state)
        return (0..<count).map { _ in Float(numbers.next() >> 40) / Float(1 << 24) - 0.5 }
    }

    /// Expects each value within `bound` of the wanted one, relative to the largest.
    private func expectClose(_ found: [Float], _ wanted: [Double], _ bound: Double, _ what: Comment) {
        let largest = wanted.map(abs).max() ?? 0
        let worst = zip(found, wanted).map { abs(Double($0) - $1) }.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 }
        #expect(largest > 0.1 && worst <= bound * largest, what)
    }

    @Test("results and gradients are the sums of products, as written down", arguments: examples)
    func sums(example: Example) {
        let taps = example.kernel * example.kernel
        let x = drawn(example.images * example.source * example.height * example.width, 3)
        let weights = drawn(taps * example.source * example.result, 5)
        let bias = drawn(example.result, 7)
        let dy = drawn(example.images * example.result * example.rows * example.columns, 11)

        func stale(_ count: Int) -> [Float] { [Float](repeating: .nan, count: count) }
        var scratch = stale(onecycle_winograd_scratch(example.shape))
        var (y, dx, dw, db) = (stale(dy.count), stale(x.count), stale(weights.count), stale(bias.count))
        var unbiased = y
        onecycle_winograd_forward(x, weights, bias, &y, example.shape, &scratch)
        onecycle_winograd_forward(x, weights, nil, &unbiased, example.shape, &scratch)
        onecycle_winograd_source_gradient(dy, weights, &dx, example.shape, &scratch)
        onecycle_winograd_weights_gradient(x, dy, example.shape, &dw, &db, &scratch)

        var wantedY = [Double](repeating: 0, count: y.count)
        var wantedX = [Double](repeating: 0, count: x.count)
        var wantedW = [Double](repeating: 0, count: weights.count)
        example.products { source, weight, result in
            wantedY[result] += Double(x[source]) * Double(weights[weight])
            wantedX[source] += Double(dy[result]) * Double(weights[weight])
            wantedW[weight] += Double(dy[result]) * Double(x[source])
        }
        // Rounding to single precision alone gives 1e-7 to 1e-6.
        expectClose(unbiased, wantedY, 5e-6, "results")
        expectClose(dx, wantedX, 5e-6, "gradients of the source")
        expectClose(dw, wantedW, 2e-5, "gradients of the weights")

        var wantedBias = [Double](repeating: 0, count: bias.count)
        for image in 0..<example.images {
            for channel in 0..<example.result {
                for pixel in 0..<example.rows * example.columns {
                    let place = example.place(
                        image, channel, of: example.result, pixel / example.columns, pixel % example.columns,
                        example.rows, example.columns)
                    wantedBias[channel] += Double(dy[place])
                    wantedY[place] += Double(bias[channel])
                }
            }
        }
        expectClose(y, wantedY, 5e-6, "results with a bias")
        expectClose(db, wantedBias, 5e-6, "gradients of the biases")
    }

    /// The implementations of a network's convolutions in training, or of their gradients.
    private func implementations(_ layers: [Layer], side: Int = 12, _ kind: String = "convolution") throws -> [String] {
        let definition = try NetworkDefinition(
            input: ImageShape(channels: 3, height: side, width: side), classes: 3, layers: layers + LayerTests.end)
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: 16, on: engine)
        let network = try CompiledNetwork(definition, batchSize: 16, .training, parameters, on: engine)
        return network.implementations.filter { $0.purpose.hasPrefix(kind) }.map(\.implementation)
    }

    @Test(
        "the rule: kernels of 3 and 5, stride 1, whole blocks of channels, and tiles that are mostly used",
        .enabled(if: OneDNNLibrary.hasFusedMultiplyAdd, "needs AVX2"))
    func rule() throws {
        let first = [conv(16, 3, padding: 1), .activation(.relu)]
        let own = "onecycle:winograd"
        #expect(try implementations(first + [conv(32, 3)])[1] == own)
        #expect(try implementations(first + [conv(32, 5, padding: 2)])[1] == own)
        #expect(try implementations(first + [conv(32, 3, stride: 2)])[1] != own)
        #expect(try implementations(first + [conv(32, 1)])[1] != own)
        #expect(try implementations(first + [conv(24, 3)])[1] != own)
        #expect(try implementations(first + [conv(32, 3, padding: 3)])[1] != own)
        #expect(try implementations(first + [conv(272, 3), conv(256, 3)])[2] != own)
        // 5 x 5 results of 3 x 3 take four tiles; 4 x 4 take one.
        #expect(try implementations(first + [conv(32, 3)], side: 7)[1] != own)
        #expect(try implementations(first + [conv(32, 3)], side: 6)[1] == own)
        // Rounding would decide which of two pixels is the larger one.
        #expect(try implementations(first + [conv(32, 3), maxPool(2)])[1] != own)
        #expect(try implementations(first + [conv(32, 3), .activation(.relu), maxPool(2)])[1] != own)
        let pooled = first + [conv(32, 3), maxPool(2)]
        #expect(try implementations(pooled, "weight gradient of convolution")[0] == own)
        #expect(try implementations(pooled, "data gradient of convolution")[0] == own)
        #expect(try implementations(first + [conv(32, 3), averagePool(2)])[1] == own)
        // The images themselves are not in blocks.
        #expect(try implementations(first)[0] != own)
    }

    @Test("a network with them agrees with plain loops in double precision, whatever follows a convolution")
    func network() throws {
        let example = try NetworkExample(
            "winograd", ImageShape(channels: 3, height: 8, width: 8), classes: 3,
            [
                conv(16, 3, padding: 1), .activation(.tanh), conv(16, 3, padding: 1, bias: false), .batchNorm,
                .activation(.selu), conv(32, 5, padding: 2), averagePool(2), .activation(.gelu),
                conv(16, 3, padding: 1), .activation(.relu), maxPool(2),
            ] + LayerTests.end, batchSize: 4)
        try example.expectAgreement()
        try example.expectAgreement(planned: 64)
    }

    @Test("inference gives the logits of training, also with weights that were laid out for another batch size")
    func inference() throws {
        let example = try NetworkExample(
            "winograd", ImageShape(channels: 3, height: 8, width: 8), classes: 3,
            [conv(16, 3, padding: 1), .activation(.tanh), conv(16, 3, padding: 1), maxPool(2)] + LayerTests.end,
            batchSize: 4)
        let (training, inference) = (try example.compute().logits.joined(), try example.infer(planned: 64).joined())
        #expect(zip(training, inference).allSatisfy { abs($0 - $1) <= 1e-6 * max(1, abs($0)) })
    }

    @Test("weights that were laid out for oneDNN are not taken for ours")
    func otherLayout() throws {
        let definition = try NetworkDefinition(
            input: ImageShape(channels: 16, height: 10, width: 9), classes: 3,
            layers: [conv(16, 3), .activation(.tanh), conv(16, 3)] + LayerTests.end)
        try expectEqualChannels(
            NetworkExample(testDescription: "16 channels", definition: definition, batchSize: 6), taken: 1, bound: 1e-5)
    }

    @Test("one of equal channels, with the sums of the weights", arguments: Precision.allCases.filter(\.isSupported))
    func equalChannels(precision: Precision) throws {
        for (name, layers) in [
            ("blocks", [conv(16, 3, stride: 2), .activation(.relu), conv(16, 3)]),
            ("channels last", [conv(5, 3), .activation(.relu), conv(6, 3, bias: false)]),
            ("no convolution first", [.activation(.tanh), conv(16, 3)]),
        ] as [(String, [Layer])] {
            var definition = try NetworkDefinition(
                input: ImageShape(channels: 3, height: 10, width: 9), classes: 3, layers: layers + LayerTests.end)
            definition.precision = precision
            try expectEqualChannels(
                NetworkExample(testDescription: name, definition: definition, batchSize: 6),
                taken: name == "no convolution first" ? 3 : 1, bound: precision == .fp32 ? 1e-5 : 0.03)
        }
    }

    /// Expects the same results with `hasEqualChannels` as without, for images whose channels are all the first one.
    /// - Parameter taken: channels that the network then takes.
    private func expectEqualChannels(_ example: NetworkExample, taken: Int, bound: Float) throws {
        let input = example.definition.input
        let plane = input.height * input.width
        let computed = try [false, true].map { isEqual in
            var definition = example.definition
            definition.hasEqualChannels = isEqual
            let engine = try Engine()
            let parameters = try example.parameters(planned: 6, on: engine)
            let network = try CompiledNetwork(
                definition, batchSize: example.batchSize, .training, parameters, on: engine)
            let channels = network.inputChannels
            #expect(channels == (isEqual ? taken : input.channels))
            for (number, image) in example.images.enumerated() {
                for pixel in 0..<plane {
                    for channel in 0..<channels {
                        let place = network.inputIsChannelsLast ? pixel * channels + channel : channel * plane + pixel
                        network.input[number * plane * channels + place] = Float(image[pixel])
                    }
                }
            }
            return try example.pass(network, parameters)
        }
        let pairs = zip(computed[0].logits + computed[0].gradients, computed[1].logits + computed[1].gradients)
        for (left, right) in pairs {
            let largest = max(1, left.map(abs).max() ?? 0)
            #expect(zip(left, right).allSatisfy { abs($0 - $1) <= bound * largest }, "\(example.testDescription)")
        }
        #expect(computed[0].gradients[0].contains { abs($0) > 1e-3 }, "an example without a gradient shows nothing")
    }
}
