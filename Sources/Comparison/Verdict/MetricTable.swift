import Training

/// At most one value for each metric. JSON has a key per value: "final_accuracy" and so on in snake case.
struct MetricTable<Value: Sendable & Equatable & Codable>: Sendable, Equatable {
    private let values: [ValidationMetric: Value]

    /// - Parameter value: of a metric; nil for none.
    init(_ value: (ValidationMetric) -> Value?) {
        values = Dictionary(
            ValidationMetric.allCases.compactMap { metric in value(metric).map { (metric, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    subscript(metric: ValidationMetric) -> Value? { values[metric] }
}

extension MetricTable: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        /// "finalAccuracy", which coders turn to snake case.
        init(_ metric: ValidationMetric) { stringValue = "\(metric)" }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var values: [ValidationMetric: Value] = [:]
        for metric in ValidationMetric.allCases {
            values[metric] = try container.decodeIfPresent(Value.self, forKey: Key(metric))
        }
        self.values = values
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (metric, value) in values { try container.encode(value, forKey: Key(metric)) }
    }
}
