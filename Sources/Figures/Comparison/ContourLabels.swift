import Foundation
import Plotting

/// Places the values of contour lines, each in a gap of its line, apart from each other and from the trained places.
struct ContourLabels {
    private let columns: StudyKey
    private let rows: StudyKey
    /// Letters' width and height, as shares of the panel.
    private let letter: (width: Double, height: Double)
    /// Middles of everything that a value keeps away from.
    private var taken: [Point] = []
    /// Half a box's width and height, for each of them.
    private var boxes: [Size] = []

    init(_ columns: StudyKey, _ rows: StudyKey, _ theme: Theme) {
        self.columns = columns
        self.rows = rows
        // The panel is about three quarters of the page.
        letter = (
            0.64 * theme.legendSize / (0.72 * theme.designSize.width),
            1.1 * theme.legendSize / (0.7 * theme.designSize.height)
        )
        let sign = Size(letter.width * 0.5, letter.height * 0.4)
        for row in rows.places {
            for column in columns.places {
                taken.append(point(column, row))
                boxes.append(sign)
            }
        }
    }

    /// The place of a value on a line of segments, and the line with a gap there. Nil if no place is free.
    mutating func place(_ text: String, on line: (x: [Double], y: [Double])) -> (
        x: Double, y: Double, line: (x: [Double], y: [Double])
    )? {
        let half = Size(letter.width * (Double(text.count) / 2 + 0.5), letter.height * 0.7)
        let segments = stride(from: 0, to: line.x.count - 1, by: 3).map {
            (point(line.x[$0], line.y[$0]), point(line.x[$0 + 1], line.y[$0 + 1]))
        }
        var best: (middle: Point, room: Double)?
        for (from, to) in segments {
            let middle = Point((from.x + to.x) / 2, (from.y + to.y) / 2)
            guard min(middle.x, 1 - middle.x) > half.width, min(middle.y, 1 - middle.y) > half.height else { continue }
            /// The distance to the nearest box, in multiples of both boxes' sizes: from 1 on they do not overlap.
            let room =
                zip(taken, boxes).map { other, box in
                    max(
                        abs(other.x - middle.x) / (box.width + half.width),
                        abs(other.y - middle.y) / (box.height + half.height))
                }.min() ?? 2
            if room > best?.room ?? 1 { best = (middle, room) }
        }
        guard let middle = best?.middle else { return nil }
        taken.append(middle)
        boxes.append(half)
        var open: (x: [Double], y: [Double]) = ([], [])
        for (from, to) in segments {
            for (start, end) in Self.outside(from, to, middle, half) {
                let ends = [start, end].map { Point(from.x + (to.x - from.x) * $0, from.y + (to.y - from.y) * $0) }
                open.x += ends.map { Self.value($0.x, columns) } + [.nan]
                open.y += ends.map { Self.value($0.y, rows) } + [.nan]
            }
        }
        return (Self.value(middle.x, columns), Self.value(middle.y, rows), open)
    }

    /// The parts of a segment outside of a box, as shares of its length.
    private static func outside(_ from: Point, _ to: Point, _ middle: Point, _ half: Size) -> [(Double, Double)] {
        var (start, end) = (0.0, 1.0)
        for (place, step, limit) in [
            (from.x - middle.x, to.x - from.x, half.width), (from.y - middle.y, to.y - from.y, half.height),
        ] {
            if step == 0 {
                if abs(place) >= limit { return [(0, 1)] }
            } else {
                let cuts = [(-limit - place) / step, (limit - place) / step].sorted()
                (start, end) = (max(start, cuts[0]), min(end, cuts[1]))
            }
        }
        if start >= end { return [(0, 1)] }
        return [(0, start), (end, 1)].filter { $0.1 - $0.0 > 1e-6 }
    }

    /// A place in shares of the panel's width and height.
    private func point(_ x: Double, _ y: Double) -> Point { Point(Self.share(x, columns), Self.share(y, rows)) }

    private static func share(_ value: Double, _ key: StudyKey) -> Double {
        let (low, high) = (key.edges.first ?? 0, key.edges.last ?? 1)
        return key.isLog ? log(value / low) / log(high / low) : (value - low) / (high - low)
    }

    private static func value(_ share: Double, _ key: StudyKey) -> Double {
        StudyKey.between(key.edges.first ?? 0, key.edges.last ?? 1, share, isLog: key.isLog)
    }
}
