import TestSupport
import Statistics
import Testing

@Suite("Bootstrap interval")
struct BootstrapIntervalTests {
    /// Of 0, 0 and 3 the means 0, 1, 2 and 3 have 8, 12, 6 and 1 of 27 samples.
    @Test(
        "three values whose samples can be counted",
        arguments: [(0.95, 0.0, 3.0), (0.9, 0, 2), (0.6, 0, 2), (0.3, 1, 1), (0, 1, 1)])
    func counted(confidence: Double, low: Double, high: Double) throws {
        let interval = try #require(BootstrapInterval(ofMean: [0, 0, 3], confidence: confidence))
        #expect(interval.low == low)
        #expect(interval.high == high)
    }

    @Test("many values: nearly the normal interval of the mean")
    func normal() throws {
        var numbers = TableNumbers(5)
        let values = (0..<200).map { _ in (0..<12).reduce(0.0) { sum, _ in sum + Double(numbers.below(1_000)) } }
        let mean = values.reduce(0, +) / 200
        let error = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot() / 200
        let interval = try #require(BootstrapInterval(ofMean: values))
        #expect(abs((mean - interval.low) / (1.959964 * error) - 1) < 0.06)
        #expect(abs((interval.high - mean) / (1.959964 * error) - 1) < 0.06)
    }

    @Test("the same twice, another with another seed, mirrored with all signs turned")
    func repeats() throws {
        for table in 0..<10 {
            var numbers = TableNumbers(UInt64(table))
            let values = (0..<(2 + table)).map { _ in Double(numbers.below(10_000)) / 9_999 }
            let interval = try #require(BootstrapInterval(ofMean: values))
            let mirrored = try #require(BootstrapInterval(ofMean: values.map { -$0 }))
            #expect(BootstrapInterval(ofMean: values) == interval)
            #expect(mirrored.low == -interval.high)
            #expect(mirrored.high == -interval.low)
            #expect(interval.low >= values.min() ?? .infinity)
            #expect(interval.high <= values.max() ?? -.infinity)
            #expect(interval.low <= interval.high)
            if table > 4 { #expect(BootstrapInterval(ofMean: values, seed: 1) != interval) }
        }
    }

    @Test("more resamples say nearly the same")
    func stable() throws {
        var numbers = TableNumbers(9)
        let values = (0..<10).map { _ in Double(numbers.below(1_000)) }
        let few = try #require(BootstrapInterval(ofMean: values))
        let many = try #require(BootstrapInterval(ofMean: values, resamples: 100_000))
        let width = many.high - many.low
        #expect(abs(few.low - many.low) < 0.04 * width)
        #expect(abs(few.high - many.high) < 0.04 * width)
    }

    @Test("equal values have themselves for an interval", arguments: [0.1, 0.987, 1e-300, 1e300])
    func equal(value: Double) throws {
        let interval = try #require(BootstrapInterval(ofMean: [value, value, value]))
        #expect(interval.low == value)
        #expect(interval.high == value)
    }

    @Test("one resample is a single point; what cannot be has none")
    func none() throws {
        let one = try #require(BootstrapInterval(ofMean: [1, 2, 4], resamples: 1))
        #expect(one.low == one.high)
        #expect(BootstrapInterval(ofMean: []) == nil)
        #expect(BootstrapInterval(ofMean: [1]) == nil)
        #expect(BootstrapInterval(ofMean: [1, .nan]) == nil)
        #expect(BootstrapInterval(ofMean: [1, .infinity]) == nil)
        #expect(BootstrapInterval(ofMean: [.greatestFiniteMagnitude, -.greatestFiniteMagnitude]) == nil)
        for resamples in [Int.min, -1, 0, Int.max] {
            #expect(BootstrapInterval(ofMean: [1, 2], resamples: resamples) == nil)
        }
        for confidence in [-0.1, 1, 2, Double.nan, .infinity] {
            #expect(BootstrapInterval(ofMean: [1, 2], confidence: confidence) == nil)
        }
    }
}
