import CairoCanvas
import Figures
import Plotting
import Schedules
import TestSupport
import Testing
import Training

@Suite("what a comparison's figures say, and do not say")
struct ComparisonFaultTests {
    private let inputs = GridInputs(columns: 6, rows: 4)
    private let metric = ValidationMetric.finalAccuracy

    private func points(_ panel: Panel, _ shape: Marker.Shape) -> [Int] {
        panel.marks.compactMap { mark in
            guard case .points(let x, _, let marker) = mark.shape, marker.shape == shape else { return nil }
            return x.count
        }
    }

    private func pairs(_ seeds: Int, arms: Int, p: Double) -> [PairedDifferences] {
        (0..<arms).flatMap { first in
            (first + 1..<arms).map { second in
                PairedDifferences(
                    first: first, second: second, values: (0..<seeds).map { 5 + Double($0) }, mean: 6,
                    interval: 5...7, p: p, smallestP: p)
            }
        }
    }

    @Test("too few seeds for any p: one clause, and no sign", arguments: [4, 12])
    func seedsThatShowNothing(_ arms: Int) {
        let names = (0..<arms).map { "arm \($0)" }
        let count = arms * (arms - 1) / 2
        let few = Figure.pairedDifferences(pairs(5, arms: arms, p: 0.3), arms: names, metric: metric)
        #expect(few.caption.contains("; 5 seeds cannot show p < 0.05 over \(count) pairs"), "\(few.caption)")
        #expect(!few.caption.contains("where p") && !few.caption.contains("dot:"))
        let many = Figure.pairedDifferences(pairs(9, arms: arms, p: 0.01), arms: names, metric: metric)
        #expect(!many.caption.contains("cannot show"))
        #expect(many.caption.contains(arms > 10 ? "dot: p < 0.05" : "where p < 0.05"))
    }

    @Test("a matrix names the keys of its arms")
    func keysOfAMatrix() {
        let names = (0..<12).map { "0.\($0), 16" }
        let figure = Figure.pairedDifferences(
            pairs(3, arms: 12, p: 0.4), arms: names, metric: metric, rowLabel: "lr_max, batch_size")
        #expect(figure.words().contains("lr_max, batch_size"))
    }

    @Test("28 pairs on a slide are a matrix: rows would have no names")
    func slide() throws {
        let (theme, names) = (Theme.of(.light, for: .slide), (0..<8).map { "one-cycle, epochs \($0)" })
        let figure = Figure.pairedDifferences(
            pairs(5, arms: 8, p: 0.3), arms: names, metric: metric, theme: theme)
        let measurer = try PNGCanvas(size: Size(10, 10))
        #expect(figure.isNamed(on: figure.size(for: .slide, measuring: measurer), measuring: measurer))
    }

    @Test("cells that no number of their seeds can tell apart have no dots")
    func noDots() {
        var standing = inputs.standing
        standing.limit = "3 seeds cannot tell cells apart"
        func map(_ standing: GridStanding) -> Figure {
            .sensitivity(
                inputs.samples, columns: inputs.rates, rows: inputs.factors, places: inputs.places, metric: metric,
                standing: standing)
        }
        #expect(points(map(inputs.standing).rows[0].panels[0], .circle).count == 2)
        let figure = map(standing)
        #expect(points(figure.rows[0].panels[0], .circle).isEmpty)
        #expect(figure.caption.contains("; 3 seeds cannot tell cells apart") && !figure.caption.contains("dot"))
    }

    @Test("a cell with diverged runs has a cross, on the map and on the surface")
    func divergedCells() throws {
        var samples = inputs.samples
        for place in [2, 9] { samples[place].diverged = 2 }
        let map = Figure.sensitivity(
            samples, columns: inputs.rates, rows: inputs.factors, places: inputs.places, metric: metric)
        // The dead cell has one, too.
        #expect(points(map.rows[0].panels[0], .cross).count == 3)
        #expect(map.caption.hasSuffix("cross: runs diverged or beyond the colours"), "\(map.caption)")
        let surface = try #require(
            Figure.surface(samples, columns: inputs.rates, rows: inputs.factors, places: inputs.places, metric: metric))
        #expect(points(surface.rows[0].panels[0], .cross).count == 2)
        #expect(surface.caption.hasSuffix("cross: runs diverged"))
    }

    @Test("every contour has its value, and is legible on its ground", arguments: [Theme.light, .dark])
    func contours(_ theme: Theme) throws {
        let panel = inputs.surface(theme).rows[0].panels[0]
        var ground: CellGrid?
        var (lines, texts): ([(x: [Double], y: [Double], color: Color)], [Color]) = ([], [])
        for mark in panel.marks {
            switch mark.shape {
            case .cells(let grid): ground = grid
            case .line(let x, let y, let pen): lines.append((x, y, pen.color))
            case .texts(_, _, _, let color): texts.append(color)
            default: break
            }
        }
        let grid = try #require(ground)
        #expect(lines.count >= 3 && lines.count == texts.count)
        for (line, text) in zip(lines, texts) {
            #expect(line.color == text)
            for (x, y) in zip(line.x, line.y) where x.isFinite {
                let column = try #require(grid.columnEdges.lastIndex { $0 <= x * 1.0001 })
                let row = try #require(grid.rowEdges.lastIndex { $0 <= y * 1.0001 })
                let value = grid.values[min(row, grid.values.count - 1)][min(column, grid.values[0].count - 1)]
                let color = try #require(grid.colors.color(of: value))
                #expect(line.color.contrast(with: color) >= 3, "\(x), \(y)")
            }
        }
        let drawn = inputs.surface(theme).plan(measuring: PlainMeasurer()).texts.filter { $0.role == .mark }
        #expect(drawn.count == lines.count)
    }

    @Test("type on a map of many cells has 5 points or more", arguments: Theme.Medium.allCases)
    func manyCells(_ medium: Theme.Medium) throws {
        let many = GridInputs(columns: 60, rows: 40)
        var figure = many.heatMap(.of(.light, for: medium))
        figure.theme = .of(.light, for: medium)
        let measurer = try PNGCanvas(size: Size(10, 10))
        let own = figure.size(for: medium, measuring: measurer)
        for size in [own, Size(400, 300), Size(700, 500)] {
            let plan = figure.plan(size: size, measuring: measurer)
            let smallest = plan.texts.map(\.font.size).min() ?? 9
            if figure.isReadable(on: size, measuring: measurer) {
                #expect(smallest >= 4.8, "\(size): \(smallest)")
            } else {
                let least = try #require(figure.leastReadable(like: size, measuring: measurer), "\(size)")
                #expect(figure.isReadable(on: least, measuring: measurer))
            }
            let cells = plan.texts.filter { $0.role == .mark }
            #expect(cells.allSatisfy { $0.font.size >= 4.99 })
        }
    }

    @Test(
        "a map can be read at its own size and larger, and a refusal names a size",
        arguments: [(6, 4), (6, 5), (12, 4)])
    func sizes(_ grid: (columns: Int, rows: Int)) throws {
        let figure = GridInputs(columns: grid.columns, rows: grid.rows).heatMap()
        let measurer = try PNGCanvas(size: Size(10, 10))
        let own = figure.preferredSize
        for factor in [1.0, 1.5, 3] {
            let page = Size(own.width * factor, own.height * factor)
            #expect(figure.isReadable(on: page, measuring: measurer), "\(page)")
        }
        for page in [Size(120, 90), Size(90, 400), Size(400, 60)] {
            let least = try #require(figure.leastReadable(like: page, measuring: measurer))
            #expect(figure.isReadable(on: least, measuring: measurer))
        }
    }

    @Test("a page of a medium that can grow names every row", arguments: [2, 4, 8, 12, 24])
    func rowsOfPaper(_ arms: Int) throws {
        let measurer = try PNGCanvas(size: Size(10, 10))
        let inputs = ComparisonInputs(arms: arms, letters: 14)
        for medium in [Theme.Medium.screen, .paperSingle, .paperDouble] {
            let theme = Theme.of(.light, for: medium)
            var figures = inputs.figures(theme)
            if arms <= 8 { figures += inputs.moreFigures(theme) }
            for figure in figures {
                let size = figure.size(for: medium, measuring: measurer)
                #expect(figure.isNamed(on: size, measuring: measurer), "\(figure.title), \(medium): \(size)")
            }
        }
    }

    @Test("a column of a paper keeps the keys of its signs")
    func paper() throws {
        let measurer = try PNGCanvas(size: Size(10, 10))
        let theme = Theme.of(.light, for: .paperSingle)
        let three = ComparisonInputs(arms: 3)
        let figures: [(Figure, [String])] = [
            (inputs.heatMap(theme), ["outlined: best", "dot: ", "cross: "]),
            (
                .pairedDifferences(three.pairs, arms: three.names, metric: metric, theme: theme),
                ["pale: each seed", "strong: mean"]
            ),
        ]
        for (figure, keys) in figures {
            var figure = figure
            figure.theme = theme
            let size = figure.size(for: .paperSingle, measuring: measurer)
            let plan = figure.plan(size: size, measuring: measurer)
            let caption = plan.texts.filter { $0.role == .caption }.map(\.text.plain).joined(separator: " ")
            for key in keys { #expect(caption.contains(key), "\(caption)") }
        }
    }
}
