/// A point of the writing plane: x to the right, y down; in a skeleton both run from 0 to 1.
struct Point: Sendable, Equatable {
    var x: Double
    var y: Double
}

/// One movement of the pen: a smooth curve through control points, except at corners, where it turns on the spot.
struct SkeletonStroke: Sendable {
    let points: [Point]
    let isCorner: [Bool]

    /// - Parameter corners: places in the list of points.
    init(_ points: [(Double, Double)], corners: [Int] = []) {
        self.points = points.map { Point(x: $0.0, y: $0.1) }
        isCorner = points.indices.map { corners.contains($0) }
    }
}

/// One way of writing a digit.
struct DigitSkeleton: Sendable {
    let strokes: [SkeletonStroke]
    /// How often this way is taken, relative to the digit's other ways.
    let weight: Double

    init(weight: Double, _ strokes: [SkeletonStroke]) {
        self.weight = weight
        self.strokes = strokes
    }

    /// The ways of writing each digit, by digit.
    static let all: [[DigitSkeleton]] = [zero, one, two, three, four, five, six, seven, eight, nine]
}

extension DigitSkeleton {
    private typealias Stroke = SkeletonStroke

    private static let zero = [
        // Closed, overlapping a little at the top.
        DigitSkeleton(
            weight: 3,
            [
                Stroke([
                    (0.55, 0.00), (0.18, 0.18), (0.06, 0.55), (0.30, 0.95), (0.68, 0.94), (0.94, 0.55), (0.80, 0.12),
                    (0.50, 0.00), (0.36, 0.06),
                ])
            ]),
        // Narrow, ending inside.
        DigitSkeleton(
            weight: 1.5,
            [
                Stroke([
                    (0.70, 0.05), (0.40, 0.02), (0.18, 0.30), (0.16, 0.70), (0.42, 1.00), (0.74, 0.82), (0.84, 0.40),
                    (0.66, 0.08), (0.50, 0.14),
                ])
            ]),
        // Open at the upper right.
        DigitSkeleton(
            weight: 1,
            [
                Stroke([
                    (0.62, 0.04), (0.24, 0.12), (0.05, 0.52), (0.26, 0.94), (0.66, 0.96), (0.95, 0.62), (0.88, 0.22),
                    (0.74, 0.08),
                ])
            ]),
    ]

    private static let one = [
        DigitSkeleton(weight: 4, [Stroke([(0.52, 0.00), (0.50, 0.35), (0.49, 0.70), (0.48, 1.00)])]),
        // With an upstroke.
        DigitSkeleton(
            weight: 1.5,
            [
                Stroke([(0.28, 0.24), (0.42, 0.12), (0.54, 0.00), (0.52, 0.50), (0.50, 1.00)], corners: [2])
            ]),
        // With an upstroke and a foot.
        DigitSkeleton(
            weight: 0.6,
            [
                Stroke([(0.26, 0.22), (0.52, 0.00), (0.51, 0.50), (0.50, 0.98)], corners: [1]),
                Stroke([(0.24, 0.99), (0.50, 0.98), (0.78, 0.97)]),
            ]),
    ]

    private static let two = [
        // With a straight base.
        DigitSkeleton(
            weight: 2,
            [
                Stroke(
                    [
                        (0.08, 0.24), (0.28, 0.03), (0.66, 0.01), (0.86, 0.24), (0.66, 0.56), (0.34, 0.80),
                        (0.06, 0.97),
                        (0.50, 0.95), (0.96, 0.96),
                    ], corners: [6])
            ]),
        // With a loop at the lower left.
        DigitSkeleton(
            weight: 2,
            [
                Stroke([
                    (0.10, 0.20), (0.40, 0.01), (0.78, 0.14), (0.76, 0.42), (0.48, 0.74), (0.20, 0.95), (0.04, 0.88),
                    (0.16, 0.76), (0.44, 0.84), (0.70, 0.96), (0.98, 0.88),
                ])
            ]),
        // Like a z with a round shoulder.
        DigitSkeleton(
            weight: 1,
            [
                Stroke(
                    [(0.06, 0.12), (0.44, 0.02), (0.86, 0.10), (0.62, 0.50), (0.10, 0.92), (0.40, 0.90), (0.92, 1.00)],
                    corners: [4])
            ]),
    ]

    private static let three = [
        // Two round bowls that meet in a point.
        DigitSkeleton(
            weight: 3,
            [
                Stroke(
                    [
                        (0.10, 0.16), (0.34, 0.02), (0.68, 0.03), (0.84, 0.20), (0.68, 0.39), (0.38, 0.47),
                        (0.74, 0.52),
                        (0.93, 0.72), (0.74, 0.95), (0.36, 1.00), (0.05, 0.87),
                    ], corners: [5])
            ]),
        // Flat top, slanting to the middle.
        DigitSkeleton(
            weight: 1,
            [
                Stroke(
                    [
                        (0.10, 0.04), (0.46, 0.03), (0.86, 0.02), (0.62, 0.22), (0.42, 0.39), (0.76, 0.45),
                        (0.93, 0.68),
                        (0.72, 0.94), (0.36, 1.00), (0.06, 0.90),
                    ], corners: [2, 4])
            ]),
        // With a small loop in the middle.
        DigitSkeleton(
            weight: 1.2,
            [
                Stroke([
                    (0.12, 0.12), (0.42, 0.00), (0.78, 0.12), (0.72, 0.34), (0.44, 0.48), (0.34, 0.44), (0.46, 0.40),
                    (0.78, 0.54), (0.90, 0.76), (0.62, 0.98), (0.26, 0.98), (0.06, 0.84),
                ])
            ]),
        // Hurried: the middle is a mere dent.
        DigitSkeleton(
            weight: 1,
            [
                Stroke([
                    (0.14, 0.12), (0.46, 0.00), (0.80, 0.10), (0.80, 0.28), (0.62, 0.44), (0.74, 0.56), (0.80, 0.74),
                    (0.62, 0.94), (0.30, 1.00), (0.08, 0.94),
                ])
            ]),
        // A small upper bowl above a long lower one that stays open.
        DigitSkeleton(
            weight: 0.8,
            [
                Stroke(
                    [
                        (0.22, 0.10), (0.50, 0.00), (0.74, 0.10), (0.66, 0.26), (0.42, 0.34), (0.78, 0.42),
                        (0.94, 0.66),
                        (0.78, 0.90), (0.46, 1.00),
                    ], corners: [4])
            ]),
        // A small lower hook.
        DigitSkeleton(
            weight: 0.8,
            [
                Stroke(
                    [
                        (0.04, 0.14), (0.36, 0.00), (0.78, 0.06), (0.90, 0.28), (0.66, 0.50), (0.44, 0.58),
                        (0.70, 0.64),
                        (0.80, 0.80), (0.62, 0.98), (0.36, 1.00),
                    ], corners: [5])
            ]),
    ]

    private static let four = [
        // Open on top.
        DigitSkeleton(
            weight: 3,
            [
                Stroke([(0.22, 0.02), (0.14, 0.28), (0.10, 0.52), (0.46, 0.54), (0.92, 0.48)], corners: [2]),
                Stroke([(0.80, 0.04), (0.74, 0.40), (0.70, 0.72), (0.68, 1.00)]),
            ]),
        // Closed, one stroke and the bar.
        DigitSkeleton(
            weight: 1.2,
            [
                Stroke(
                    [(0.70, 1.00), (0.70, 0.50), (0.70, 0.00), (0.38, 0.34), (0.04, 0.68), (0.50, 0.67), (0.98, 0.66)],
                    corners: [2, 4])
            ]),
        // Round, the stem following on.
        DigitSkeleton(
            weight: 1.2,
            [
                Stroke([(0.14, 0.06), (0.08, 0.38), (0.30, 0.52), (0.62, 0.44), (0.84, 0.18)]),
                Stroke([(0.88, 0.00), (0.78, 0.36), (0.70, 0.70), (0.66, 1.00)]),
            ]),
    ]

    private static let five = [
        // Stem and bowl, then the flag.
        DigitSkeleton(
            weight: 2,
            [
                Stroke(
                    [
                        (0.26, 0.06), (0.22, 0.24), (0.16, 0.42), (0.50, 0.38), (0.84, 0.56), (0.78, 0.86),
                        (0.44, 1.00),
                        (0.06, 0.92),
                    ], corners: [2]),
                Stroke([(0.26, 0.06), (0.58, 0.05), (0.94, 0.00)]),
            ]),
        // All in one, from the right.
        DigitSkeleton(
            weight: 2,
            [
                Stroke(
                    [
                        (0.92, 0.02), (0.58, 0.04), (0.30, 0.04), (0.20, 0.40), (0.56, 0.42), (0.82, 0.62),
                        (0.70, 0.90),
                        (0.36, 1.00), (0.06, 0.88),
                    ], corners: [2, 3])
            ]),
        // Like an S.
        DigitSkeleton(
            weight: 1,
            [
                Stroke([
                    (0.92, 0.04), (0.56, 0.02), (0.30, 0.14), (0.32, 0.36), (0.62, 0.50), (0.78, 0.72), (0.56, 0.96),
                    (0.20, 1.00), (0.04, 0.90),
                ])
            ]),
    ]

    private static let six = [
        DigitSkeleton(
            weight: 3,
            [
                Stroke([
                    (0.72, 0.00), (0.38, 0.22), (0.14, 0.56), (0.18, 0.90), (0.52, 1.00), (0.84, 0.82), (0.78, 0.58),
                    (0.46, 0.54), (0.18, 0.74),
                ])
            ]),
        // A straight stem, a small bowl.
        DigitSkeleton(
            weight: 1.5,
            [
                Stroke([
                    (0.46, 0.00), (0.30, 0.32), (0.20, 0.66), (0.28, 0.94), (0.58, 0.99), (0.76, 0.82), (0.62, 0.66),
                    (0.34, 0.72), (0.22, 0.84),
                ])
            ]),
        // A round back.
        DigitSkeleton(
            weight: 1,
            [
                Stroke([
                    (0.88, 0.08), (0.54, 0.02), (0.18, 0.30), (0.08, 0.68), (0.34, 0.98), (0.76, 0.92), (0.86, 0.64),
                    (0.56, 0.48), (0.16, 0.64),
                ])
            ]),
    ]

    private static let seven = [
        DigitSkeleton(
            weight: 3,
            [
                Stroke(
                    [(0.05, 0.06), (0.48, 0.06), (0.93, 0.03), (0.70, 0.36), (0.50, 0.68), (0.36, 1.00)], corners: [2])
            ]),
        // With a bar.
        DigitSkeleton(
            weight: 1,
            [
                Stroke(
                    [(0.06, 0.06), (0.48, 0.05), (0.93, 0.04), (0.68, 0.38), (0.48, 0.70), (0.38, 1.00)], corners: [2]),
                Stroke([(0.26, 0.52), (0.54, 0.50), (0.84, 0.46)]),
            ]),
        // With a serif on the left.
        DigitSkeleton(
            weight: 1,
            [
                Stroke(
                    [(0.04, 0.24), (0.06, 0.05), (0.48, 0.06), (0.94, 0.04), (0.66, 0.46), (0.44, 1.00)],
                    corners: [1, 3])
            ]),
        // A wavy roof.
        DigitSkeleton(
            weight: 1,
            [
                Stroke(
                    [(0.04, 0.16), (0.24, 0.04), (0.60, 0.12), (0.95, 0.00), (0.72, 0.34), (0.58, 0.66), (0.52, 1.00)],
                    corners: [3])
            ]),
        // A round shoulder.
        DigitSkeleton(
            weight: 1.2,
            [
                Stroke([
                    (0.06, 0.14), (0.36, 0.02), (0.74, 0.06), (0.82, 0.24), (0.66, 0.52), (0.50, 0.78), (0.42, 1.00),
                ])
            ]),
        // A tail that swings to the left.
        DigitSkeleton(
            weight: 0.8,
            [
                Stroke(
                    [
                        (0.08, 0.08), (0.48, 0.05), (0.88, 0.05), (0.76, 0.30), (0.74, 0.60), (0.62, 0.88),
                        (0.36, 1.00),
                        (0.20, 0.94),
                    ], corners: [2])
            ]),
        // A roof that dips, then a steep stem.
        DigitSkeleton(
            weight: 0.8,
            [
                Stroke(
                    [(0.08, 0.04), (0.18, 0.20), (0.50, 0.22), (0.84, 0.02), (0.78, 0.40), (0.74, 0.70), (0.70, 1.00)],
                    corners: [3])
            ]),
    ]

    private static let eight = [
        // One stroke, crossing in the middle.
        DigitSkeleton(
            weight: 3,
            [
                Stroke([
                    (0.80, 0.12), (0.50, 0.00), (0.20, 0.14), (0.34, 0.38), (0.64, 0.56), (0.82, 0.78), (0.50, 1.00),
                    (0.16, 0.82), (0.34, 0.58), (0.66, 0.38), (0.84, 0.16), (0.70, 0.06),
                ])
            ]),
        // Two rings.
        DigitSkeleton(
            weight: 1,
            [
                Stroke([
                    (0.52, 0.46), (0.22, 0.32), (0.26, 0.08), (0.52, 0.00), (0.78, 0.10), (0.80, 0.32), (0.52, 0.46),
                ]),
                Stroke([
                    (0.52, 0.46), (0.14, 0.62), (0.16, 0.90), (0.50, 1.00), (0.86, 0.88), (0.86, 0.62), (0.52, 0.46),
                ]),
            ]),
        // Not quite closed on top.
        DigitSkeleton(
            weight: 1.2,
            [
                Stroke([
                    (0.86, 0.04), (0.46, 0.04), (0.26, 0.22), (0.52, 0.46), (0.76, 0.70), (0.58, 0.98), (0.24, 0.94),
                    (0.24, 0.70), (0.56, 0.46), (0.92, 0.14),
                ])
            ]),
    ]

    private static let nine = [
        // A ring and a straight stem.
        DigitSkeleton(
            weight: 3,
            [
                Stroke(
                    [
                        (0.84, 0.14), (0.52, 0.00), (0.18, 0.16), (0.18, 0.40), (0.48, 0.48), (0.80, 0.30),
                        (0.86, 0.08),
                        (0.80, 0.50), (0.72, 1.00),
                    ], corners: [6])
            ]),
        // A tail that swings to the left.
        DigitSkeleton(
            weight: 1.2,
            [
                Stroke(
                    [
                        (0.82, 0.16), (0.50, 0.00), (0.16, 0.18), (0.26, 0.46), (0.62, 0.42), (0.84, 0.14),
                        (0.86, 0.52),
                        (0.76, 0.88), (0.46, 1.00), (0.18, 0.92),
                    ], corners: [5])
            ]),
        // Written round, without a halt.
        DigitSkeleton(
            weight: 1,
            [
                Stroke([
                    (0.70, 0.30), (0.46, 0.46), (0.20, 0.34), (0.28, 0.06), (0.62, 0.02), (0.78, 0.24), (0.70, 0.60),
                    (0.50, 1.00),
                ])
            ]),
    ]
}
