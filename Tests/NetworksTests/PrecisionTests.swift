import CKernels
import Networks
import OneDNN
import Testing

/// bfloat16 has 8 bits of mantissa: a rounding moves a value by up to 0.4 %, and a sum of many by less.
@Suite("bf16", .enabled(if: Precision.bf16.isSupported, "kernels here have no instructions for bfloat16"))
struct PrecisionTests {
    /// `|a - b| / |b|` over all values, with at least `least` for `|b|`.
    private static func distance(_ a: [Float], _ b: [Float], least: Double = 1e-6) -> Double {
        norm(zip(a, b).map { $0 - $1 }) / max(norm(b), least)
    }

    private static func norm(_ values: [Float]) -> Double {
        values.reduce(0) { $0 + Double($1 * $1) }.squareRoot()
    }

    private static func inBF16(_ example: NetworkExample) -> NetworkExample {
        var example = example
        example.definition.precision = .bf16
        return example
    }

    @Test("logits and gradients lie near those of fp32", arguments: LayerTests.examples)
    func layers(example: NetworkExample) throws {
        let exact = try example.compute()
        let rounded = try Self.inBF16(example).compute()
        #expect(Self.distance(rounded.logits.flatMap { $0 }, exact.logits.flatMap { $0 }) < 0.02)
        // Among values that are equal after rounding, another one may be the maximum. A bias in front of a normalization
        // has no gradient, only rounding errors.
        let hasMaximum = example.testDescription.contains("max_pool")
        let least = 0.1 * Self.norm(exact.gradients.flatMap { $0 })
        for (parameter, (rounded, exact)) in zip(
            example.definition.parameters, zip(rounded.gradients, exact.gradients))
        {
            let distance = Self.distance(rounded, exact, least: least)
            #expect(distance < (hasMaximum ? 0.3 : 0.06), "\(parameter.name)")
        }
    }

    @Test("inference gives logits near those of fp32", arguments: RandomNetworkTests.examples)
    func inference(example: NetworkExample) throws {
        let exact = try example.infer()
        let rounded = try Self.inBF16(example).infer()
        #expect(Self.distance(rounded.flatMap { $0 }, exact.flatMap { $0 }) < 0.03)
    }

    @Test("loops of ours round to the nearest, of two to the even one; a NaN stays one")
    func rounding() {
        /// The float's upper half, rounded as written down.
        func rounded(_ value: Float) -> UInt16 {
            let below = UInt16(truncatingIfNeeded: value.bitPattern >> 16)
            let rest = value.bitPattern & 0xffff
            return rest > 0x8000 || rest == 0x8000 && below % 2 == 1 ? below + 1 : below
        }
        let factors: [Float] = [1, 1.00390625, 1.01171875, 0.3, -7, 1e-30, 1e30]
        for half in stride(from: UInt16(0x0080), to: 0x7f80, by: 37) {
            let value = Float(bitPattern: UInt32(half) << 16)
            var found = factors.map { _ in half }
            onecycle_multiply_bf16(&found, factors, factors.count)
            for (found, factor) in zip(found, factors) {
                #expect(found == rounded(value * factor), "\(value) \(factor)")
            }
        }
        var nan: [UInt16] = [0x7fc0, 0x7f81]
        onecycle_multiply_bf16(&nan, [1, 1], 2)
        #expect(nan.allSatisfy { Float(bitPattern: UInt32($0) << 16).isNaN })
    }

    @Test("it is bfloat16 that is computed: logits differ from those of fp32")
    func rounds() throws {
        let (_, definition) = try #require(try PresetTests.presets().first)
        let example = NetworkExample(testDescription: "preset", definition: definition, batchSize: 8)
        #expect(try Self.inBF16(example).compute().logits != example.compute().logits)
    }

    @Test("the presets have generated kernels in either direction", arguments: [64, 32, 16])
    func kernels(batchSize: Int) throws {
        for (name, definition) in try PresetTests.presets() {
            var definition = definition
            definition.precision = .bf16
            let engine = try Engine()
            let parameters = try Parameters(for: definition, batchSize: batchSize, on: engine)
            let network = try CompiledNetwork(definition, batchSize: batchSize, .training, parameters, on: engine)
            for (purpose, implementation) in network.implementations {
                #expect(!implementation.hasPrefix("ref"), "\(name): \(purpose): \(implementation)")
            }
        }
    }

    @Test("memory as planned", arguments: [Propagation.training, .inference])
    func memory(propagation: Propagation) throws {
        for (name, definition) in try MemoryPlanTests.networks() {
            var definition = definition
            definition.precision = .bf16
            let engine = try Engine()
            let planned = try MemoryPlan(definition, batchSize: 64, on: engine)
                .network(batchSize: 64, propagation).total
            let parameters = try Parameters(for: definition, batchSize: 64, on: engine)
            let compiled = try CompiledNetwork(definition, batchSize: 64, propagation, parameters, on: engine)
            let found = Double(compiled.byteCount)
            // Scratchpads are larger than those of fp32; they do not grow with the batch either.
            #expect(planned <= found && planned > 0.98 * found - 600_000, "\(name): \(planned) planned, \(found) taken")
        }
    }

    @Test("a second step over the same memory gives the same bits")
    func repeats() throws {
        for example in LayerTests.examples.prefix(12) {
            let example = Self.inBF16(example)
            let engine = try Engine()
            let parameters = try example.parameters(planned: example.batchSize, on: engine)
            let network = try CompiledNetwork(
                example.definition, batchSize: example.batchSize, .training, parameters, on: engine)
            let first = try example.compute(network, parameters)
            let second = try example.compute(network, parameters)
            #expect(first.logits == second.logits && first.gradients == second.gradients, "\(example.testDescription)")
        }
    }
}
