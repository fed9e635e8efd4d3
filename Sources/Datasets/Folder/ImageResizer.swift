/// Resizes planes of bytes with an antialiased bilinear filter, as Pillow's `resize` with `BILINEAR`. The aspect ratio is
/// not kept.
///
/// Rows are filtered first and rounded to bytes, then columns. Weights have 22 fractional bits. Results equal Pillow's
/// if Pillow also filters rows first; otherwise they differ by at most 1. Recent versions do so for some sizes only.
struct ImageResizer {
    private let target: ImageSize
    private var source: ImageSize?
    private var columns: Filter?
    private var rows: Filter?
    private var narrowed: [UInt8] = []

    init(to target: ImageSize) { self.target = target }

    /// - Parameters:
    ///   - plane: [H, W] of `size`.
    ///   - out: receives the target's [H, W].
    mutating func resize(
        _ plane: UnsafeBufferPointer<UInt8>, of size: ImageSize, into out: UnsafeMutableBufferPointer<UInt8>
    ) {
        if size == target {
            _ = out.update(fromContentsOf: plane)
            return
        }
        if source != size {
            source = size
            columns = size.width == target.width ? nil : Filter(from: size.width, to: target.width)
            rows = size.height == target.height ? nil : Filter(from: size.height, to: target.height)
            narrowed = [UInt8](repeating: 0, count: size.height * target.width)
        }
        narrowed.withUnsafeMutableBufferPointer { narrowed in
            if let columns {
                for row in 0..<size.height {
                    for column in 0..<target.width {
                        narrowed[row * target.width + column] = columns.value(at: column) {
                            plane[row * size.width + $0]
                        }
                    }
                }
            } else {
                _ = narrowed.update(fromContentsOf: plane)
            }
            guard let rows else {
                _ = out.update(fromContentsOf: narrowed[..<(target.height * target.width)])
                return
            }
            for row in 0..<target.height {
                for column in 0..<target.width {
                    out[row * target.width + column] = rows.value(at: row) { narrowed[$0 * target.width + column] }
                }
            }
        }
    }

    /// A triangle filter around each position of the target.
    private struct Filter {
        private var starts: [Int] = []
        private var offsets: [Int] = [0]
        private var weights: [Int] = []
        private static let fractionBits = 22

        init(from source: Int, to target: Int) {
            let scale = Double(source) / Double(target)
            let reach = max(scale, 1)
            for place in 0..<target {
                let center = (Double(place) + 0.5) * scale
                let first = max(0, Int(center - reach + 0.5))
                let end = min(source, Int(center + reach + 0.5))
                let triangle = (first..<end).map { max(0, 1 - abs((Double($0) - center + 0.5) / reach)) }
                let sum = triangle.reduce(0, +)
                starts.append(first)
                weights += triangle.map {
                    Int(((sum == 0 ? 0 : $0 / sum) * Double(1 << Self.fractionBits)).rounded(.toNearestOrAwayFromZero))
                }
                offsets.append(weights.count)
            }
        }

        func value(at place: Int, _ source: (Int) -> UInt8) -> UInt8 {
            var sum = 1 << (Self.fractionBits - 1)
            let first = starts[place] - offsets[place]
            for index in offsets[place]..<offsets[place + 1] { sum += weights[index] * Int(source(first + index)) }
            return UInt8(max(0, min(255, sum >> Self.fractionBits)))
        }
    }
}
