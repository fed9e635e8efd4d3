/// A coarse map of the data in a panel.
struct Occupancy {
    private let plot: Rect
    private let columns: Int
    private let rows: Int
    private var cells: [Double]
    private static let side = 3.0

    /// An empty picture of `plot`.
    init(_ plot: Rect) {
        self.plot = plot
        func count(_ length: Double) -> Int { Int(min(max((length / Occupancy.side).rounded(.up), 1), 10_000)) }
        columns = count(plot.width)
        rows = count(plot.height)
        cells = [Double](repeating: 0, count: columns * rows)
    }

    /// Adds the area that a shape covers.
    mutating func add(_ shape: PlannedShape) {
        switch shape {
        case .lines(let lines, let pen):
            let weight = pen.dash.isEmpty ? 1 : 0.5
            for line in lines {
                if line.count == 1 { set(line[0], weight) }
                for (from, to) in zip(line, line.dropFirst()) { add(from, to, weight) }
            }
        case .areas(let areas, let color):
            for area in areas { add(area, weight: color.alpha < 0.3 ? 0.6 : 1) }
        case .markers(let points, let marker):
            for point in points {
                let half = marker.size / 2
                add(Rect(x: point.x - half, y: point.y - half, width: marker.size, height: marker.size), weight: 1)
            }
        case .rects(let rects):
            // A shape as pale as a shaded region may lie below a text, but better does not.
            for rect in rects { add(rect.rect, weight: rect.color.alpha > 0.2 ? 1 : 0.008) }
        case .images(let images):
            for image in images { add(image.rect, weight: 1) }
        }
    }

    /// Adds a rectangle.
    mutating func add(_ rect: Rect, weight: Double) {
        guard let (x, y) = range(rect) else { return }
        for row in y {
            for column in x { cells[row * columns + column] = max(cells[row * columns + column], weight) }
        }
    }

    /// Share of a rectangle that is covered, 0...1.
    func coverage(_ rect: Rect) -> Double {
        guard let (x, y) = range(rect) else { return 0 }
        var sum = 0.0
        for row in y {
            for column in x { sum += cells[row * columns + column] }
        }
        return sum / Double(x.count * y.count)
    }

    /// Whether nothing lies in a rectangle. Regions as pale as a shade do not count.
    func isFree(_ rect: Rect) -> Bool {
        guard let (x, y) = range(rect) else { return true }
        return y.allSatisfy { row in x.allSatisfy { cells[row * columns + $0] < 0.3 } }
    }

    private mutating func set(_ point: Point, _ weight: Double) {
        let column = ((point.x - plot.minX) / Occupancy.side).rounded(.down)
        let row = ((point.y - plot.minY) / Occupancy.side).rounded(.down)
        guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return }
        let index = Int(row) * columns + Int(column)
        cells[index] = max(cells[index], weight)
    }

    private mutating func add(_ from: Point, _ to: Point, _ weight: Double) {
        let length = max(abs(to.x - from.x), abs(to.y - from.y))
        guard length.isFinite else { return }
        let count = Int(min(4000, max(1, (length / Occupancy.side * 1.5).rounded(.up))))
        for step in 0...count {
            let share = Double(step) / Double(count)
            set(Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share), weight)
        }
    }

    /// A polygon between two chains, column by column: from its highest to its lowest point there.
    private mutating func add(_ polygon: [Point], weight: Double) {
        var top = [Double](repeating: .infinity, count: columns)
        var bottom = [Double](repeating: -.infinity, count: columns)
        for (from, to) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
            let first = ((min(from.x, to.x) - plot.minX) / Occupancy.side).rounded(.down)
            let last = ((max(from.x, to.x) - plot.minX) / Occupancy.side).rounded(.down)
            guard first.isFinite, first < Double(columns), last >= 0 else { continue }
            for column in Int(max(first, 0))...Int(min(last, Double(columns - 1))) {
                top[column] = min(top[column], from.y, to.y)
                bottom[column] = max(bottom[column], from.y, to.y)
            }
        }
        for column in 0..<columns where top[column] <= bottom[column] {
            let x = plot.minX + (Double(column) + 0.5) * Occupancy.side
            add(Rect(x: x, y: top[column], width: 0.1, height: bottom[column] - top[column]), weight: weight)
        }
    }

    /// Columns and rows of the cells that a rectangle touches within the plot.
    private func range(_ rect: Rect) -> (ClosedRange<Int>, ClosedRange<Int>)? {
        let side = Occupancy.side
        let left = max(0, ((rect.minX - plot.minX) / side).rounded(.down))
        let right = min(Double(columns - 1), ((rect.maxX - plot.minX) / side).rounded(.down))
        let top = max(0, ((rect.minY - plot.minY) / side).rounded(.down))
        let bottom = min(Double(rows - 1), ((rect.maxY - plot.minY) / side).rounded(.down))
        guard left <= right, top <= bottom else { return nil }
        return (Int(left)...Int(right), Int(top)...Int(bottom))
    }
}
