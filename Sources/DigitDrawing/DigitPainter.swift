import Datasets
import SeededRandom

/// Draws digits one after the other. It reuses its memory, so each thread has its own painter.
struct DigitPainter {
    private let raster: GreyRaster
    private var trace = PenTrace()
    /// A random byte for every pixel.
    private var grain = [UInt64](repeating: 0, count: side * side / 8)

    /// Rows and columns of an image.
    private static let side = DrawnDigits.size.width

    /// - Throws: `DigitDrawingError`.
    init() throws {
        raster = try GreyRaster(width: Self.side, height: Self.side)
    }

    /// Draws one digit.
    ///
    /// - Parameters:
    ///   - digit: 0...9.
    ///   - random: source of everything else.
    ///   - image: receives [28, 28].
    /// - Throws: `DigitDrawingError`.
    mutating func paint(
        _ digit: UInt8, using random: inout SeededGenerator, into image: UnsafeMutableBufferPointer<UInt8>
    ) throws {
        let skeletons = DigitSkeleton.all[Int(digit)]
        let hand = Handwriting(for: skeletons, using: &random)
        trace.write(skeletons[hand.variant], as: hand, side: Double(Self.side), using: &random)

        raster.clear()
        for stroke in trace.strokes {
            for index in stroke.dropFirst() {
                let isFirst = index == stroke.lowerBound + 1
                outline(from: trace.samples[index - 1], to: trace.samples[index], isFirst: isFirst)
            }
        }
        try raster.fill(quickly: true)
        try scan(hand, &random, into: image)
    }

    /// Adds the outline of a straight piece of a stroke to the path. All outlines have the same orientation.
    ///
    /// The far end is half a regular octagon. The near end is rounded in a stroke's first piece only: the piece before
    /// rounds every other joint. Each edge costs time.
    private func outline(from a: PenTrace.Sample, to b: PenTrace.Sample, isFirst: Bool) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = (dx * dx + dy * dy).squareRoot()
        let (ux, uy) = length > 1e-9 ? (dx / length, dy / length) : (1, 0)
        // (ax, ay) and (bx, by) point along the piece; `diagonal` scales the octagon's corners at 45 degrees.
        let (ax, ay, bx, by) = (ux * a.radius, uy * a.radius, ux * b.radius, uy * b.radius)
        let diagonal = 0.7071067811865476
        raster.move(toX: a.x - ay, y: a.y + ax)
        if isFirst {
            raster.line(toX: a.x - (ax + ay) * diagonal, y: a.y + (ax - ay) * diagonal)
            raster.line(toX: a.x - ax, y: a.y - ay)
            raster.line(toX: a.x - (ax - ay) * diagonal, y: a.y - (ax + ay) * diagonal)
        }
        raster.line(toX: a.x + ay, y: a.y - ax)
        raster.line(toX: b.x + by, y: b.y - bx)
        raster.line(toX: b.x + (bx + by) * diagonal, y: b.y - (bx - by) * diagonal)
        raster.line(toX: b.x + bx, y: b.y + by)
        raster.line(toX: b.x + (bx - by) * diagonal, y: b.y + (bx + by) * diagonal)
        raster.line(toX: b.x - by, y: b.y + bx)
        raster.closePath()
    }

    /// Turns coverage into grey values as a scanner would: reduced ink, plus one uniform random byte per pixel as grain.
    private mutating func scan(
        _ hand: Handwriting, _ random: inout SeededGenerator, into image: UnsafeMutableBufferPointer<UInt8>
    ) throws {
        for index in grain.indices { grain[index] = random.next() }
        let ink = Int32((256 * hand.ink).rounded())
        let inkGrain = Int32((2 * hand.inkGrain).rounded())
        let paperGrain = Int32((2 * hand.paperGrain).rounded())
        try raster.withBytes { bytes, stride in
            grain.withUnsafeBytes { grain in
                for row in 0..<Self.side {
                    for column in 0..<Self.side {
                        let place = row * Self.side + column
                        let cover = Int32(bytes[row * stride + column])
                        let strength = paperGrain + ((inkGrain - paperGrain) * cover) >> 8
                        let value = (cover * ink + (Int32(grain[place]) - 128) * strength) >> 8
                        image[place] = UInt8(truncatingIfNeeded: max(0, min(255, value)))
                    }
                }
            }
        }
    }
}
