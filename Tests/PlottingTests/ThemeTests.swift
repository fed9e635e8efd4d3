import Plotting
import Testing

@Suite struct ThemeTests {
    /// CIE lightness, 0...100, of a colour.
    private func lightness(_ color: Color) -> Double {
        let luminance = color.luminance
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root - luminance) / (3 * root * root) }
        return luminance > 0.008856 ? 116 * root - 16 : 903.3 * luminance
    }

    @Test(arguments: [Theme.light, .dark])
    func firstSeriesAreToldApartInGreyPrint(_ theme: Theme) {
        let styles = (0..<7).map(theme.series)
        for (index, one) in styles.enumerated() {
            for other in styles[(index + 1)...] where one.dash == other.dash {
                #expect(abs(lightness(one.color) - lightness(other.color)) >= 11.5, "\(index)")
            }
        }
        #expect(abs(lightness(theme.first) - lightness(theme.second)) >= 12)
    }

    @Test(arguments: [Theme.light, .dark])
    func everySeriesIsAnotherAndStaysTheSame(_ theme: Theme) {
        let styles = (0..<35).map(theme.series)
        for (index, one) in styles.enumerated() {
            #expect(!styles[(index + 1)...].contains { $0.color == one.color && $0.dash == one.dash })
            #expect(one == theme.sized(for: .slide).series(index))
        }
        #expect(theme.series(-3) == theme.series(0))
    }

    @Test(arguments: [Theme.light, .dark])
    func textIsLegible(_ theme: Theme) {
        for color in [theme.ink, theme.faintInk] { #expect(color.contrast(with: theme.background) >= 4.5) }
        for color in theme.seriesColors + [theme.first, theme.second, theme.highlight, theme.neutral] {
            #expect(color.legible(on: theme.background).contrast(with: theme.background) >= 4.5)
        }
        // As in the guideline's own example: black on white.
        #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    }

    @Test func paperHasItsColumnsWidthAndSmallType() {
        let preferred = Size(760, 480)
        let single = Theme.Medium.paperSingle.size(for: preferred)
        #expect(single.width == Size.points(millimetres: 85))
        let proportion = single.height / single.width
        #expect(abs(proportion - 480 / 760) < 1e-9)
        #expect(Theme.Medium.paperDouble.size(for: preferred).width == Size.points(millimetres: 180))
        #expect(Theme.Medium.screen.size(for: preferred) == preferred)
        let sizes = [Theme.Medium.paperSingle, .screen, .slide].map { Theme.light.sized(for: $0) }
        for (small, large) in zip(sizes, sizes.dropFirst()) {
            #expect(small.tickSize < large.tickSize && small.averageWidth < large.averageWidth)
        }
        #expect(sizes.allSatisfy { $0.seriesColors == Theme.light.seriesColors })
    }

    @Test func typeShrinksOnSmallPagesAndGrowsOnLargeOnes() {
        let canvas = RecordingCanvas(size: Size(1, 1))
        let figure = Figure(rows: [PanelRow([Panel(x: Axis("x"), y: Axis("y"))])])
        let sizes = [Size(320, 240), Size(640, 420), Size(1000, 700), Size(4000, 3000)].map {
            figure.plan(size: $0, measuring: canvas).theme.tickSize
        }
        #expect(sizes[0] < sizes[1] && sizes[1] == sizes[2] && sizes[2] < sizes[3])
    }

    @Test func axesInPaleColoursAreWrittenDarker() throws {
        let canvas = RecordingCanvas(size: Size(1, 1))
        let panel = Panel(x: Axis("x"), y: Axis("loss", lower: 0, upper: 1, color: OkabeIto.yellow))
        let plan = Figure(rows: [PanelRow([panel])]).plan(measuring: canvas)
        let texts = plan.texts.filter { $0.role == .yLabel || $0.role == .yTick }
        #expect(texts.count > 3)
        #expect(texts.allSatisfy { $0.color.contrast(with: .white) >= 4.5 })
    }
}
