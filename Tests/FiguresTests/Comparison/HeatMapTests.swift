import Figures
import Plotting
import TestSupport
import Testing
import Training

@Suite("A grid's map and surface")
struct HeatMapTests {
    private let inputs = GridInputs(columns: 6, rows: 4)

    private func cells(_ panel: Panel) -> CellGrid? {
        for mark in panel.marks { if case .cells(let grid) = mark.shape { return grid } }
        return nil
    }

    private func points(_ panel: Panel, _ shape: Marker.Shape) -> [(x: Double, y: Double, fill: Color)] {
        panel.marks.flatMap { mark -> [(Double, Double, Color)] in
            guard case .points(let x, let y, let marker) = mark.shape, marker.shape == shape else { return [] }
            return zip(x, y).map { ($0, $1, marker.fill) }
        }
    }

    @Test("one dead cell leaves the colours to the others, and is marked")
    func deadCell() throws {
        let panel = inputs.heatMap().rows[0].panels[0]
        let grid = try #require(cells(panel))
        let dead = try #require(grid.colors.color(of: grid.values[0][5]))
        #expect(dead == grid.colors.stops.last)
        // The other 23 cells use the whole range of colours, not one end of it.
        let shades = Set(grid.values.joined().compactMap { grid.colors.color(of: $0) }.map { Int($0.luminance * 20) })
        #expect(shades.count >= 8, "\(shades.sorted())")
        let crosses = points(panel, .cross)
        #expect(crosses.count == 1)
        #expect(abs((crosses.first?.x ?? 0) - 5) < 0.5 && abs(crosses.first?.y ?? 9) < 0.5)
        #expect(inputs.heatMap().caption.contains("cross: beyond the colours"))
        #expect(inputs.heatMap().words().contains { $0.hasPrefix("≥ ") })
    }

    @Test("cells hold the error and its deviation; a pale cell is a good one")
    func values() throws {
        let figure = inputs.heatMap()
        let grid = try #require(cells(figure.rows[0].panels[0]))
        #expect(figure.title == "Final validation error over schedule.lr_max and schedule.div_factor")
        #expect(grid.labels[2][4].plain == "0.700")
        #expect(grid.details[2][4].plain == "±0.10")
        #expect(grid.labels[0][5].plain == "50.00")
        #expect(grid.values[2][4] == grid.values.joined().min())
        #expect(grid.colors.color(of: grid.values[2][4]) == grid.colors.stops.first)
        let words = figure.words()
        #expect(words.count { $0 == "±0.10" } == 24)
    }

    @Test("the best cell is outlined, and those that cannot be told from it have a dot in their corner")
    func standing() throws {
        let panel = inputs.heatMap().rows[0].panels[0]
        let outline = panel.marks.compactMap { mark -> (x: [Double], y: [Double])? in
            if case .line(let x, let y, _) = mark.shape { (x, y) } else { nil }
        }
        #expect(outline.count == 1)
        let (x, y) = try #require(outline.first)
        #expect(x.allSatisfy { abs($0 - 4) < 0.5 } && y.allSatisfy { abs($0 - 2) < 0.5 } && x.count == 5)
        let dots = points(panel, .circle).map { [Int(($0.y).rounded()), Int(($0.x).rounded())] }
        #expect(Set(dots) == [[2, 3], [1, 4]])
        let caption = inputs.heatMap().caption
        #expect(caption.contains("outlined: best, 0.700 at 0.081 / 21"), "\(caption)")
        #expect(caption.contains("dot: the 95 % interval of its difference contains 0"))
        let plain = Figure.sensitivity(
            inputs.samples, columns: inputs.rates, rows: inputs.factors, places: inputs.places, metric: .finalAccuracy)
        #expect(!plain.caption.contains("dot") && !plain.caption.contains("outlined"))
    }

    @Test("texts and signs are legible on their cells", arguments: [Theme.light, .dark])
    func legibility(_ theme: Theme) throws {
        let figure = inputs.heatMap(theme)
        let grid = try #require(cells(figure.rows[0].panels[0]))
        let plan = figure.plan(measuring: PlainMeasurer())
        var checked = 0
        for text in plan.texts where text.role == .mark {
            for rects in plan.panels[0].shapes {
                guard case .rects(let rects) = rects else { continue }
                let below = rects.last {
                    $0.rect.contains(Rect(x: text.box.midX, y: text.box.midY, width: 0, height: 0))
                }
                let ground = try #require(below?.color)
                #expect(text.color.contrast(with: ground) >= 4.5, "\(text.text.plain)")
                checked += 1
            }
        }
        #expect(checked == 48)
        for dot in points(figure.rows[0].panels[0], .circle) {
            let ground = try #require(grid.colors.color(of: grid.values[Int(dot.y.rounded())][Int(dot.x.rounded())]))
            #expect(dot.fill.contrast(with: ground) >= 4.5)
        }
    }

    @Test("a cell without a finite mean is empty and crossed")
    func missing() throws {
        var samples = inputs.samples
        samples[3].mean = nil
        samples[3].values = [90, .infinity, 91]
        let figure = Figure.sensitivity(
            samples, columns: inputs.rates, rows: inputs.factors, places: inputs.places, metric: .finalLoss)
        let grid = try #require(cells(figure.rows[0].panels[0]))
        #expect(grid.values[0][3].isNaN && grid.labels[0][3].plain == "∞")
        #expect(points(figure.rows[0].panels[0], .cross).contains { abs($0.x - 3) < 0.5 && abs($0.y) < 0.5 })
    }

    @Test("a surface has its points at their values, and contours that the key names")
    func surface() throws {
        let figure = inputs.surface()
        let (panel, key) = (figure.rows[0].panels[0], figure.rows[0].panels[1])
        let grid = try #require(cells(panel))
        #expect(panel.x.scale == .log)
        let numbers = try #require(inputs.rates.numbers)
        #expect(points(panel, .circle).count == 23 && points(panel, .diamond).count == 1)
        for number in numbers {
            // The ground changes its colour in small steps between two values.
            #expect(grid.columnEdges.contains { abs($0 / number - 1) < 1e-9 })
        }
        #expect(grid.columnEdges[0] < numbers[0] && grid.columnEdges.count > 4 * numbers.count)
        // 0.7 to 6.6 percent: contours at 1, 2 and 5.
        let rules = key.marks.compactMap { mark -> Double? in
            if case .horizontalRule(let y, _) = mark.shape { y } else { nil }
        }
        #expect(rules.count >= 3 && rules.contains { abs($0 - 1) < 1e-9 } && rules.contains { abs($0 - 2) < 1e-9 })
        let named = (key.right?.ticks ?? []).map(\.label.plain)
        #expect(named.contains("1") && named.contains("2"))
    }

    @Test("a contour lies where the interpolation has its level")
    func contours() throws {
        // A plane: error 1 + x + 2y percent over evenly spaced keys.
        let key = { (name: String) in StudyKey(name: name, labels: ["0", "1", "2", "3"], numbers: [0, 1, 2, 3]) }
        let samples = (0..<16).map { index in
            let error = 6 + Double(index % 4) + 2 * Double(index / 4)
            return ArmSamples(name: "\(index)", values: [100 - error], mean: 100 - error, interval: nil)
        }
        let figure = try #require(
            Figure.surface(
                samples, columns: key("a"), rows: key("b"), places: (0..<4).map { row in (0..<4).map { row * 4 + $0 } },
                metric: .finalAccuracy))
        var segments = 0
        for mark in figure.rows[0].panels[0].marks {
            guard case .line(let x, let y, _) = mark.shape else { continue }
            let levels = zip(x, y).filter { $0.0.isFinite }.map { 6 + $0 + 2 * $1 }
            let level = try #require(levels.first)
            #expect(levels.allSatisfy { abs($0 - level) < 1e-9 } && abs(level - level.rounded()) < 1e-9, "\(levels)")
            segments += levels.count / 2
        }
        #expect(segments > 10)
        let words = StudyKey(name: "b", labels: ["x", "y", "z", "w"])
        let none = Figure.surface(samples, columns: key("a"), rows: words, places: [[0]], metric: .finalAccuracy)
        #expect(none?.title == nil)
    }
}
