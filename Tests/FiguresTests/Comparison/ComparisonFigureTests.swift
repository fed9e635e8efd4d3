import Figures
import Plotting
import Testing
import Training

@Suite struct ComparisonFigureTests {
    private let inputs = ComparisonInputs(arms: 3)
    private let metric = ValidationMetric.finalAccuracy

    private func points(_ panel: Panel) -> [(x: [Double], y: [Double], marker: Marker)] {
        panel.marks.compactMap { if case .points(let x, let y, let marker) = $0.shape { (x, y, marker) } else { nil } }
    }

    @Test func aCurveIsTheMeanOverSeedsWithItsBand() throws {
        let figure = Figure.comparedLosses(inputs.histories, band: .range)
        let panel = figure.rows[0].panels[1]
        let losses = inputs.histories[1].histories.map { $0.epochs[1].validLoss }
        var lines: [[Double]] = []
        var bands: [(lower: [Double], upper: [Double])] = []
        for mark in panel.marks {
            if case .line(_, let y, _) = mark.shape { lines.append(y) }
            if case .intervals(_, let lower, let upper, _, _, _) = mark.shape { bands.append((lower, upper)) }
        }
        #expect(abs(lines[1][1] - losses.reduce(0, +) / 5) < 1e-12)
        #expect(bands[1].lower[1] == losses.min() && bands[1].upper[1] == losses.max())
        #expect(figure.caption.contains("lowest to highest") && figure.caption.contains("5 seeds"))
        let interval = Spread.interval(name: "one deviation") { _ in nil }
        #expect(Figure.comparedLosses(inputs.histories, band: interval).caption.contains("one deviation"))
    }

    @Test func colorsAreThoseOfThePlacesInEveryFigure() {
        for theme in [Theme.light, .dark] {
            let wanted = (0..<3).map { theme.series($0).color }
            let curves = Figure.comparedAccuracies(inputs.histories, band: .range, theme: theme)
            let pens = curves.rows[0].panels[0].marks.compactMap { mark -> Color? in
                if case .line(_, _, let pen) = mark.shape { pen.color } else { nil }
            }
            #expect(pens == wanted)
            let final = Figure.finalMetric(inputs.samples, metric: metric, theme: theme)
            let times = Figure.timeToTarget(inputs.times, target: 0.98, theme: theme)
            #expect(points(final.rows[0].panels[0]).suffix(3).map(\.marker.fill) == wanted)
            #expect(points(times.rows[0].panels[0]).suffix(2).map(\.marker.fill) == Array(wanted.prefix(2)))
        }
    }

    @Test func theFirstArmIsTheTopRow() {
        let panel = Figure.finalMetric(inputs.samples, metric: metric).rows[0].panels[0]
        #expect(panel.y.ticks?.last?.label.plain == inputs.names[0])
        let means = points(panel).suffix(3)
        #expect(means.map { $0.y[0] } == means.map { $0.y[0] }.sorted(by: >))
        #expect(means.map { $0.x[0] } == inputs.samples.map(\.mean))
    }

    @Test func aLossThatIsInfiniteIsTold() {
        let arms = [ArmSamples(name: "a", values: [0.1, .infinity], mean: nil, interval: nil)]
        #expect(Figure.finalMetric(arms, metric: .finalLoss).words().contains("1 of 2 infinite"))
    }

    @Test func pairsHaveARuleAtZeroAndTheirP() {
        let figure = Figure.pairedDifferences(inputs.pairs, arms: inputs.names, metric: metric)
        let panel = figure.rows[0].panels[0]
        #expect(panel.marks.contains { if case .verticalRule(0, _) = $0.shape { true } else { false } })
        #expect(panel.right?.ticks?.map(\.label.plain) == ["0.34", "0.012", "0.34"])
        // Arm 0 against arm 2 is found; the others are not.
        let colors = points(panel).suffix(3).map(\.marker.fill)
        #expect(colors == [Theme.light.ink, Theme.light.series(0).color, Theme.light.ink])
        let many = ComparisonInputs(arms: 11)
        let matrix = Figure.pairedDifferences(many.pairs, arms: many.names, metric: metric)
        var cells: [[Double]] = []
        for mark in matrix.rows[0].panels[0].marks { if case .cells(let grid) = mark.shape { cells = grid.values } }
        // The top row is the first arm's, the first column too.
        #expect(cells.count == 11 && cells[10][3] == 3 && cells[7][0] == -3 && cells[10][0].isNaN)
    }

    @Test func missesHaveAColumnOfTheirOwn() throws {
        let panels = Figure.timeToTarget(inputs.times, target: 0.985).rows[0].panels
        #expect(panels.count == 3)
        #expect(panels[2].right?.ticks?.map(\.label.plain) == ["1 of 5", "0 of 5", "5 of 5"])
        let crosses = points(panels[2]).filter { $0.marker.shape == .cross }
        #expect(crosses.map(\.x.count) == [1, 0, 5])
        #expect(Figure.timeToTarget(inputs.times, target: 0.985).title == "Time to 98.5 % validation accuracy")
    }

    @Test func valuesSpacedByRatioHaveALogarithmicAxis() {
        func axis(_ numbers: [Double]?, _ labels: [String]) -> Axis {
            let key = StudyKey(name: "k", labels: labels, numbers: numbers)
            return Figure.sensitivity(inputs.samples, key: key, places: [0, 1, 2], metric: metric).rows[0].panels[0].x
        }
        #expect(axis([0.001, 0.01, 0.1], ["0.001", "0.01", "0.1"]).scale == .log)
        #expect(axis([0.1, 0.3, 0.5], ["0.1", "0.3", "0.5"]).scale == .linear)
        #expect(axis([0, 0.1, 1], ["0", "0.1", "1"]).scale == .linear)
        #expect(axis(nil, ["a", "b", "c"]).ticks?.map(\.label.plain) == ["a", "b", "c"])
    }

    @Test func twoKeysAreAHeatMap() {
        let four = ComparisonInputs(arms: 4)
        let figure = Figure.sensitivity(
            four.samples, columns: StudyKey(name: "a", labels: ["1", "2"]),
            rows: StudyKey(name: "b", labels: ["x", "y"]),
            places: [[0, 1], [2, 3]], metric: metric)
        for mark in figure.rows[0].panels[0].marks {
            if case .cells(let grid) = mark.shape {
                #expect(grid.values.flatMap { $0 } == four.samples.compactMap(\.mean))
            }
        }
        #expect(figure.words().contains("99.20"))
    }

    @Test func schedulesStandBesideLossesOverTheSameSteps() {
        let figure = Figure.schedulesAndLosses(inputs.histories, band: .range, momentumName: "β₁")
        #expect(figure.sharesX)
        #expect(
            figure.rows.map { $0.panels.map(\.y.label) } == [
                ["learning rate", "training loss, smoothed"], ["β₁", "validation loss"],
            ])
        let plain = [ArmHistories(name: "a", histories: [history(seed: 1, momentum: false)])]
        #expect(Figure.schedulesAndLosses(plain, band: .range).rows.count == 1)
    }
}
