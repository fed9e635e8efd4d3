import SeededRandom

/// How one image is written: what differs from writer to writer, from pen to pen, and from scan to scan.
///
/// Lengths are in pixels unless they concern the skeleton, whose unit is the digit's height.
struct Handwriting: Sendable {
    /// Which of the digit's skeletons, by place.
    var variant: Int
    /// Width of the digit relative to a skeleton as wide as high.
    var aspect: Double
    /// Shift to the right of the top against the bottom, over the height.
    var slant: Double
    /// Clockwise turn in radians.
    var rotation: Double
    /// Longer side of the digit's box.
    var size: Double
    /// Exponent that moves the middle of the digit up (above 1) or down.
    var balance: Double
    /// Tangents at control points: 0 makes polygons, 0.5 makes circles round.
    var roundness: Double
    /// Standard deviation of the control points' errors, in heights.
    var sloppiness: Double
    /// Slow bending of the whole digit: sideways with height and upwards with width, in heights.
    var bend: Point
    /// Pen wobble: distance, waves a pixel, and phase.
    var wobble: Double
    var wobbleFrequency: Double
    var wobblePhase: Double
    /// Width of the pen.
    var penWidth: Double
    /// Change of the pen's width along a stroke, relative, its waves a pixel and phase.
    var pressure: Double
    var pressureFrequency: Double
    var pressurePhase: Double
    /// Width at the ends of a stroke, relative.
    var taper: Double
    /// Error of the centring.
    var offset: Point
    /// Grey of full ink, 0...1.
    var ink: Double
    /// Strength of the grain in inked pixels and of that on bare paper, in grey values.
    var inkGrain: Double
    var paperGrain: Double

    /// Draws a handwriting.
    ///
    /// - Parameter skeletons: the digit's ways of being written.
    init(for skeletons: [DigitSkeleton], using random: inout SeededGenerator) {
        var choice = random.uniform() * skeletons.reduce(0) { $0 + $1.weight }
        variant = skeletons.count - 1
        for (index, skeleton) in skeletons.enumerated() {
            choice -= skeleton.weight
            if choice < 0 {
                variant = index
                break
            }
        }
        aspect = random.uniform(0.50, 0.95)
        slant = 0.14 + 0.22 * random.normal()
        rotation = 0.09 * random.normal()
        size = random.uniform(17.0, 20.5)
        balance = max(0.6, 1 + 0.14 * random.normal())
        roundness = random.uniform(0.36, 0.58)
        // Most write with some care, a few hardly legibly.
        let haste = random.uniform()
        sloppiness = 0.014 + 0.048 * haste * haste
        bend = Point(x: 0.05 * random.normal(), y: 0.05 * random.normal())
        wobble = 0.30 * random.uniform() * random.uniform()
        wobbleFrequency = random.uniform(0.5, 1.3)
        wobblePhase = random.uniform(0, 2 * Double.pi)
        penWidth = min(4.6, max(1.3, 2.45 + 0.65 * random.normal()))
        pressure = random.uniform(0, 0.3)
        pressureFrequency = random.uniform(0.1, 0.45)
        pressurePhase = random.uniform(0, 2 * Double.pi)
        taper = random.uniform(0.55, 1.05)
        offset = Point(x: 0.5 * random.normal(), y: 0.5 * random.normal())
        ink = random.uniform(0.86, 1.0)
        inkGrain = random.uniform(0, 14)
        paperGrain = random.uniform() < 0.5 ? 0 : random.uniform(0, 10)
    }
}
