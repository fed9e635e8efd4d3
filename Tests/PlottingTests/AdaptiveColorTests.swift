import Plotting
import Testing

/// Colours with a counterpart for dark ground: every change applies to both.
@Suite struct AdaptiveColorTests {
    private let light = Color(0x0072B2)
    private let dark = Color(0xE69F00)
    private var both: Color { light.paired(withDark: dark) }

    @Test func bothSidesChangeAlike() {
        #expect(both.onDark == dark && light.onDark == nil)
        #expect(both.opacity(0.3) == light.opacity(0.3).paired(withDark: dark.opacity(0.3)))
        #expect(
            both.opacity(Opacity(0.3, onDark: 0.4) * 0.5) == light.opacity(0.15).paired(withDark: dark.opacity(0.2)))
        #expect(both.mixed(with: .white, 0.25).onDark == dark.mixed(with: .white, 0.25))
        let ground = Color.white.paired(withDark: .black)
        let text = both.legible(on: ground)
        #expect(text == light.legible(on: .white).paired(withDark: dark.legible(on: .black)))
        #expect(light.legible(on: ground).onDark == light.legible(on: .black))
    }

    @Test func oneColourForBothHasNoCounterpart() {
        #expect(light.paired(withDark: light) == light)
        #expect(light.paired(withDark: light.opacity(0.5)).onDark == light.opacity(0.5))
        #expect(light.opacity(Opacity(0.5, onDark: 0.5)).onDark == nil)
    }

    @Test func theAdaptiveThemeHasTheColoursOfBoth() {
        let theme = Theme.adaptive.narrowed()
        let (light, dark) = (Theme.light.narrowed(), Theme.dark.narrowed())
        for color in [\Theme.background, \.ink, \.faintInk, \.spine.color, \.grid.color, \.rule.color, \.highlight] {
            #expect(theme[keyPath: color] == light[keyPath: color].paired(withDark: dark[keyPath: color]))
            #expect(theme[keyPath: color].onDark != nil)
        }
        for index in 0..<20 {
            let style = theme.series(index).color
            #expect((style.onDark ?? style) == dark.series(index).color)
        }
    }
}
