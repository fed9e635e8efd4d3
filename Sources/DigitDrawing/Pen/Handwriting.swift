import SeededRandom

/// The random properties of one image: of the writer, the pen and the scan.
///
/// Lengths are in pixels; lengths of the skeleton are in heights of the digit.
struct Handwriting: Sendable {
    /// Index of the digit's skeleton.
    var variant: Int
    /// Width of the digit over its height, for a square skeleton.
    var aspect: Double
    /// Shift of the top to the right, relative to the bottom, in heights.
    var slant: Double
    /// Clockwise rotation, radians.
    var rotation: Double
    /// Longer side of the digit's bounding box.
    var size: Double
    /// Exponent of y; above 1 it moves the middle of the digit up, below 1 down.
    var balance: Double
    /// Length of the tangents at control points: 0 gives polygons, 0.5 gives round circles.
    var roundness: Double
    /// Standard deviation of the errors of control points, in heights.
    var sloppiness: Double
    /// Bend of the whole digit, in heights: x varies with the height, y with the width.
    var bend: Point
    /// Pen wobble: amplitude, waves per pixel, and phase.
    var wobble: Double
    var wobbleFrequency: Double
    var wobblePhase: Double
    /// Width of the pen.
    var penWidth: Double
    /// Relative change of the pen's width along a stroke, its waves per pixel, and its phase.
    var pressure: Double
    var pressureFrequency: Double
    var pressurePhase: Double
    /// Relative width at the ends of a stroke.
    var taper: Double
    /// Offset from the centre.
    var offset: Point
    /// Grey of full ink, 0...1.
    var ink: Double
    /// Strength of the grain in inked pixels and on bare paper, in grey values.
    var inkGrain: Double
    var paperGrain: Double

    /// Draws a random handwriting.
    ///
    /// - Parameter skeletons: the skeletons of the digit.
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
        // The square makes most digits neat and a few hardly legible.
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
