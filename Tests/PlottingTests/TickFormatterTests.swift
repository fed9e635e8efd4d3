import Plotting
import Testing

@Suite struct TickFormatterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var values: [Double]
        var expected: [String]
        var factor: String?
        var testDescription: String { "\(values)" }
    }

    static let linearCases = [
        Case(values: [0, 0.1, 0.2, 0.1 + 0.2], expected: ["0.0", "0.1", "0.2", "0.3"]),
        Case(values: [0, 0.5, 1], expected: ["0.0", "0.5", "1.0"]),
        Case(values: [0, 25, 50], expected: ["0", "25", "50"]),
        Case(values: [97.5, 100], expected: ["97.5", "100.0"]),
        Case(values: [-1, 0, 1], expected: ["−1", "0", "1"]),
        Case(values: [-0.1, -0.0, 0.1], expected: ["−0.1", "0.0", "0.1"]),
        Case(values: [0, 0.0002, 0.0004], expected: ["0.0000", "0.0002", "0.0004"]),
        Case(values: [0, 0.00002, 0.00004], expected: ["0", "2", "4"], factor: "×10⁻⁵"),
        Case(values: [0, 0.000005, 0.00001], expected: ["0.0", "0.5", "1.0"], factor: "×10⁻⁵"),
        Case(values: [0, 50_000, 100_000], expected: ["0", "50000", "100000"]),
        Case(values: [0, 500_000, 1_000_000], expected: ["0.0", "0.5", "1.0"], factor: "×10⁶"),
        Case(values: [1_000_000, 1_000_002], expected: ["1000000", "1000002"]),
        Case(values: [0, 5e299, 1e300], expected: ["0.0", "0.5", "1.0"], factor: "×10³⁰⁰"),
        Case(values: [0, 1e-300, 2e-300], expected: ["0", "1", "2"], factor: "×10⁻³⁰⁰"),
        Case(values: [0], expected: ["0"]),
        Case(values: [0.9], expected: ["0.9"]),
        Case(values: [], expected: []),
    ]

    @Test(arguments: linearCases)
    func linear(_ example: Case) {
        let labels = TickFormatter.linear(example.values)
        #expect(labels.labels.map(\.plain) == example.expected)
        #expect(labels.factor?.flattened == example.factor)
    }

    static let logCases = [
        Case(values: [1e-6, 1e-3, 1, 10], expected: ["10⁻⁶", "10⁻³", "10⁰", "10¹"]),
        Case(values: [0.01, 0.1, 1], expected: ["0.01", "0.1", "1"]),
        Case(values: [1e-3, 2e-3, 5e-3, 1e-2], expected: ["10⁻³", "2×10⁻³", "5×10⁻³", "10⁻²"]),
        Case(values: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2], expected: ["0.005", "0.01", "0.02", "0.05", "0.1", "0.2"]),
        Case(values: [1e-3, 1e-2, 1e-1, 1], expected: ["10⁻³", "10⁻²", "10⁻¹", "10⁰"]),
        Case(values: [1e-300, 1e-299], expected: ["10⁻³⁰⁰", "10⁻²⁹⁹"]),
        Case(values: [0.2, 0.3, 0.4], expected: ["0.2", "0.3", "0.4"]),
    ]

    @Test(arguments: logCases)
    func logarithmic(_ example: Case) {
        #expect(TickFormatter.log(example.values).labels.map(\.flattened) == example.expected)
    }

    @Test func superscriptsAreRaised() {
        let label = TickFormatter.log([1e-6, 1]).labels[0]
        #expect(label.runs.map(\.text) == ["10", "−6"])
        #expect(label.runs.map(\.isRaised) == [false, true])
    }

    @Test func numbersForReading() {
        let cases: [(Double, String)] = [
            (0.0833, "0.083"), (0.13182, "0.13"), (0.0996, "0.10"), (9.96, "10"), (1, "1.0"), (123, "123"), (0, "0"),
            (1.3e-7, "1.3×10⁻⁷"), (4.2e12, "4.2×10¹²"), (-0.5, "−0.50"), (.infinity, "∞"), (.nan, "not a number"),
        ]
        for (value, expected) in cases { #expect(TickFormatter.number(value).flattened == expected) }
    }
}
