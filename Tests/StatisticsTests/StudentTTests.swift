import TestSupport
import Statistics
import Foundation
import Testing

@Suite("Student's t")
struct StudentTTests {
    @Test(
        "quantiles as tables print them",
        arguments: [
            (0.975, 1, 12.706), (0.975, 2, 4.303), (0.975, 5, 2.571), (0.95, 10, 1.812), (0.995, 3, 5.841),
            (0.975, 30, 2.042), (0.99, 120, 2.358), (0.9, 2, 1.886), (0.75, 7, 0.711), (0.975, 1_000, 1.962),
            (0.9995, 4, 8.610),
        ])
    func tables(p: Double, degrees: Int, t: Double) {
        #expect(agree(StudentT.quantile(p, degrees: degrees), t, within: 0.0005 / t))
        #expect(agree(StudentT.quantile(1 - p, degrees: degrees), -t, within: 0.0005 / t))
    }

    @Test("one and two degrees have formulas", arguments: [0.501, 0.6, 0.8, 0.975, 0.9999])
    func formulas(p: Double) {
        let two = (2 * p - 1) / (2 * p * (1 - p)).squareRoot()
        #expect(agree(StudentT.quantile(p, degrees: 1), tan(.pi * (p - 0.5)), within: 1e-10))
        #expect(agree(StudentT.quantile(p, degrees: 2), two, within: 1e-10))
    }

    @Test("the quantile is where the distribution says", arguments: [1, 2, 3, 4, 9, 10, 57, 1_000, 99_999, .max])
    func inverse(degrees: Int) throws {
        for p in [0.001, 0.025, 0.2, 0.5, 0.7, 0.975, 0.9999] {
            let t = try #require(StudentT.quantile(p, degrees: degrees))
            #expect(abs(StudentT.cumulative(t, degrees: degrees) - p) < 1e-12)
        }
    }

    @Test("many degrees come near the normal distribution")
    func normal() {
        #expect(agree(StudentT.quantile(0.975, degrees: .max), 1.959_963_985, within: 3e-5))
        #expect(agree(StudentT.quantile(0.975, degrees: 1_000), 1.959_963_985 + 2.3722 / 1_000, within: 1e-5))
    }

    @Test("ends, and what is no probability")
    func ends() {
        #expect(StudentT.cumulative(0, degrees: 3) == 0.5)
        #expect(StudentT.cumulative(.infinity, degrees: 3) == 1)
        #expect(StudentT.cumulative(-.infinity, degrees: 4) == 0)
        #expect(StudentT.cumulative(.nan, degrees: 4).isNaN)
        #expect(StudentT.cumulative(1, degrees: 0).isNaN)
        #expect(agree(StudentT.quantile(0.5, degrees: 8), 0))
        for p in [-1, 0, 1, 2, Double.nan] { #expect(StudentT.quantile(p, degrees: 3) == nil) }
        for degrees in [Int.min, -1, 0] { #expect(StudentT.quantile(0.9, degrees: degrees) == nil) }
    }
}
