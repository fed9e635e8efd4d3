import JSON
public import Training

extension SpecSchema {
    /// A learning rate: a number, or `{"from_finder": "minimum"}`, which a range test turns into one.
    static let rate = Shape.either([.number(.learningRate), .object(fromFinder)])

    /// A rate that may be 0.
    static let lowRate = Shape.either([.number(.between(0, 1e6)), .object(fromFinder)])

    private static let fromFinder = Table([
        .field(
            Field(
                key: "from_finder", shape: .choice(SuggestedRates.Name.all.map(\.word)), presence: .required,
                documentation: "Run the range test first and take what this method suggests.")),
        .field(
            Field(
                key: "times", shape: .number(.above(0, upTo: 1e6)), presence: .value(1),
                documentation: "What the suggestion is multiplied by.", aliases: ["factor"])),
        .field(
            Field(
                key: "value", shape: .optional(.number(.learningRate)), presence: .value(.null),
                documentation: "The rate that came of it, as a run folder's spec says: with it no range test is run.")),
    ])
}

/// A learning rate that a range test is to give.
public struct FinderRate: Sendable, Equatable {
    /// Where in the spec.
    public var keyPath: String
    /// By which method.
    public var method: SuggestedRates.Name
    /// What its suggestion is multiplied by.
    public var times: Double
}

extension CheckedObject {
    /// A learning rate.
    /// - Throws: `UnknownRate` where a range test is still to give it.
    package func rate(_ key: String) throws -> Double {
        if let number = try? double(key) { return number }
        let wanted = try object(key)
        if wanted.isNull("value") { throw UnknownRate(rate: try wanted.finderRate()) }
        return try wanted.double("value")
    }

    /// The rates in it that a range test is still to give.
    func unknownRates() throws(SchemaMismatch) -> [FinderRate] {
        var rates: [FinderRate] = []
        try forEachObject { (object) throws(SchemaMismatch) in
            if object.has("from_finder"), object.isNull("value") { rates.append(try object.finderRate()) }
        }
        return rates
    }

    private func finderRate() throws(SchemaMismatch) -> FinderRate {
        guard let method = SuggestedRates.Name(try string("from_finder")) else { throw mismatch("from_finder") }
        return FinderRate(keyPath: path.description, method: method, times: try double("times"))
    }
}

/// A rate is asked for before the range test has been run.
public struct UnknownRate: Error, Sendable, Equatable, CustomStringConvertible {
    public var rate: FinderRate
    /// "a.json:3: schedule.lr_max", with the arm of a study.
    public var place: String

    package init(rate: FinderRate, place: String? = nil) {
        self.rate = rate
        self.place = place ?? rate.keyPath
    }

    public var description: String {
        "\(place): the range test has not been run yet; `onecycle find` runs it, and `onecycle run` before training"
    }
}
