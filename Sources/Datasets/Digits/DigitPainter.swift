import CairoCanvas
import SeededRandom

/// Draws digits, one after the other, with memory of its own: each thread has one.
struct DigitPainter {
    private let raster: GreyRaster
    private var trace = PenTrace()

    /// Rows and columns of an image.
    static let side = 28

    /// - Throws: `GreyRasterError`.
    init() throws {
        raster = try GreyRaster(width: Self.side, height: Self.side)
    }

    /// Draws one digit.
    ///
    /// - Parameters:
    ///   - digit: 0...9.
    ///   - random: fixes everything else.
    ///   - image: [28, 28], filled.
    /// - Throws: `GreyRasterError`.
    mutating func paint(
        _ digit: UInt8, using random: inout SeededGenerator, into image: UnsafeMutableBufferPointer<UInt8>
    ) throws {
        let skeletons = DigitSkeleton.all[Int(digit)]
        let hand = Handwriting(for: skeletons, using: &random)
        trace.write(skeletons[hand.variant], as: hand, side: Double(Self.side), using: &random)

        raster.clear()
        for stroke in trace.strokes {
            for index in stroke.dropFirst() { outline(from: trace.samples[index - 1], to: trace.samples[index]) }
        }
        try raster.fill(quickly: true)
        try raster.withBytes { bytes, stride in
            Self.scan(bytes, stride: stride, hand, &random, into: image)
        }
    }

    /// Adds the outline of a straight piece with round ends to the path; all outlines turn the same way.
    private func outline(from a: PenTrace.Sample, to b: PenTrace.Sample) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = (dx * dx + dy * dy).squareRoot()
        let (ux, uy) = length > 1e-9 ? (dx / length, dy / length) : (1, 0)
        let (ra, rb) = (a.radius, b.radius)
        // Half a regular octagon around either end.
        let diagonal = 0.7071067811865476
        raster.move(toX: a.x - uy * ra, y: a.y + ux * ra)
        raster.line(toX: a.x - (ux + uy) * diagonal * ra, y: a.y + (ux - uy) * diagonal * ra)
        raster.line(toX: a.x - ux * ra, y: a.y - uy * ra)
        raster.line(toX: a.x - (ux - uy) * diagonal * ra, y: a.y - (ux + uy) * diagonal * ra)
        raster.line(toX: a.x + uy * ra, y: a.y - ux * ra)
        raster.line(toX: b.x + uy * rb, y: b.y - ux * rb)
        raster.line(toX: b.x + (ux + uy) * diagonal * rb, y: b.y - (ux - uy) * diagonal * rb)
        raster.line(toX: b.x + ux * rb, y: b.y + uy * rb)
        raster.line(toX: b.x + (ux - uy) * diagonal * rb, y: b.y + (ux + uy) * diagonal * rb)
        raster.line(toX: b.x - uy * rb, y: b.y + ux * rb)
        raster.closePath()
    }

    /// Turns coverage into what a scanner would see: less than full ink, and grain.
    private static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, stride: Int, _ hand: Handwriting, _ random: inout SeededGenerator,
        into image: UnsafeMutableBufferPointer<UInt8>
    ) {
        let ink = Int32((256 * hand.ink).rounded())
        let inkGrain = Int32((256 * hand.inkGrain / 128).rounded())
        let paperGrain = Int32((256 * hand.paperGrain / 128).rounded())
        for row in 0..<side {
            var bits: UInt64 = 0
            for column in 0..<side {
                if column & 7 == 0 { bits = random.next() }
                // Triangular in -128...127: the mean of two uniform nibble pairs would do, one byte does as well.
                let grain = Int32(UInt8(truncatingIfNeeded: bits)) - 128
                bits >>= 8
                let cover = Int32(bytes[row * stride + column])
                let strength = paperGrain + ((inkGrain - paperGrain) * cover) >> 8
                let value = (cover * ink + grain * strength) >> 8
                image[row * side + column] = UInt8(clamping: value)
            }
        }
    }
}
