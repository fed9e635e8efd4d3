import Plotting
import Testing

@Suite("Colours of ordered keys")
struct SequentialThemeTests {
    @Test("lightness keeps the order of the values, and every colour stands out", arguments: [Theme.light, .dark])
    func order(_ theme: Theme) {
        for count in [1, 2, 3, 6, 12, 30] {
            let colors = theme.sequential(count).seriesColors
            #expect(colors.count == count)
            let luminance = colors.map(\.luminance)
            #expect(luminance == (theme == .light ? luminance.sorted(by: >) : luminance.sorted(by: <)))
            #expect(Set(luminance).count == count)
            for color in colors { #expect(color.contrast(with: theme.background) >= 1.7) }
        }
        #expect(theme.sequential(0).seriesColors.isEmpty && theme.sequential(0).series(3).color == theme.ink)
    }

    @Test("a drawing for both grounds has the colours of both")
    func adaptive() {
        let both = Theme.adaptive.sequential(5).seriesColors
        for (color, (light, dark)) in zip(
            both, zip(Theme.light.sequential(5).seriesColors, Theme.dark.sequential(5).seriesColors))
        {
            #expect(color.luminance == light.luminance)
            #expect(color.onDark?.luminance == dark.luminance)
        }
    }
}

@Suite("Texts in the cells of a heat map")
struct CellTextTests {
    private func texts(_ size: Size) -> [PlacedText] {
        let grid = CellGrid(
            values: [[0, 1], [2, 3]], colors: ColorMap(lower: 0, upper: 3),
            labels: [["0.11", "1.22"], ["2.33", "3.44"]], details: [["±1", "±2"], ["", "±4"]])
        let panel = Panel(x: .names(["a", "b"]), y: .names(["c", "d"]), marks: [Mark(.cells(grid))])
        let canvas = RecordingCanvas(size: Size(1, 1))
        return Figure(rows: [PanelRow([panel])]).plan(size: size, measuring: canvas).texts.filter { $0.role == .mark }
    }

    @Test("second lines stand below the first ones")
    func details() throws {
        let large = texts(Size(400, 300))
        #expect(large.map(\.text.plain).sorted() == ["0.11", "1.22", "2.33", "3.44", "±1", "±2", "±4"])
        let first = try #require(large.first { $0.text.plain == "0.11" })
        let second = try #require(large.first { $0.text.plain == "±1" })
        #expect(second.box.minY >= first.box.maxY - 0.01 && abs(second.box.midX - first.box.midX) < 0.5)
    }

    @Test("text is black on pale cells and white on dark ones")
    func ink() {
        let found = texts(Size(400, 300))
        #expect(found.first { $0.text.plain == "0.11" }?.color == .black)
        #expect(found.first { $0.text.plain == "3.44" }?.color == .white)
    }
}
