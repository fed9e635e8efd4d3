import Networks
import OneDNN
import Testing

@Suite("Memory as planned")
struct MemoryPlanTests {
    /// Networks by name.
    static func networks() throws -> [(name: String, definition: NetworkDefinition)] {
        let image = ImageShape(channels: 3, height: 12, width: 12)
        func network(_ layers: [Layer]) throws -> NetworkDefinition {
            try NetworkDefinition(input: image, classes: 3, layers: layers + LayerTests.end)
        }
        return try PresetTests.presets() + [
            ("activations that need their source", network([conv(16, 3), .activation(.gelu), .activation(.silu)])),
            ("dropouts", network([conv(16, 3), .dropout(p: 0.5), .activation(.relu), .alphaDropout(p: 0.2)])),
            ("SELU behind pooling", network([conv(32, 3), maxPool(2), .activation(.selu), averagePool(2)])),
            (
                "padded channels",
                network([conv(17, 3), .activation(.relu), conv(33, 3), .batchNorm, .activation(.relu)])
            ),
            ("channels last", network([conv(5, 3), .activation(.relu), conv(6, 3), .batchNorm, conv(4, 3)])),
            (
                "residuals in residuals",
                network([
                    conv(16, 3),
                    .residual(
                        layers: [conv(16, 3, padding: 1), .residual(layers: [.activation(.tanh)], shortcut: [])],
                        shortcut: [.batchNorm, conv(16, 1)]),
                ])
            ),
        ]
    }

    @Test(
        "the memory of a compiled network is known before it is made", arguments: [Propagation.training, .inference],
        [64, 24])
    func network(propagation: Propagation, batchSize: Int) throws {
        for (name, definition) in try Self.networks() {
            let engine = try Engine()
            let planned = try MemoryPlan(definition, batchSize: 64, on: engine)
                .network(batchSize: batchSize, propagation).total
            let parameters = try Parameters(for: definition, batchSize: 64, on: engine)
            let compiled = try CompiledNetwork(definition, batchSize: batchSize, propagation, parameters, on: engine)
            let found = Double(compiled.byteCount)
            // The plan leaves out scratchpads, whose size does not grow with the batch.
            #expect(planned <= found && planned > 0.98 * found - 100_000, "\(name): \(planned) planned, \(found) taken")
        }
    }

    @Test("parameters with their padding", arguments: [16, 17])
    func parameters(channels: Int) throws {
        let definition = try NetworkDefinition.simpleCNN(
            channels: [3, channels, 20, 2], batchNorm: true, image: ImageShape(channels: 3, height: 8, width: 8))
        let engine = try Engine()
        let planned = try MemoryPlan(definition, batchSize: 4, on: engine).parameters
        let found = try Parameters(for: definition, batchSize: 4, on: engine).floatCount
        // Each tensor begins on a cache line.
        #expect(abs(planned.total - Double(4 * found)) <= Double(64 * definition.parameters.count))
        #expect(Set(planned.layers.keys) == ["0", "2", "3", "5", "6"])
    }

    @Test("a network that no machine holds is planned as quickly as one that fits, by layer")
    func giant() throws {
        let definition = try NetworkDefinition(
            input: ImageShape(channels: 1, height: 28, width: 28), classes: 10,
            layers: [
                conv(4096, 3, padding: 1), .activation(.relu), conv(4096, 1), .globalAveragePool, .flatten,
                .linear(out: 10, bias: true),
            ])
        let need = try MemoryPlan(definition, batchSize: 65_536, on: Engine()).network(
            batchSize: 65_536, .training)
        let values = 65_536.0 * 4096 * 28 * 28 * 4
        // Two layers' values and both gradients at a time.
        #expect(need.total > 4 * values && need.total < 4.2 * values)
        #expect(need.layers["2"] ?? 0 >= values)
    }
}
