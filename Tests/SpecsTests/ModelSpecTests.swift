import TestSupport
import Specs
import Networks
import OneDNN
import Testing

/// A spec with these keys in `model`, on drawn digits of 1x28x28 in ten classes.
private func model(_ keys: String) -> String { withSchedule("\"model\": {\(keys)}") }

/// A spec with these layers.
private func layers(_ list: String) -> String { model("\"layers\": [\(list)]") }

/// Layers that turn images into ten values.
private let head = #"{"type": "flatten"}, {"type": "linear", "out": 10}"#

/// Layers with every key given.
let everyLayer = """
    {"type": "conv", "out": 8, "kernel": 5, "stride": 2, "padding": 3, "bias": false}, {"type": "batch_norm"},
    {"type": "relu"}, {"type": "max_pool", "kernel": 3, "stride": 1, "padding": 1},
    {"type": "residual", "layers": [{"type": "conv", "out": 4, "kernel": 1}, {"type": "selu"},
      {"type": "residual", "layers": [{"type": "alpha_dropout", "p": 0.1}], "shortcut": []}],
      "shortcut": [{"type": "conv", "out": 4, "kernel": 3, "padding": 1}]},
    {"type": "leaky_relu", "slope": 0.2}, {"type": "elu", "alpha": 0.5}, {"type": "gelu"}, {"type": "silu"},
    {"type": "tanh"}, {"type": "sigmoid"}, {"type": "dropout", "p": 0},
    {"type": "avg_pool", "kernel": 2}, {"type": "global_avg_pool"}, {"type": "flatten"},
    {"type": "linear", "out": 10, "bias": false}
    """

@Suite("Models in specs")
struct ModelSpecTests {
    @Test(
        "architectures and their defaults",
        arguments: [
            (#""architecture": "simple_cnn""#, ModelSpec.Network.simpleCNN(channels: [1, 16, 16, 10]), 3930),
            (
                #""channels": [1, 8, 10], "kernel_sizes": [5, 4], "strides": [1, 3], "batch_norm": true"#,
                .simpleCNN(channels: [1, 8, 10], kernelSizes: [5, 4], strides: [1, 3], batchNorm: true), 1506
            ),
            (#""architecture": "mnist_cnn""#, .mnistCNN(dropout: 0.5), 233_578),
            (#""architecture": "mnist_cnn", "dropout": 0"#, .mnistCNN(dropout: 0), 233_578),
            (#""architecture": "lenet""#, .leNet, 431_080),
            (#""architecture": "resnet""#, .resNet(depth: 20, width: 16), 272_186),
            (#""architecture": "resnet", "depth": 8, "width": 4"#, .resNet(depth: 8, width: 4), 5142),
        ])
    func architectures(keys: String, network: ModelSpec.Network, parameters: Int) throws {
        let spec = try goodSpec(model(keys)).spec
        #expect(spec.model.network == network)
        #expect(try spec.makeNetwork().parameterCount == parameters)
    }

    @Test(
        "ways to begin",
        arguments: zip(
            ["kaiming_normal", "torch_default", "lecun_normal"],
            [Initializer.kaimingNormal, .torchDefault, .lecunNormal]))
    func initializers(word: String, initializer: Initializer) throws {
        #expect(try goodSpec(model("\"init\": \"\(word)\"")).spec.model.weights == .drawn(initializer))
    }

    @Test("layers are read with their keys")
    func layersWithKeys() throws {
        let spec = try goodSpec(layers(everyLayer)).spec
        func window(_ kernel: Int, _ stride: Int = 1, _ padding: Int = 0) -> Window {
            Window(kernel: kernel, stride: stride, padding: padding)
        }
        let expected: [Layer] = [
            .convolution(out: 8, window: window(5, 2, 3), bias: false), .batchNorm, .activation(.relu),
            .pool(.maximum, window(3, 1, 1)),
            .residual(
                layers: [
                    .convolution(out: 4, window: window(1), bias: true), .activation(.selu),
                    .residual(layers: [.alphaDropout(p: 0.1)], shortcut: []),
                ],
                shortcut: [.convolution(out: 4, window: window(3, 1, 1), bias: true)]),
            .activation(.leakyReLU(slope: 0.2)), .activation(.elu(alpha: 0.5)), .activation(.gelu), .activation(.silu),
            .activation(.tanh), .activation(.sigmoid), .dropout(p: 0), .pool(.average, window(2, 2)),
            .globalAveragePool, .flatten, .linear(out: 10, bias: false),
        ]
        #expect(spec.model.network == .layers(expected))
        #expect(try spec.makeNetwork().layers == expected)
    }

    @Test("defaults of layers")
    func layerDefaults() throws {
        let text =
            #"{"type": "conv", "out": 2, "kernel": 3}, {"type": "max_pool", "kernel": 3}, {"type": "leaky_relu"}, "#
            + #"{"type": "elu"}, {"type": "residual", "layers": [{"type": "relu"}]}, "# + head
        let resolved = try goodSpec(layers(text))
        #expect(
            resolved.spec.model.network
                == .layers([
                    .convolution(out: 2, window: Window(kernel: 3, stride: 1, padding: 0), bias: true),
                    .pool(.maximum, Window(kernel: 3, stride: 3, padding: 0)), .activation(.leakyReLU(slope: 0.01)),
                    .activation(.elu(alpha: 1)), .residual(layers: [.activation(.relu)], shortcut: []), .flatten,
                    .linear(out: 10, bias: true),
                ]))
        #expect(
            resolved.trainingKey.contains(
                #""model":{"layers":[{"type":"conv","out":2,"kernel":3,"stride":1,"padding":0,"bias":true},"#
                    + #"{"type":"max_pool","kernel":3,"stride":3,"padding":0},{"type":"leaky_relu","slope":0.01},"#
                    + #"{"type":"elu","alpha":1},{"type":"residual","layers":[{"type":"relu"}],"shortcut":[]},"#
                    + #"{"type":"flatten"},{"type":"linear","out":10,"bias":true}],"init":"kaiming_normal"}"#))
    }

    @Test(
        "a resolved document reads as the same spec and resolves to the same bytes",
        arguments: [
            layers(everyLayer), layers(head), model(#""architecture": "mnist_cnn", "init": "torch_default""#),
            model(#""architecture": "lenet""#), model(#""architecture": "resnet", "width": 3"#),
            withSchedule(#""optimizer": {"type": "adam"}, "data": {"valid_split": {"count": 7}}"#),
        ])
    func roundTrip(text: String) throws {
        let first = try goodSpec(text, path: "dir/some-name.json")
        let second = try goodSpec(first.document, path: "output/x/spec.json")
        #expect(second == first)
    }

    @Test("an override takes the place of the other of architecture and layers")
    func overrides() throws {
        let channels = model(#""architecture": "simple_cnn", "channels": [1, 4, 10]"#)
        let flat = try goodSpec(channels, set: ["model.layers=[\(head)]"]).spec
        #expect(flat.model.network == .layers([.flatten, .linear(out: 10, bias: true)]))
        #expect(try goodSpec(layers(head), set: ["model.architecture=lenet"]).spec.model.network == .leNet)
        #expect(
            problemLines(layers(head), set: ["model.dropout=0.5"]) == [
                "--set model.dropout=0.5: model.dropout: dropout is a key of \(Self.owners(of: "dropout")); layers has "
                    + "none"
            ])
        #expect(
            problemLines(withSchedule(), set: [#"model.layers=[{"type": "relu"}]"#]) == [
                #"--set model.layers=[{"type": "relu"}]: model.layers[0]: the network ends in 1x28x28 values an image, "#
                    + "not in one for each of 10 classes"
            ])
    }

    @Test("layers nest as deep as JSON may be")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: #"{"type": "residual", "layers": ["#, count: depth) + #"{"type": "relu"}"#
                + String(repeating: "]}", count: depth)
        }
        #expect(problemLines(layers(nested(29) + ", " + head)).isEmpty)
        #expect(problemLines(layers(nested(40) + ", " + head)).first?.contains("not JSON") == true)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var lines: [String]
        var testDescription: String { lines.first ?? text }

        init(_ text: String, _ lines: String...) {
            self.text = text
            self.lines = lines.map { "experiments/a.json:" + $0 }
        }
    }

    private static let types = PublishedSchema.words("type", in: "layer").listed
    private static let architectureWords = PublishedSchema.words("architecture", in: "model").listed

    /// "a, b and c": the architectures that have a key.
    private static func owners(of key: String) -> String {
        PublishedSchema.owners(of: key, by: "architecture", in: "model").inWords
    }

    static let keys = [
        Case(
            model("\"architecture\": \"lenet\",\n\"layers\": [\(head)]"),
            "2: model.layers: architecture is given too, on line 1; keep one of them"),
        Case(
            model("\"layers\": [\(head)],\n\"channels\": [1, 2]"),
            "2: model.channels: channels is a key of \(owners(of: "channels")); layers has none"),
        Case(
            model("\"architecture\": \"lenet\",\n\"channels\": [1, 2]"),
            "2: model.channels: channels is a key of \(owners(of: "channels")); lenet has none"),
        Case(
            model("\"architecture\": \"resnet50\""),
            "1: model.architecture: \"resnet50\" is not one of \(architectureWords); did you mean "
                + "\"resnet\"?"),
        Case(model("\"arch\": \"lenet\""), "1: model.arch: unknown key; did you mean \"model.architecture\"?"),
        Case(
            model("\"architecture\": \"mnist_cnn\", \"dropout\": 1"),
            "1: model.dropout: 1 is not between 0 and 1, 1 excluded"),
        Case(model("\"kernel_sizes\": 3"), "1: model.kernel_sizes: 3 is not a list of integers"),
        Case(model("\"strides\": [1,\n0, 1]"), "2: model.strides[1]: 0 is not between 1 and 1024"),
        Case(
            model("\"channels\": [1, 4, 10],\n\"kernel_sizes\": [3],\n\"strides\": [1, 2, 3]"),
            "2: model.kernel_sizes: the list has 1 entry, not 2: one for each convolution of model.channels",
            "3: model.strides: the list has 3 entries, not 2: one for each convolution of model.channels"),
        Case(
            model("\"strides\": [1, 2]"),
            "1: model.strides: the list has 2 entries, not 3: one for each convolution of model.channels"),
        Case(
            model("\"architecture\": \"lenet\",\n\"batch_norm\": true"),
            "2: model.batch_norm: batch_norm is a key of \(owners(of: "batch_norm")); lenet has none"),
        Case(model("\"bn\": true"), "1: model.bn: unknown key; did you mean \"model.batch_norm\"?"),
        Case(layers(""), "1: model.layers: the list is empty"),
        Case(model("\"layers\": {}"), "1: model.layers: an object is not a list of objects"),
        Case(layers("\"relu\""), "1: model.layers[0]: \"relu\" is not an object"),
        Case(
            layers("\n{},\n\(head)"), "2: model.layers[0].type: required key is missing; it is one of \(types)"),
        Case(
            layers("{\"type\": \"Conv\"}"),
            "1: model.layers[0].type: \"Conv\" is not one of \(types); did you mean \"conv\"?"),
        Case(
            layers("{\"type\": \"conv\",\n\"kernal\": 3}"),
            "1: model.layers[0].out: required key is missing",
            "2: model.layers[0].kernal: unknown key; did you mean \"model.layers[0].kernel\"?"),
        Case(
            layers("{\"type\": \"relu\", \"kernel\": 3}"),
            "1: model.layers[0].kernel: kernel is a key of \(PublishedSchema.owners(of: "kernel", in: "layer").inWords); relu has none"
        ),
        Case(
            layers("{\"type\": \"residual\", \"layers\": [\n{\"type\": \"dropout\", \"p\": 1}]}"),
            "2: model.layers[0].layers[0].p: 1 is not between 0 and 1, 1 excluded"),
        Case(
            layers("{\"type\": \"residual\", \"shortcut\": 1}"),
            "1: model.layers[0].layers: required key is missing",
            "1: model.layers[0].shortcut: 1 is not a list of objects"),
    ]

    static let networks = [
        Case(
            layers("{\"type\": \"conv\", \"out\": 3, \"kernel\": 3},\n{\"type\": \"linear\", \"out\": 10}"),
            "2: model.layers[1]: linear cannot take 3x26x26 values: it takes flat values: put a flatten before it"),
        Case(
            layers("{\"type\": \"relu\"},\n{\"type\": \"avg_pool\", \"kernel\": 29},\n\(head)"),
            "2: model.layers[1]: avg_pool cannot take 1x28x28 values: its kernel of 29 is larger than the image with its "
                + "padding of 0"),
        Case(
            layers(
                "{\"type\": \"residual\",\n\"layers\": [\n{\"type\": \"flatten\"},\n{\"type\": \"conv\", \"out\": 1, "
                    + "\"kernel\": 1}]}, \(head)"),
            "4: model.layers[0].layers[1]: conv cannot take 784 values: it takes images, and these are flat"),
        Case(
            layers("{\"type\": \"residual\", \"layers\": [{\"type\": \"conv\", \"out\": 2, \"kernel\": 1}]}, \(head)"),
            "1: model.layers[0]: residual cannot take 1x28x28 values: its layers give 2x28x28 and its shortcut 1x28x28"),
        Case(
            layers("{\"type\": \"flatten\"},\n{\"type\": \"linear\", \"out\": 9}"),
            "2: model.layers[1]: the network ends in 9 values an image, not in one for each of 10 classes"),
        Case(
            model("\"kernel_sizes\": [3, 3,\n4],\n\"strides\": [9, 9, 1]"),
            "1: model.kernel_sizes: layer 4 (conv) cannot take 16x1x1 values: its kernel of 4 is larger than the image "
                + "with its padding of 1"),
        Case(
            model("\"architecture\": \"resnet\",\n\"depth\": 21"),
            "2: model.depth: a residual network has 6 n + 2 layers (20, 32, 56, 110), not 21"),
        Case(
            layers(
                "{\"type\": \"flatten\"},\n{\"type\": \"linear\", \"out\": 1000000}, {\"type\": \"linear\", \"out\": 10}"
            ),
            "2: model.layers[1]: with this linear the network has 784000000 weights, more than 268435456"),
        Case(
            layers("{\"type\": \"conv\", \"out\": 65536, \"kernel\": 1, \"padding\": 1024},\n\(head)"),
            "1: model.layers[0]: conv gives 282445479936 values an image, more than 16777216"),
        Case(
            model("\"batch_norm\": true,\n\"channels\": [1, 4096, 4096, 4096, 10]"),
            "2: model.channels: with layer 6 (conv) the network has 302026752 weights, more than 268435456"),
        Case(
            model("\"architecture\": \"resnet\",\n\"width\": 512"),
            "1: model.architecture: with layer 19.layers.3 (conv) the network has 276304384 weights, more than 268435456"
        ),
        Case(
            layers(
                "{\"type\": \"relu\"},\n{\"type\": \"residual\", \"layers\": [\n{\"type\": \"conv\", \"out\": 65536, "
                    + "\"kernel\": 1},\n{\"type\": \"conv\", \"out\": 1, \"kernel\": 1}]}, \(head)"),
            "3: model.layers[1].layers[0]: conv gives 51380224 values an image, more than 16777216"),
        Case(
            layers(
                Array(repeating: "{\"type\": \"conv\", \"out\": 65536, \"kernel\": 1, \"padding\": 1024}", count: 1024)
                    .joined(separator: ",\n")),
            "1: model.layers[0]: conv gives 282445479936 values an image, more than 16777216"),
    ]

    @Test("exact lines", arguments: keys + networks)
    func lines(of bad: Case) {
        #expect(problemLines(bad.text) == bad.lines)
    }

    @Test("a bad network does not hide other problems")
    func severalProblems() {
        let text = withSchedule("\"model\": {\"layers\": [{\"type\": \"flatten\"}]},\n\"epochs\": 0")
        #expect(
            problemLines(text) == [
                "experiments/a.json:1: model.layers[0]: the network ends in 784 values an image, not in one for each of 10 "
                    + "classes",
                "experiments/a.json:2: epochs: 0 is not between 1 and 100000",
            ])
    }
}
