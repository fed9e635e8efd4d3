/// A point of the writing plane: x points right, y points down. In a skeleton both are 0...1.
struct Point: Sendable, Equatable {
    var x: Double
    var y: Double
}

/// One movement of the pen: a curve through control points, smooth except at corners.
struct SkeletonStroke: Sendable, Equatable {
    var points: [Point] = []
    /// Whether each point is a corner.
    var isCorner: [Bool] = []
}

/// One way of writing a digit.
struct DigitSkeleton: Sendable, Equatable {
    let strokes: [SkeletonStroke]
    /// How often this skeleton is chosen, relative to the digit's others.
    let weight: Double

    /// - Parameter path: points "x,y" in hundredths, separated by spaces. "!" after a point marks a corner, "/" lifts the
    ///   pen.
    init(_ weight: Double, _ path: String) {
        var strokes = [SkeletonStroke()]
        for word in path.split(separator: " ") {
            if word == "/" {
                strokes.append(SkeletonStroke())
                continue
            }
            let isCorner = word.hasSuffix("!")
            let numbers = word.dropLast(isCorner ? 1 : 0).split(separator: ",").compactMap { Double($0) }
            precondition(numbers.count == 2, "a point of a skeleton is x,y")
            strokes[strokes.count - 1].points.append(Point(x: numbers[0] / 100, y: numbers[1] / 100))
            strokes[strokes.count - 1].isCorner.append(isCorner)
        }
        precondition(strokes.allSatisfy { $0.points.count >= 2 }, "a stroke has a start and an end")
        self.strokes = strokes
        self.weight = weight
    }

    /// The skeletons of each digit, by digit.
    static let all: [[DigitSkeleton]] = [zero, one, two, three, four, five, six, seven, eight, nine]
}

extension DigitSkeleton {
    private static let zero = [
        // Closed, overlapping a little at the top.
        DigitSkeleton(3, "52,0 24,11 7,40 9,72 30,97 56,99 82,84 94,54 84,19 60,1 40,4"),
        // Narrow, ending inside.
        DigitSkeleton(1.5, "70,6 48,0 28,14 16,42 16,72 32,96 56,97 76,76 84,46 76,18 60,8 50,16"),
        // Open at the upper right.
        DigitSkeleton(1, "62,4 34,5 12,27 5,56 16,86 42,100 70,93 91,68 94,40 84,16 72,8"),
    ]

    private static let one = [
        DigitSkeleton(4, "52,0 50,35 49,70 48,100"),
        // With an upstroke.
        DigitSkeleton(1.5, "28,24 42,12 54,0! 52,50 50,100"),
        // With an upstroke and a foot.
        DigitSkeleton(0.6, "26,22 52,0! 51,50 50,98 / 24,99 50,98 78,97"),
    ]

    private static let two = [
        // With a straight base.
        DigitSkeleton(2, "8,24 28,3 66,1 86,24 66,56 34,80 6,97! 50,95 96,96"),
        // With a loop at the lower left.
        DigitSkeleton(2, "10,20 40,1 78,14 76,42 48,74 20,95 4,88 16,76 44,84 70,96 98,88"),
        // Like a z with a round shoulder.
        DigitSkeleton(1, "6,12 44,2 86,10 62,50 10,92! 40,90 92,100"),
    ]

    private static let three = [
        // Two round bowls that meet in a point.
        DigitSkeleton(3, "10,16 34,2 68,3 84,20 68,39 38,47! 74,52 93,72 74,95 36,100 5,87"),
        // Flat top, slanting to the middle.
        DigitSkeleton(1, "10,4 46,3 86,2! 62,22 42,39! 76,45 93,68 72,94 36,100 6,90"),
        // With a small loop in the middle.
        DigitSkeleton(1.2, "12,12 42,0 78,12 72,34 44,48 34,44 46,40 78,54 90,76 62,98 26,98 6,84"),
        // Hurried: the middle is a mere dent.
        DigitSkeleton(1, "14,12 46,0 80,10 80,28 62,44 74,56 80,74 62,94 30,100 8,94"),
        // A small upper bowl above a long lower one that stays open.
        DigitSkeleton(0.8, "22,10 50,0 74,10 66,26 42,34! 78,42 94,66 78,90 46,100"),
        // A small lower hook.
        DigitSkeleton(0.8, "4,14 36,0 78,6 90,28 66,50 44,58! 70,64 80,80 62,98 36,100"),
    ]

    private static let four = [
        // Open on top.
        DigitSkeleton(3, "22,2 14,28 10,52! 46,54 92,48 / 80,4 74,40 70,72 68,100"),
        // Closed, one stroke and the bar.
        DigitSkeleton(1.2, "70,100 70,50 70,0! 38,34 4,68! 50,67 98,66"),
        // Round, the stem following on.
        DigitSkeleton(1.2, "14,6 8,38 30,52 62,44 84,18 / 88,0 78,36 70,70 66,100"),
    ]

    private static let five = [
        // Stem and bowl, then the flag.
        DigitSkeleton(2, "26,6 22,24 16,42! 50,38 84,56 78,86 44,100 6,92 / 26,6 58,5 94,0"),
        // All in one, from the right.
        DigitSkeleton(2, "92,2 58,4 30,4! 20,40! 56,42 82,62 70,90 36,100 6,88"),
        // Like an S.
        DigitSkeleton(1, "92,4 56,2 30,14 32,36 62,50 78,72 56,96 20,100 4,90"),
    ]

    private static let six = [
        DigitSkeleton(3, "72,0 38,22 14,56 18,90 52,100 84,82 78,58 46,54 18,74"),
        // A straight stem, a small bowl.
        DigitSkeleton(1.5, "46,0 30,32 20,66 28,94 58,99 76,82 62,66 34,72 22,84"),
        // A round back.
        DigitSkeleton(1, "88,8 54,2 18,30 8,68 34,98 76,92 86,64 56,48 16,64"),
    ]

    private static let seven = [
        DigitSkeleton(3, "5,6 48,6 93,3! 70,36 50,68 36,100"),
        // With a bar.
        DigitSkeleton(1, "6,6 48,5 93,4! 68,38 48,70 38,100 / 26,52 54,50 84,46"),
        // With a serif on the left.
        DigitSkeleton(1, "4,24 6,5! 48,6 94,4! 66,46 44,100"),
        // A wavy roof.
        DigitSkeleton(1, "4,16 24,4 60,12 95,0! 72,34 58,66 52,100"),
        // A round shoulder.
        DigitSkeleton(1.2, "6,14 36,2 74,6 82,24 66,52 50,78 42,100"),
        // A tail that swings to the left.
        DigitSkeleton(0.4, "8,8 48,5 90,5! 74,32 66,60 56,84 40,100 26,98"),
        // A roof that dips, then a steep stem.
        DigitSkeleton(0.8, "8,4 18,20 50,22 84,2! 78,40 74,70 70,100"),
    ]

    private static let eight = [
        // One stroke, crossing in the middle.
        DigitSkeleton(3, "80,12 50,0 20,14 34,38 64,56 82,78 50,100 16,82 34,58 66,38 84,16 70,6"),
        // Two rings.
        DigitSkeleton(1, "52,46 22,32 26,8 52,0 78,10 80,32 52,46 / 52,46 14,62 16,90 50,100 86,88 86,62 52,46"),
        // Not quite closed on top.
        DigitSkeleton(1.2, "86,4 46,4 26,22 52,46 76,70 58,98 24,94 24,70 56,46 92,14"),
    ]

    private static let nine = [
        // A ring and a straight stem.
        DigitSkeleton(3, "84,14 52,0 18,16 18,40 48,48 80,30 86,8! 80,50 72,100"),
        // A tail that swings to the left.
        DigitSkeleton(1.2, "82,16 50,0 16,18 26,46 62,42 84,14! 86,52 76,88 46,100 18,92"),
        // Written round, without a halt.
        DigitSkeleton(1, "70,30 46,46 20,34 28,6 62,2 78,24 70,60 50,100"),
    ]
}
