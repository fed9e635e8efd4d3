import CKernels
import Networks
import OneDNN
import Testing

@Suite("Maximum pooling with loops of ours")
struct MaxPoolingTests {
    @Test("values and places: the first of equals, NaN, pixels that no window covers", arguments: [1, 3, 8, 16, 24])
    func byHand(lanes: Int) {
        // 3 x 5 pixels; windows of 2 x 2 leave the last row and column.
        let plane: [Float] = [1, 4, 2, 2, 9, 4, 3, 2, 2, 9, 9, 9, 9, 9, 9]
        var x = plane.flatMap { value in (0..<lanes).map { value + Float($0) } }
        x[2 * lanes] = .nan
        let windows = onecycle_windows(planes: 1, height: 3, width: 5, lanes: lanes, side: 2, is_half: 0)
        var y = [Float](repeating: -1, count: 2 * lanes)
        var places = [UInt8](repeating: 9, count: 2 * lanes)
        onecycle_max_pool(x, &y, &places, windows)
        for lane in 0..<lanes {
            #expect(y[lane] == 4 + Float(lane) && places[lane] == 1)
            let isNaN = lane == 0
            #expect(isNaN ? y[lanes].isNaN : y[lanes + lane] == 2 + Float(lane))
            #expect(places[lanes + lane] == 0)
        }
        var dx = [Float](repeating: -1, count: x.count)
        onecycle_max_pool_backward([Float](repeating: 7, count: 2 * lanes), places, &dx, windows)
        let expected: [Float] = [0, 7, 7, 0, 0] + .init(repeating: 0, count: 10)
        #expect(dx == expected.flatMap { Array(repeating: $0, count: lanes) })
    }

    @Test("bfloat16 is not rounded again")
    func halves() {
        let windows = onecycle_windows(planes: 1, height: 2, width: 2, lanes: 16, side: 2, is_half: 1)
        let x = (0..<64).map { UInt16(0x3f80 + $0 * 7 % 64) }
        var y = [UInt16](repeating: 0, count: 16)
        var places = [UInt8](repeating: 9, count: 16)
        onecycle_max_pool(x, &y, &places, windows)
        for lane in 0..<16 {
            let window = (0..<4).map { x[$0 * 16 + lane] }
            #expect(y[lane] == window.max() && Int(places[lane]) == window.firstIndex(of: y[lane]))
        }
        var dx = [UInt16](repeating: 1, count: 64)
        onecycle_max_pool_backward(y, places, &dx, windows)
        #expect(dx.indices.allSatisfy { dx[$0] == (Int(places[$0 % 16]) == $0 / 16 ? y[$0 % 16] : 0) })
    }

    @Test("a network uses them if windows neither overlap nor reach beyond the image")
    func chosen() throws {
        func implementation(_ window: Window) throws -> String? {
            let definition = try NetworkDefinition(
                input: ImageShape(channels: 3, height: 12, width: 12), classes: 3,
                layers: [conv(16, 3), .pool(.maximum, window)] + LayerTests.end)
            let engine = try Engine()
            let parameters = try Parameters(for: definition, batchSize: 4, on: engine)
            return try CompiledNetwork(definition, batchSize: 4, .training, parameters, on: engine)
                .implementations.first { $0.purpose.hasPrefix("maximum pooling") }?.implementation
        }
        #expect(try implementation(Window(kernel: 2, stride: 2)) == "onecycle")
        #expect(try implementation(Window(kernel: 3, stride: 3)) == "onecycle")
        #expect(try implementation(Window(kernel: 3, stride: 2)) != "onecycle")
        #expect(try implementation(Window(kernel: 2, stride: 2, padding: 1)) != "onecycle")
    }
}
