import SeededRandom

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The path of the pen: a skeleton distorted by a handwriting, as short straight pieces in pixels.
///
/// One trace serves many digits and reuses its memory.
struct PenTrace {
    /// A position of the pen.
    struct Sample {
        var x: Double
        var y: Double
        /// Half the pen's width, in pixels.
        var radius: Double
    }

    /// All samples of all strokes, in order.
    private(set) var samples: [Sample] = []
    /// The samples of each stroke; the pen is lifted in between.
    private(set) var strokes: [Range<Int>] = []

    private var controls: [Point] = []

    /// Length of a straight piece, in pixels.
    private static let pieceLength = 2.2
    private static let maxPieces = 10

    /// Writes a digit into a square image.
    ///
    /// - Parameter side: rows and columns of the image.
    mutating func write(
        _ skeleton: DigitSkeleton, as hand: Handwriting, side: Double, using random: inout SeededGenerator
    ) {
        samples.removeAll(keepingCapacity: true)
        strokes.removeAll(keepingCapacity: true)
        for stroke in skeleton.strokes {
            distort(stroke, hand, &random)
            let start = samples.count
            follow(stroke, roundness: hand.roundness)
            strokes.append(start..<samples.count)
        }
        fit(to: hand.size)
        for stroke in strokes { ink(stroke, hand) }
        centre(side: side, offset: hand.offset)
    }

    /// Applies the handwriting to a stroke's control points.
    private mutating func distort(_ stroke: SkeletonStroke, _ hand: Handwriting, _ random: inout SeededGenerator) {
        let (sine, cosine) = (sin(hand.rotation), cos(hand.rotation))
        controls.removeAll(keepingCapacity: true)
        // Part of each error carries over to the next point; otherwise dense points would make a curve crinkle.
        let carried = 0.6
        let fresh = (1 - carried * carried).squareRoot()
        var error = Point(x: random.normal(), y: random.normal())
        for point in stroke.points {
            error.x = carried * error.x + fresh * random.normal()
            error.y = carried * error.y + fresh * random.normal()
            var x = (point.x - 0.5) * hand.aspect + hand.sloppiness * error.x
            var y = pow(point.y, hand.balance) - 0.5 + hand.sloppiness * error.y
            x += hand.bend.x * cos(2 * Double.pi * y)
            y += hand.bend.y * cos(2 * Double.pi * x)
            x -= hand.slant * y
            controls.append(Point(x: x * cosine - y * sine, y: x * sine + y * cosine))
        }
    }

    /// Adds the samples of a cubic Hermite curve through the control points (Catmull-Rom with tension).
    private mutating func follow(_ stroke: SkeletonStroke, roundness: Double) {
        for index in 0..<(controls.count - 1) {
            let (from, to) = (controls[index], controls[index + 1])
            let leave = tangent(at: index, leaving: true, stroke, roundness)
            let arrive = tangent(at: index + 1, leaving: false, stroke, roundness)
            let length = hypot(to.x - from.x, to.y - from.y)
            let pieces = max(1, min(Self.maxPieces, Int((length * 20 / Self.pieceLength).rounded(.up))))
            if index == 0 { samples.append(Sample(x: from.x, y: from.y, radius: 0)) }
            for piece in 1...pieces {
                let t = Double(piece) / Double(pieces)
                let (t2, t3) = (t * t, t * t * t)
                let (a, b, c, d) = (2 * t3 - 3 * t2 + 1, t3 - 2 * t2 + t, 3 * t2 - 2 * t3, t3 - t2)
                samples.append(
                    Sample(
                        x: a * from.x + b * leave.x + c * to.x + d * arrive.x,
                        y: a * from.y + b * leave.y + c * to.y + d * arrive.y, radius: 0))
            }
        }
    }

    /// The curve's velocity at a control point: from both neighbours, or from one at ends and corners.
    private func tangent(at index: Int, leaving: Bool, _ stroke: SkeletonStroke, _ roundness: Double) -> Point {
        var (before, after) = (index - 1, index + 1)
        if stroke.isCorner[index] {
            if leaving { before = index } else { after = index }
        }
        before = max(before, 0)
        after = min(after, controls.count - 1)
        let span = Double(after - before)
        let scale = 2 * roundness / span
        return Point(
            x: scale * (controls[after].x - controls[before].x), y: scale * (controls[after].y - controls[before].y))
    }

    /// Scales all samples so that the longer side of their bounding box is `size`.
    private mutating func fit(to size: Double) {
        var (left, right, top, bottom) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        for sample in samples {
            left = min(left, sample.x)
            right = max(right, sample.x)
            top = min(top, sample.y)
            bottom = max(bottom, sample.y)
        }
        let scale = size / max(right - left, bottom - top, 0.01)
        for index in samples.indices {
            samples[index].x *= scale
            samples[index].y *= scale
        }
    }

    /// Sets the widths of a stroke and adds the wobble.
    private mutating func ink(_ stroke: Range<Int>, _ hand: Handwriting) {
        var way = 0.0
        let last = stroke.upperBound - 1
        var (previousX, previousY) = (samples[stroke.lowerBound].x, samples[stroke.lowerBound].y)
        for index in stroke {
            let (x, y) = (samples[index].x, samples[index].y)
            way += hypot(x - previousX, y - previousY)
            (previousX, previousY) = (x, y)
            let wave = hand.wobbleFrequency * way + hand.wobblePhase
            samples[index].x += hand.wobble * sin(wave)
            samples[index].y += hand.wobble * cos(1.3 * wave)
            let swell = 1 + hand.pressure * sin(hand.pressureFrequency * way + hand.pressurePhase)
            let end = index == stroke.lowerBound || index == last ? hand.taper : 1
            samples[index].radius = max(0.5, 0.5 * hand.penWidth * swell * end)
        }
    }

    /// Moves the centre of mass to the middle of the image, as in MNIST, plus `offset`.
    private mutating func centre(side: Double, offset: Point) {
        var (mass, sumX, sumY) = (0.0, 0.0, 0.0)
        for stroke in strokes {
            for index in stroke.dropFirst() {
                let (a, b) = (samples[index - 1], samples[index])
                let weight = hypot(b.x - a.x, b.y - a.y) * (a.radius + b.radius)
                mass += weight
                sumX += weight * 0.5 * (a.x + b.x)
                sumY += weight * 0.5 * (a.y + b.y)
            }
        }
        guard mass > 0 else { return }
        let (shiftX, shiftY) = (side / 2 - sumX / mass + offset.x, side / 2 - sumY / mass + offset.y)
        for index in samples.indices {
            samples[index].x += shiftX
            samples[index].y += shiftY
        }
    }
}
