import Networks
import OneDNN
import Testing

@Suite("What oneDNN computes with")
struct ImplementationTests {
    static let channels = [
        [3, 16, 16, 2], [3, 8, 8, 2], [3, 5, 7, 2], [1, 8, 16, 10], [1, 1, 1, 10], [3, 4, 17, 33, 6, 2],
        [3, 65, 20, 2],
    ]

    @Test(
        "code is generated for every convolution: the loops it falls back to take fifty times as long",
        .enabled(if: OneDNNLibrary.hasWideRegisters, "known of processors with AVX-512 only"), arguments: channels,
        [1, 7, 64])
    func generated(channels: [Int], batchSize: Int) throws {
        let definition = try NetworkDefinition.simpleCNN(
            channels: channels, image: ImageShape(channels: channels[0], height: 28, width: 28))
        let engine = try Engine()
        let parameters = try Parameters(for: definition, batchSize: 64, on: engine)
        for propagation in [Propagation.training, .inference] {
            let network = try CompiledNetwork(definition, batchSize: batchSize, propagation, parameters, on: engine)
            for (purpose, implementation) in network.implementations where purpose.contains("convolution") {
                #expect(
                    implementation.hasPrefix("jit") || implementation.hasPrefix("brg"), "\(purpose): \(implementation)")
            }
        }
    }
}
