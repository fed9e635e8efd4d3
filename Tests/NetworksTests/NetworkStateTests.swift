import Foundation
import Networks
import OneDNN
import Testing

@Suite("A network's state as a file")
struct NetworkStateTests {
    /// Every kind of tensor, those of a residual layer too.
    static func definition() throws -> NetworkDefinition {
        try NetworkDefinition(
            input: ImageShape(channels: 3, height: 6, width: 5), classes: 3,
            layers: [
                conv(5, 3, bias: false), .batchNorm, .activation(.relu),
                .residual(layers: [conv(5, 1), .batchNorm], shortcut: [.batchNorm]), .flatten,
                .linear(out: 3, bias: true),
            ])
    }

    /// Other values in every tensor.
    static func state(of definition: NetworkDefinition) -> NetworkState {
        var next: Float = 0
        func values(_ count: Int) -> [Float] {
            (0..<count).map { _ in
                next += 0.25
                return next
            }
        }
        return NetworkState(
            parameters: definition.parameters.map { values($0.count) },
            statistics: definition.normalizations.enumerated().map {
                .init(mean: values($1.channels), variance: values($1.channels), batches: 7 + $0)
            })
    }

    static let names = [
        "0.weight", "1.weight", "1.bias", "3.layers.0.weight", "3.layers.0.bias", "3.layers.1.weight",
        "3.layers.1.bias", "3.shortcut.0.weight", "3.shortcut.0.bias", "5.weight", "5.bias", "1.running_mean",
        "1.running_var", "3.layers.1.running_mean", "3.layers.1.running_var", "3.shortcut.0.running_mean",
        "3.shortcut.0.running_var",
    ]

    /// The file with some of it changed.
    private func file(
        _ change: (inout [Safetensors.Tensor], inout [(name: String, value: Int64)]) throws -> Void
    ) throws -> Data {
        let definition = try Self.definition()
        let state = Self.state(of: definition)
        var tensors = try Safetensors.decode(state.safetensors(for: definition))
        var counters = zip(["1", "3.layers.1", "3.shortcut.0"], state.statistics).map {
            (name: $0 + ".num_batches_tracked", value: Int64($1.batches))
        }
        try change(&tensors, &counters)
        return Safetensors.encode(tensors, counters: counters)
    }

    private func lines(_ data: Data) throws -> [String] {
        let definition = try Self.definition()
        var lines: [String] = []
        do {
            _ = try NetworkState(safetensors: data, for: definition)
        } catch {
            lines = error.problems.map(\.description)
        }
        return lines
    }

    /// The problems that the header alone shows, with the sizes of the whole file.
    private func headerLines(_ data: Data) throws -> [String] {
        let length = 8 + data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        do {
            try NetworkState.check(
                safetensorsHeader: data.prefix(length), fileSize: data.count, for: try Self.definition())
            return []
        } catch let error as Safetensors.Failure {
            return error.problems.map(\.description)
        }
    }

    @Test("comes out as it went in, under PyTorch's names")
    func roundTrip() throws {
        let definition = try Self.definition()
        let state = Self.state(of: definition)
        let data = state.safetensors(for: definition)
        #expect(try Safetensors.decode(data).map(\.name) == Self.names)
        #expect(try NetworkState(safetensors: data, for: definition) == state)
        #expect(try headerLines(data) == [])
        let reversed = try file { tensors, counters in
            tensors.reverse()
            counters.reverse()
        }
        #expect(reversed != data)
        #expect(try NetworkState(safetensors: reversed, for: definition) == state, "the order does not count")
    }

    @Test("parameters take it and give it back; training counts on")
    func parameters() throws {
        let definition = try Self.definition()
        let state = Self.state(of: definition)
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: 4, on: engine)
        try parameters.load(state)
        #expect(try parameters.state() == state)

        let training = try CompiledNetwork(definition, batchSize: 4, .training, parameters, on: engine)
        for index in 0..<(4 * definition.input.count) { training.input[index] = Float(index % 17) / 17 }
        for _ in 0..<3 { try training.forward() }
        let after = try parameters.state()
        #expect(after.statistics.map(\.batches) == [10, 11, 12])
        #expect(after.parameters == state.parameters)
        for (before, after) in zip(state.statistics, after.statistics) {
            #expect(zip(before.mean, after.mean).allSatisfy { $0 != $1 })
            #expect(zip(before.variance, after.variance).allSatisfy { $0 != $1 })
        }
    }

    @Test("evaluation is by the statistics of the file")
    func evaluation() throws {
        let pixel = ImageShape(channels: 1, height: 1, width: 1)
        let definition = try NetworkDefinition(
            input: pixel, classes: 1, layers: [.batchNorm, conv(1, 1, bias: false), .flatten])
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: 1, on: engine)
        try parameters.load(
            NetworkState(parameters: [[2], [0.5], [3]], statistics: [.init(mean: [1], variance: [4], batches: 1)]))
        let network = try CompiledNetwork(definition, batchSize: 1, .inference, parameters, on: engine)
        network.input[0] = 5
        try network.forward()
        // 3 (2 (5 - 1) / sqrt(4 + 1e-5) + 0.5)
        #expect(abs(network.logits.floats[0] - 13.5) < 1e-4)
    }

    @Test("every tensor that differs is a line, in the network's order, those too many last")
    func mismatches() throws {
        let data = try file { tensors, counters in
            tensors[0].dims = [5, 27]
            tensors[2].name = "1.bais"
            tensors[9] = .init(name: "5.weight", dims: [3, 2], values: Array(repeating: 0, count: 6))
            tensors.remove(at: 12)
            tensors.append(.init(name: "6.weight", dims: [1], values: [1]))
            counters.removeLast()
        }
        let expected = [
            "tensor \"0.weight\": shape [5, 27], the network has [5, 3, 3, 3]",
            "tensor \"1.bias\": is missing; the network has F32 of shape [5]",
            "tensor \"5.weight\": shape [3, 2], the network has [3, 60]",
            "tensor \"1.running_var\": is missing; the network has F32 of shape [5]",
            "tensor \"3.shortcut.0.num_batches_tracked\": is missing; the network has I64 of shape []",
            "tensor \"1.bais\": the network has none of this name",
            "tensor \"6.weight\": the network has none of this name",
        ]
        #expect(try lines(data) == expected)
        #expect(try headerLines(data) == expected)
    }

    @Test("types are the network's")
    func types() throws {
        let counted = try file { tensors, counters in
            tensors.append(.init(name: counters[0].name, dims: [1], values: [3]))
            counters[0].name = "5.bias"
            tensors.removeAll { $0.name == "5.bias" }
        }
        #expect(
            try lines(counted) == [
                "tensor \"5.bias\": type I64, not F32", "tensor \"5.bias\": shape [], the network has [3]",
                "tensor \"1.num_batches_tracked\": type F32, not I64",
                "tensor \"1.num_batches_tracked\": shape [1], the network has []",
            ])
    }

    @Test("values that no network has are refused")
    func values() throws {
        let data = try file { tensors, counters in
            tensors[1].values[2] = .nan
            tensors[1].values[4] = -.infinity
            tensors[12].values[3] = -1e-3
            counters[1].value = -1
            counters[2].value = .max
        }
        #expect(
            try lines(data) == [
                "tensor \"1.weight\": 2 of 5 values are not finite",
                "tensor \"1.running_var\": 1 of 5 variances are negative",
                "tensor \"3.layers.1.num_batches_tracked\": -1 is not a number of batches",
                "tensor \"3.shortcut.0.num_batches_tracked\": 9223372036854775807 is not a number of batches",
            ])
        #expect(try headerLines(data) == [], "a header has no values")
    }

    @Test("a file that is cut off is refused by its header, with its names")
    func cutOff() throws {
        let whole = try file { tensors, _ in tensors[0].name = "x" }
        let data = whole.dropLast(1)
        #expect(
            try lines(data) == [
                "cut off: \(data.count) bytes of \(whole.count)",
                "tensor \"0.weight\": is missing; the network has F32 of shape [5, 3, 3, 3]",
                "tensor \"x\": the network has none of this name",
            ])
        #expect(try headerLines(data) == (try lines(data)))
        #expect(try lines(whole.prefix(40)).count == 1)
    }
}
