import Plotting
import Testing

@Suite struct ScaleTests {
    @Test func linear() {
        let scale = Scale(.linear, lower: -1, upper: 3, start: 100, end: 20)
        #expect(scale.position(of: -1) == 100)
        #expect(scale.position(of: 3) == 20)
        #expect(scale.position(of: 1) == 60)
        #expect(scale.position(of: 5) == -20)
        #expect(scale.fraction(of: 0) == 0.25)
    }

    @Test func logarithmic() throws {
        let scale = Scale(.log, lower: 1e-6, upper: 10, start: 0, end: 70)
        for exponent in 0...7 {
            let value = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10][exponent]
            #expect(abs(try #require(scale.position(of: value)) - 10 * Double(exponent)) < 1e-9)
        }
    }

    @Test func whatHasNoPlaceIsAGap() {
        let linear = Scale(.linear, lower: 0, upper: 1, start: 0, end: 1)
        let log = Scale(.log(nonPositive: .gap), lower: 1, upper: 10, start: 0, end: 1)
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(linear.position(of: value) == nil)
            #expect(log.position(of: value) == nil)
        }
        #expect(log.position(of: 0) == nil)
        #expect(log.position(of: -1) == nil)
        #expect(linear.position(of: -1) == -1)
    }

    @Test func theLargestAndTheSmallestNumbers() throws {
        let wide = Scale(.linear, lower: -1.7e308, upper: 1.7e308, start: 0, end: 100)
        #expect(wide.position(of: 0) == 50)
        let narrow = Scale(.linear, lower: 0, upper: 1e-300, start: 0, end: 100)
        #expect(abs(try #require(narrow.position(of: 5e-301)) - 50) < 1e-9)
    }
}
