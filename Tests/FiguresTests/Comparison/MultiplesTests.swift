import Figures
import Plotting
import TestSupport
import Testing
import Training

@Suite("Small multiples of many arms")
struct MultiplesTests {
    private let grid = GridInputs(columns: 6, rows: 4)

    private func lines(_ panel: Panel) -> [(y: [Double], pen: Pen)] {
        panel.marks.compactMap { if case .line(_, let y, let pen) = $0.shape { (y, pen) } else { nil } }
    }

    @Test("every arm is in one panel, all panels have one scale, and the key names every value")
    func losses() throws {
        let figure = grid.losses()
        let panels = figure.rows.flatMap(\.panels)
        let plots = panels.filter { !$0.title.isEmpty }
        #expect(plots.map(\.title) == ["div_factor 1", "div_factor 6", "div_factor 21", "div_factor 46"])
        #expect(plots.allSatisfy { $0.y.scale == plots[0].y.scale && $0.y.lower == plots[0].y.lower })
        #expect(plots.allSatisfy { $0.y.upper == plots[0].y.upper })
        for plot in plots { #expect(lines(plot).count == 6) }
        let key = try #require(panels.first { $0.title.isEmpty })
        #expect(key.right?.label == "lr_max" && key.right?.ticks?.map(\.label.plain) == grid.rates.labels)
        // No legend: the key and the titles name all arms.
        #expect(plots.allSatisfy { $0.marks.allSatisfy { $0.label == nil } })
        let words = figure.words()
        for label in grid.rates.labels { #expect(words.contains(label), "\(label)") }
    }

    @Test("one value has one colour in all panels and in the key; colours keep the order of the values")
    func colours() throws {
        for theme in [Theme.light, .dark] {
            let figure = grid.losses(theme)
            let panels = figure.rows.flatMap(\.panels)
            let colors = panels.map { lines($0).map(\.pen.color) }
            #expect(Set(colors.map { $0.map(\.luminance) }).count == 1)
            let lightness = colors[0].map(\.luminance)
            let falling = zip(lightness, lightness.dropFirst()).allSatisfy { $0 > $1 }
            let rising = zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 }
            #expect(theme == .light ? falling : rising)
        }
    }

    @Test("one panel per arm has that arm in its colour and the others in grey")
    func others() {
        let inputs = ComparisonInputs(arms: 12)
        let parts = inputs.names.indices.map { ArmLayout.Group(title: inputs.names[$0], arms: [$0]) }
        let figure = Figure.comparedLosses(
            inputs.histories, band: .range, layout: ArmLayout(groups: parts, showsOthers: true))
        let panels = figure.rows.flatMap(\.panels)
        #expect(panels.map(\.title) == inputs.names)
        for (index, panel) in panels.enumerated() {
            let found = lines(panel)
            #expect(found.count == 12)
            #expect(found.last?.pen.color == Theme.light.series(index).color)
            #expect(found.dropLast().allSatisfy { $0.pen.color.alpha < 0.5 })
        }
        #expect(figure.caption.contains("grey: training of the other arms"))
    }

    @Test("arms of a study are in a legend once")
    func legend() {
        let inputs = ComparisonInputs(arms: 9)
        let groups = (0..<3).map { value in
            ArmLayout.Group(title: "epochs \(value)", arms: (0..<3).map { $0 * 3 + value })
        }
        let names = Dictionary(uniqueKeysWithValues: (0..<9).map { ($0, "kind \($0 / 3)") })
        let figure = Figure.comparedLosses(
            inputs.histories, band: .range, layout: ArmLayout(groups: groups, legend: names))
        let labels = figure.rows.flatMap(\.panels).map { Set($0.marks.compactMap(\.label)) }
        #expect(labels == [["kind 0", "kind 1", "kind 2"], [], []])
    }

    @Test("momenta that differ between arms have panels of their own")
    func schedules() {
        #expect(grid.schedules().rows.flatMap(\.panels).filter { !$0.title.isEmpty }.count == 4)
        var arms = grid.histories
        for index in arms[3].histories[0].steps.indices { arms[3].histories[0].steps[index].momentum = 0.5 }
        let figure = Figure.schedulesAndLosses(
            arms, band: .range, momentumName: "β₁", layout: grid.layout, theme: grid.theme(.light))
        let plots = figure.rows.flatMap(\.panels).filter { !$0.title.isEmpty }
        #expect(plots.count == 8 && plots.contains { $0.y.label == "β₁" })
    }

    @Test("a narrow medium has two columns, a wide one four")
    func columns() {
        #expect(grid.losses().rows.count == 1)
        #expect(grid.losses(Theme.light.sized(for: .paperSingle)).rows.count == 2)
        #expect(grid.losses(Theme.light.narrowed()).rows.count == 2)
    }
}
