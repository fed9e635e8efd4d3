import CKernels
import TestSupport
import Testing

@Suite("Weight gradient of a convolution of one channel")
struct PlaneWeightGradientTests {
    struct Example: Sendable {
        var height = 9
        var width = 7
        var kernel = 3
        var stride = 1
        var padding = 1
        var channels = 8
        var lanes = 8
    }

    static let examples: [Example] = [
        Example(), Example(channels: 5), Example(channels: 19), Example(channels: 19, lanes: 16),
        Example(kernel: 5, padding: 0), Example(kernel: 5, stride: 2, padding: 2), Example(kernel: 1, padding: 0),
        Example(kernel: 2, stride: 2, padding: 0), Example(kernel: 7, padding: 3),
        Example(height: 12, width: 11, kernel: 9, padding: 4),
        Example(height: 10, width: 10, kernel: 3, stride: 3, padding: 0),
    ]

    @Test("the sum of products, as written down", arguments: examples)
    func sums(example: Example) {
        let images = 3
        let rows = (example.height + 2 * example.padding - example.kernel) / example.stride + 1
        let columns = (example.width + 2 * example.padding - example.kernel) / example.stride + 1
        let blocks = (example.channels + example.lanes - 1) / example.lanes
        var numbers = Congruential(state: 5)
        func drawn(_ count: Int) -> [Float] {
            (0..<count).map { _ in Float(numbers.next() >> 40) / Float(1 << 24) - 0.5 }
        }
        let x = drawn(images * example.height * example.width)
        let dy = drawn(images * blocks * rows * columns * example.lanes)

        let shape = onecycle_plane_convolution(
            images: images, height: example.height, width: example.width, kernel: example.kernel,
            stride: example.stride, padding: example.padding, blocks: blocks, rows: rows, columns: columns,
            lanes: example.lanes, channels: example.channels)
        var scratch = [Float](repeating: .nan, count: onecycle_plane_weights_scratch(shape))
        var weights = [Float](repeating: .nan, count: example.channels * example.kernel * example.kernel)
        var biases = [Float](repeating: .nan, count: example.channels)
        onecycle_plane_weights(x, dy, shape, &scratch, &weights, &biases)

        for channel in 0..<example.channels {
            func gradient(_ image: Int, _ row: Int, _ column: Int) -> Double {
                let block = image * blocks + channel / example.lanes
                return Double(dy[((block * rows + row) * columns + column) * example.lanes + channel % example.lanes])
            }
            var bias = 0.0
            for image in 0..<images {
                for row in 0..<rows { for column in 0..<columns { bias += gradient(image, row, column) } }
            }
            #expect(abs(Double(biases[channel]) - bias) < 1e-4)
            for down in 0..<example.kernel {
                for across in 0..<example.kernel {
                    var sum = 0.0
                    for image in 0..<images {
                        for row in 0..<rows {
                            for column in 0..<columns {
                                let y = row * example.stride + down - example.padding
                                let z = column * example.stride + across - example.padding
                                guard (0..<example.height).contains(y), (0..<example.width).contains(z) else {
                                    continue
                                }
                                let pixel = x[(image * example.height + y) * example.width + z]
                                sum += Double(pixel) * gradient(image, row, column)
                            }
                        }
                    }
                    let found = weights[(channel * example.kernel + down) * example.kernel + across]
                    #expect(abs(Double(found) - sum) < 1e-4, "\(channel), \(down), \(across)")
                }
            }
        }
    }
}
